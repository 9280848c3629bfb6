"""Pages of random books; `make bench SUITES=makeup` makes hundreds of them."""

import pytest

from bench.makeup import faults_of


@pytest.mark.slow
@pytest.mark.parametrize(
    "seeds",
    # In the third one, what stays whole under a float comes after what began on the page before;
    # then notes are in what stays whole at a document's end, in a definition at a page's, or where
    # no room can be left on a later page of a block; then a table goes on under a float; then
    # a note is in what stays whole under a title.
    [
        range(4),
        range(22, 26),
        range(161, 162),
        range(159, 160),
        range(7310284, 7310285),
        range(800347, 800348),
        range(820069, 820070),
        range(820134, 820135),
    ],
    ids=[
        "Chinese",
        "English",
        "under a float",
        "notes",
        "definition",
        "late in a block",
        "head under a float",
        "last blocks under a title",
    ],
)
def test_random_books_have_no_fault(seeds: range) -> None:
    assert faults_of(seeds) == []
