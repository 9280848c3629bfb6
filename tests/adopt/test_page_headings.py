from __future__ import annotations

import pytest

from diglot.adopt.page_headings import with_one_title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "---\na: 1\n---\n# One\n## A\n# Two\n## B\n",
            "---\na: 1\n---\n# One\n## A\n## Two\n### B\n",
        ),
        ("# One\n\nText\n\nTwo\n===\n", "# One\n\nText\n\n## Two\n"),
    ],
)
def test_the_first_of_several_headings_is_the_title(text: str, expected: str) -> None:
    assert with_one_title(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "# One\n## A\n",
            "## A\n# One\n# Two\n",
            "# One\n```\n# Two\n```\n",
            "# \n# Two\n",
            "Text\n",
        ),
        # What underlines a heading elsewhere is a sign of a formula.
        *("# One\n\n$$\na\n=\nb\n$$\n", "# One\n\n\\begin{align}\na\n=\nb\n\\end{align}\n"),
    ],
)
def test_other_pages_stay_as_they_are(text: str) -> None:
    assert with_one_title(text) == text
