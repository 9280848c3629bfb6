"""Slugs: ids made of the words of a heading, by the rules of GitHub and MyST."""

from __future__ import annotations

import re
from collections.abc import Container

# Source: MyST-Parser's `github_slugify`, after
# https://github.com/jch/html-pipeline/blob/master/lib/html/pipeline/toc_filter.rb
_REMOVED = re.compile(r"[^\w\u4e00-\u9fff\- ]")


def slug_of(words: str) -> str:
    """Return the slug of a text; it is empty if the text has only punctuation, for instance."""
    return _REMOVED.sub("", words.lower().replace(" ", "-"))


def unique(slug: str, taken: Container[str]) -> str:
    """Return the slug itself, or the first of ``slug-1``, ``slug-2`` … that is not in `taken`."""
    candidate, number = slug, 0
    while candidate in taken:
        number += 1
        candidate = f"{slug}-{number}"
    return candidate
