"""The words of an SVG drawing: found in its bytes and replaced there, all else untouched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape

from diglot.sphinxext.i18n.words import has_words

_WITH_WORDS = frozenset({"text", "title", "desc"})


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words and the half-open range of bytes it takes."""

    text: str
    line: int
    start: int
    end: int


def words_of(data: bytes) -> list[Words]:
    """Return the runs of words that a drawing shows or says; ValueError if it cannot be read."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ValueError("it is UTF-16, not UTF-8")
    try:
        return _Finder(data).find()
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error


def replace_words(data: bytes, words: list[Words], translate: Callable[[str], str]) -> bytes:
    """Return the drawing with each run of words replaced by its translation."""
    pieces, done = [], 0
    for run in words:
        text = translate(run.text)
        if text != run.text:
            pieces += [data[done : run.start], _encoded(text)]
            done = run.end
    return b"".join([*pieces, data[done:]])


def _encoded(text: str) -> bytes:
    # Numeric references for what is not ASCII mean the same in whatever encoding the file has.
    return escape(text).encode("ascii", "xmlcharrefreplace")


class _Finder:
    """One pass of expat, noting where words begin and end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._found: list[Words] = []
        self._inside = 0
        self._chunks: list[str] = []
        self._start = self._line = 0
        self._parser = parser = expat.ParserCreate()
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = self._text
        parser.StartCdataSectionHandler = self._open_cdata
        for name in ("CommentHandler", "ProcessingInstructionHandler"):
            setattr(parser, name, lambda *_arguments: self._flush())

    def find(self) -> list[Words]:
        self._parser.Parse(self._data, True)
        return self._found

    def _open(self, name: str, _attributes: object) -> None:
        self._flush()
        if self._inside or name.rpartition(":")[2] in _WITH_WORDS:
            self._inside += 1

    def _close(self, _name: str) -> None:
        self._flush()
        self._inside = max(0, self._inside - 1)

    def _text(self, text: str) -> None:
        if self._inside:
            if not self._chunks:
                self._start = self._parser.CurrentByteIndex
                self._line = self._parser.CurrentLineNumber
            self._chunks.append(text)

    def _open_cdata(self) -> None:
        # The whole section is one run with what is around it, marks and all.
        self._text("")

    def _flush(self) -> None:
        text, self._chunks = "".join(self._chunks), []
        words = text.strip()
        if not has_words(words):
            return
        raw = self._data[self._start : self._parser.CurrentByteIndex]
        before, after = len(raw) - len(raw.lstrip()), len(raw) - len(raw.rstrip())
        line = self._line + raw[:before].count(b"\n")
        end = self._start + len(raw) - after
        self._found.append(Words(" ".join(words.split()), line, self._start + before, end))
