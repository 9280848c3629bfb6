"""The texts of an SVG drawing, replaced in its bytes without changing any other byte."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape

from diglot.sphinxext.i18n.words import has_words

_TEXT_ELEMENTS = frozenset({"text", "title", "desc"})


@dataclass(frozen=True, slots=True)
class TextRun:
    """A text without surrounding white space: its line, and its bytes from `start` up to `end`."""

    text: str
    line: int
    start: int
    end: int


def text_runs(data: bytes) -> list[TextRun]:
    """Return the texts of a drawing that have words, in order.

    These are the parts of its text, title and desc elements. Raises ValueError if the drawing is
    not well-formed XML, or is UTF-16.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ValueError("it is UTF-16, not UTF-8")
    try:
        return _TextRunParser(data).parse()
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error


def replace_texts(data: bytes, runs: list[TextRun], translate: Callable[[str], str]) -> bytes:
    """Return the drawing with each text replaced by what `translate` returns for it."""
    parts, end = [], 0
    for run in runs:
        text = translate(run.text)
        if text != run.text:
            parts += [data[end : run.start], _encoded(text)]
            end = run.end
    return b"".join([*parts, data[end:]])


def _encoded(text: str) -> bytes:
    # A numeric character reference is valid in every encoding that the file may have.
    return escape(text).encode("ascii", "xmlcharrefreplace")


class _TextRunParser:
    """Parses a drawing with expat and notes where its texts begin and end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._runs: list[TextRun] = []
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

    def parse(self) -> list[TextRun]:
        self._parser.Parse(self._data, True)
        return self._runs

    def _open(self, name: str, _attributes: object) -> None:
        self._flush()
        if self._inside or name.rpartition(":")[2] in _TEXT_ELEMENTS:
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
        # The section is one text with what is around it; its delimiters are replaced with it.
        self._text("")

    def _flush(self) -> None:
        text, self._chunks = "".join(self._chunks), []
        stripped = text.strip()
        if not has_words(stripped):
            return
        raw = self._data[self._start : self._parser.CurrentByteIndex]
        before, after = len(raw) - len(raw.lstrip()), len(raw) - len(raw.rstrip())
        line = self._line + raw[:before].count(b"\n")
        end = self._start + len(raw) - after
        self._runs.append(TextRun(" ".join(stripped.split()), line, self._start + before, end))
