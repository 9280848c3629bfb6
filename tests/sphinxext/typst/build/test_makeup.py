"""Pages of random books; `make bench SUITES=makeup` makes hundreds of them."""

import pytest

from bench.makeup import faults_of


@pytest.mark.slow
@pytest.mark.parametrize(
    "seeds",
    # In the third one, what stays whole under a float comes after what began on the page before;
    # in the last one, notes are in what stays whole at a document's end.
    [range(4), range(22, 26), range(161, 162), range(159, 160)],
    ids=["Chinese", "English", "under a float", "notes"],
)
def test_random_books_have_no_fault(seeds: range) -> None:
    assert faults_of(seeds) == []
