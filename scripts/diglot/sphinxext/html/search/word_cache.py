"""What the last build made for the search, beside the doctrees: words and how 汉字 are read.

It is known by a digest of what it was made of, so that documents may move.
"""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sphinx.builders import Builder

from diglot.core.files import write_text
from diglot.core.language import Language
from diglot.sphinxext.html.search.index import DocumentWords, Readings, as_json, words_of_document
from diglot.sphinxext.html.search.readings import readings_of
from diglot.sphinxext.html.search.sections import Section

FORMAT = 1
"""To be raised with every change of how words, their places and readings are made."""


class WordCache:
    """Gives words and readings; makes only what the last build that kept them did not have."""

    def __init__(self, path: Path, simplified: Mapping[int, str]) -> None:
        self._path = path
        self._simplified = simplified
        forms = _digest(sorted(simplified.items()))
        self._version = " ".join(
            [str(FORMAT), unicodedata.unidata_version, version("pypinyin"), forms]
        )
        self._kept = _kept(path, self._version)
        self._used: dict[str, str] = {}

    def words(self, sections: Sequence[Section]) -> DocumentWords:
        """Return the words of a document."""

        def split() -> list[object]:
            words = words_of_document(sections, self._simplified)
            return [words.places, words.sizes]

        source = [[section.anchor, section.title, section.text] for section in sections]
        places, sizes = self._value(source, _are_words, split)
        return DocumentWords(places, sizes)

    def readings(self, texts: Iterable[str]) -> Readings:
        """Return what readers may type in pinyin for names, terms and headings."""
        source = sorted(set(texts))
        readings: Readings = self._value(source, _are_readings, lambda: readings_of(source))
        return readings

    def _value(
        self, source: object, is_whole: Callable[[object], bool], make: Callable[[], object]
    ) -> Any:
        key = _digest(source)
        value = _parsed(self._kept.get(key, ""))
        if not is_whole(value):
            value = make()
            self._kept[key] = as_json(value)
        self._used[key] = self._kept[key]
        return value

    def keep(self) -> None:
        """Write what was asked for, and only that."""
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


def _parsed(written: str) -> object:
    try:
        return json.loads(written)
    except ValueError:
        return None


def _are_words(value: object) -> bool:
    match value:
        case [dict(), str()]:
            return True
    return False


def _are_readings(value: object) -> bool:
    return isinstance(value, dict)


def _digest(value: object) -> str:
    return hashlib.sha256(as_json(value).encode("utf-8", "surrogatepass")).hexdigest()
