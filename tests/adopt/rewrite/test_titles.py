"""Pages whose front matter has a title, and whose text has headings at the top of its own."""

from __future__ import annotations

import pytest

from diglot.adopt.dialect import Dialect
from diglot.adopt.rewrite.rewrite import rewrite

FRONT = "---\ntitle: 'Title'\n---\n"


@pytest.mark.parametrize(
    ("dialect", "body", "expected"),
    [
        # Hugo shows the title above whatever there is.
        (Dialect.HUGO, "# One\n## A\n# Two\n", "# Title\n\n## One\n### A\n## Two\n"),
        (Dialect.HUGO, "# One\n\n## A\n", "# Title\n\n## One\n\n### A\n"),
        (Dialect.HUGO, "# Title\n\n# Two\n", "# Title\n\n## Two\n"),
        (Dialect.HUGO, "# Title\n\n## Two\n", "# Title\n\n## Two\n"),
        (Dialect.HUGO, "```\n# One\n```\n", "\n# Title\n\n```\n# One\n```\n"),
        # Docusaurus does so unless a page begins with a heading.
        (Dialect.DOCUSAURUS, "Text\n\n# One\n## A\n", "# Title\n\nText\n\n## One\n### A\n"),
        (Dialect.DOCUSAURUS, "import A from 'a'\n\n# One\n", "% import A from 'a'\n\n# One\n"),
        (Dialect.DOCUSAURUS, "# One\n# Two\n", "# One\n# Two\n"),
        # VitePress never shows it.
        (Dialect.VITEPRESS, "Text\n\n# One\n# Two\n", "Text\n\n# One\n# Two\n"),
    ],
)
def test_a_title_is_above_the_headings_where_readers_saw_it_there(
    dialect: Dialect, body: str, expected: str
) -> None:
    result = rewrite(FRONT + body, dialect)
    assert result.text == FRONT + expected
    assert rewrite(result.text, dialect).text == result.text
