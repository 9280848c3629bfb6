"""Pages of random books; `make bench SUITES=makeup` makes hundreds of them."""

import pytest

from bench.makeup import faults_of


@pytest.mark.slow
@pytest.mark.parametrize("seeds", [range(4), range(22, 26)], ids=["Chinese", "English"])
def test_random_books_have_no_fault(seeds: range) -> None:
    assert faults_of(seeds) == []
