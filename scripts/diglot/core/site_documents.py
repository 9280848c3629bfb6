"""What sites keep of each other beside their doctrees: which documents each language has."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

OWN, OTHERS = "documents.json", "documents-elsewhere.{builder}.json"
"""A language's documents, and those of them that its site has missed in other languages."""

Documents = Mapping[str, Set[str]]
"""The documents of a language, by its tag. A language of which nothing is known is left out."""

Missing = Mapping[str, list[str]]
"""The documents of a site that another language lacks, by its tag."""


def is_outdated(doctreedir: Path, tags: Iterable[str], *, parallel: bool = False) -> bool:
    """Whether a site has been built before another one said which documents it has.

    `doctreedir` is that of the site, `tags` are those of all languages.
    With `parallel` it is the site of two languages whose source has this folder.
    """
    own = doctreedir / OWN
    if not own.is_file():
        return False
    others = documents_of(paths_of(doctreedir, (tag for tag in tags if tag != doctreedir.name)))
    missing = missing_in(_list(own), others)
    return any(
        read_missing(path) != missing
        for path in doctreedir.glob(OTHERS.format(builder="*"))
        if (".parallel" in path.name) == parallel
    )


def missing_in(own: Set[str], others: Documents) -> dict[str, list[str]]:
    """Return which of these documents each other language lacks, by its tag."""
    missing = {tag: sorted(own - documents) for tag, documents in others.items()}
    return {tag: names for tag, names in missing.items() if names}


def paths_of(doctreedir: Path, tags: Iterable[str]) -> dict[str, Path]:
    """Return where languages say which documents they have: their doctrees lie side by side."""
    return {tag: doctreedir.with_name(tag) / OWN for tag in tags}


def documents_of(paths: Mapping[str, Path]) -> Documents:
    """Return the documents of other languages, by the places where each says it."""
    return {tag: _list(path) for tag, path in paths.items() if path.is_file()}


def _list(path: Path) -> Set[str]:
    return frozenset(json.loads(path.read_text("utf-8")))


def read_missing(path: Path) -> dict[str, list[str]]:
    """Return what a site has missed when it was built; nothing where that is not known."""
    try:
        read: dict[str, list[str]] = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return read
