"""Papers by name and by size."""

import pytest

from diglot.typeset.papers import NAMES, size_of


@pytest.mark.parametrize(
    ("paper", "size"),
    [
        ("a4", (210, 297)),
        ("letter", (215.9, 279.4)),
        ("170mm x 240mm", (170, 240)),
        ("17 cm × 24.5cm", (170, 245)),
        ("6in x 9in", (152.4, 228.6)),
        ("338.667mm x 190.5mm", (338.667, 190.5)),
        ("170 x 240mm", None),
        ("49mm x 240mm", None),
        ("170mm x 2m", None),
        ("A4", None),
        ("", None),
    ],
)
def test_the_size_of_a_paper(paper: str, size: tuple[float, float] | None) -> None:
    assert size_of(paper) == size


def test_names_are_of_papers_that_stand_and_of_screens_that_lie() -> None:
    for name in NAMES:
        size = size_of(name)
        assert size is not None
        assert (size[0] > size[1]) == name.startswith("presentation-")
