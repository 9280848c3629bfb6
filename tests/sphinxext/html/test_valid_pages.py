"""All pages of the sites, and those above them, are valid HTML."""

from __future__ import annotations

import pytest

from html_validator import html_errors
from site_books import Site

pytestmark = pytest.mark.slow


def test_sites(salon: Site) -> None:
    assert html_errors(salon.root) == []


def test_parallel_sites(pairs: Site) -> None:
    assert html_errors(pairs.root) == []
