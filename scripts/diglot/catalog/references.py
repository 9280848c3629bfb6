"""Locations of messages (``#:``): paths relative to the sources, without line numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from diglot.catalog.entry import Entry

# A path with blanks stands between U+2068 and U+2069 (gettext 0.22).
_TOKEN = re.compile("\u2068[^\u2069]*\u2069(?::\\d+)?|\\S+")
_PATH = re.compile("\u2068?(?P<path>[^\u2069]+?)\u2069?(?::\\d+)?")

IsSource = Callable[[str], bool]
"""Whether a path, relative to the folder of the sources, is one of them."""


def reference(path: str) -> str:
    """Return a path as it stands in a ``#:`` comment."""
    return f"\u2068{path}\u2069" if re.search(r"\s", path) else path


def located(entry: Entry, is_source: IsSource) -> tuple[str, ...]:
    """Return an entry's locations in canonical form, each once.

    Tools write paths as seen from wherever their templates lay; the longest tail of such a
    path that is a source counts. A location that is no source at all stays as it is.
    """
    return tuple(dict.fromkeys(_locate(token, is_source) for token in tokens(entry)))


def sources_of(entry: Entry, is_source: IsSource) -> set[str]:
    """Return the sources that an entry's locations name, however they are written."""
    tails = (_source(token, is_source) for token in tokens(entry))
    return {tail for tail in tails if tail is not None}


def tokens(entry: Entry) -> Iterator[str]:
    """Yield an entry's locations one by one, as they are written."""
    for line in entry.comments.references:
        yield from _TOKEN.findall(line)


def _locate(token: str, is_source: IsSource) -> str:
    source = _source(token, is_source)
    return token if source is None else reference(source)


def _source(token: str, is_source: IsSource) -> str | None:
    return next((tail for tail in _tails(_path(token)) if is_source(tail)), None)


def _path(token: str) -> str:
    match = _PATH.fullmatch(token)
    return match["path"].replace("\\", "/") if match else token


def _tails(path: str) -> Iterator[str]:
    parts = [part for part in path.split("/") if part not in ("", ".", "..")]
    yield from ("/".join(parts[start:]) for start in range(len(parts)))
