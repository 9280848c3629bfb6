"""The words of documents as the last build split them, beside the doctrees.

They are known by a digest of the sections that they are of, so that documents may move.
"""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from sphinx.builders import Builder

from diglot.core.files import write_text
from diglot.core.language import Language
from diglot.sphinxext.html.search.index import DocumentWords, as_json, words_of_document
from diglot.sphinxext.html.search.sections import Section

FORMAT = 1
"""To be raised with every change of how words and places are made of sections."""


class WordCache:
    """Gives the words of sections; splits only what the last build that kept them did not have."""

    def __init__(self, path: Path, simplified: Mapping[int, str]) -> None:
        self._path = path
        self._simplified = simplified
        forms = _digest(sorted(simplified.items()))
        self._version = f"{FORMAT} {unicodedata.unidata_version} {forms}"
        self._kept = _kept(path, self._version)
        self._used: dict[str, str] = {}

    def words(self, sections: Sequence[Section]) -> DocumentWords:
        """Return the words of a document."""
        key = _digest([[one.anchor, one.title, one.text] for one in sections])
        words = _parsed(self._kept.get(key, ""))
        if words is None:
            words = words_of_document(sections, self._simplified)
            self._kept[key] = as_json([words.places, words.sizes])
        self._used[key] = self._kept[key]
        return words

    def keep(self) -> None:
        """Write the words that were asked for, and only these."""
        lines = [f"{key} {self._used[key]}" for key in sorted(self._used)]
        write_text(self._path, "\n".join([self._version, *lines]), sync=False)


def word_file(builder: Builder, language: Language) -> Path:
    """Return where a builder keeps the words of a language."""
    # Relative, so that both folders can be copied together.
    relative = os.path.relpath(builder.outdir, builder.doctreedir)
    place = hashlib.sha256(relative.encode()).hexdigest()[:8]
    return Path(builder.doctreedir) / f"words.{type(builder).__name__}.{place}.{language.slug}.txt"


def _kept(path: Path, version: str) -> dict[str, str]:
    try:
        found, *lines = path.read_text("utf-8").split("\n")
    except (OSError, ValueError):
        return {}
    parts = (line.partition(" ") for line in lines)
    return {key: words for key, _, words in parts} if found == version else {}


def _parsed(written: str) -> DocumentWords | None:
    try:
        found = json.loads(written)
    except ValueError:
        return None
    match found:
        case [dict() as places, str() as sizes]:
            return DocumentWords(places, sizes)
    return None


def _digest(value: object) -> str:
    return hashlib.sha256(as_json(value).encode("utf-8", "surrogatepass")).hexdigest()
