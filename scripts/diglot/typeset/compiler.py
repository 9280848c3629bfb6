"""The compiler: makes a PDF of Typst sources and returns Typst's messages about them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import typst

from diglot.core.memory import resident_memory
from diglot.typeset import layout, places, source_files
from diglot.typeset.demand import is_much
from diglot.typeset.fonts import FontBook
from diglot.typeset.layout import Positions
from diglot.typeset.marks import Origin, origin
from diglot.typeset.places import Places
from diglot.typeset.printed import TypeArea
from diglot.typeset.reports import items_of, unescaped

STANDARDS = ("a-2a", "ua-1")
"""Archivable (PDF/A-2a) and accessible (PDF/UA-1) at once."""


@dataclass(frozen=True, slots=True)
class TypstMessage:
    """An error or warning of Typst's.

    `source` is the Typst file and line, `origin` the place in the document that they came from.
    """

    message: str
    hints: tuple[str, ...] = ()
    source: str | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Typeset:
    """What came of compiling a handout.

    `pdf` holds its bytes or is the file of them, or None where there are `errors`; `missing` are
    the characters that no font has.
    """

    pdf: bytes | Path | None
    errors: tuple[TypstMessage, ...] = ()
    warnings: tuple[TypstMessage, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether two layouts in a row came out alike, so that all page numbers in it are right."""
        return not any(_UNSETTLED in warning.message for warning in self.warnings)


# What the theme has labelled: its margins, pages without any, such as covers, and others, such as
# those in landscape beside which there are no lines for notes.
_AREA = """(<diglot-type-area>, <diglot-free-page>, <diglot-own-margins>).map(
  label => query(label).map(it => it.value)
)"""

# Pictures that are made ready for a PDF should not be forgotten within the rounds of one handout,
# of which there may be eight.
_AGING = 2

_Source = TypeVar("_Source", Path, bytes)

# How Typst words what we look for; tests compile such documents to hold it to that.
_MISSING = re.compile(r'the text [`"]+(?P<text>.+?)[`"]+ could not be displayed', re.DOTALL)
_UNSETTLED = "did not converge"
_PLACE = re.compile(r"^\s*┌─ (?P<file>.+?):(?P<line>\d+):\d+\s*$", re.MULTILINE)
_HINT = re.compile(r"^\s*= hint: (?P<hint>.*)$", re.MULTILINE)


class Compiler:
    """Compiles the sources below `root`, and only what changed since the last call."""

    def __init__(self, root: Path, book: FontBook) -> None:
        self._root, self._book = root, book
        self._laid_out = 0
        # Knows what was compiled or laid out last.
        self._typst = typst.Compiler(root=root, font_paths=book.fonts)

    def compile(
        self,
        main: str,
        *,
        inputs: dict[str, str],
        timestamp: int,
        standards: Sequence[str] = STANDARDS,
        output: Path | None = None,
    ) -> Typeset:
        """Typeset the file `main` (relative to the root).

        `inputs` are what ``sys.inputs`` holds; `timestamp`, in seconds since 1970, is the date
        inside the PDF. Where an `output` is given, the PDF is written to that file, and what is
        returned has no bytes. Never raises for what is wrong with the sources.
        """
        typeset = self._compile(main, inputs, timestamp, standards, output)
        if standards or typeset.pdf is None:
            return typeset
        # Without a standard Typst prints a box for a missing character and says nothing.
        strict = self._compile(main, inputs, timestamp, ("a-2b",))
        return Typeset(typeset.pdf, typeset.errors, typeset.warnings, strict.missing)

    def lay_out(self, main: str, *, inputs: dict[str, str]) -> Positions | None:
        """Lay out the file `main`, without making a PDF; return where that puts figures and notes.

        None says that there are errors, of which `compile` tells. Other files are not forgotten
        sooner for it, as they are with each PDF, unless the process holds much: then with some.
        """
        self._laid_out += 1
        if self._laid_out % _AGING == 0 and is_much(resident_memory(os.getpid())):
            # Nothing to print; with it, Typst forgets what it has not used for long.
            self._world(b"", {}).compile(format="pdf")
        self._typst = self._world(self._root / main, inputs)
        try:
            return layout.positions_of(self._typst.eval(layout.QUERY, format="json"))
        except RuntimeError:
            return None

    def renew(self, main: str, *, inputs: dict[str, str], turn: int) -> bool:
        """Have Typst use all blocks that it knows of a file, so that it does not forget them.

        It does not look into what is as it was: so the turn is told in and before each document,
        which nobody prints. Returns whether there are no errors.
        """
        told = source_files.marked((self._root / main).read_text("utf-8"), turn)
        try:
            self._world(told.encode(), inputs).eval("none", format="json")
        except RuntimeError:
            return False
        return True

    def _world(self, source: _Source, inputs: dict[str, str]) -> typst.Compiler:
        return typst.Compiler(
            input=source, root=self._root, font_paths=self._book.fonts, sys_inputs=inputs
        )

    def type_area(self) -> TypeArea | None:
        """Return the margins of what was laid out last, or None where its theme does not tell."""
        found, free, own = json.loads(self._typst.eval(_AREA, format="json"))
        if not found:
            return None
        sides = {int(page): (float(left), float(right)) for page, left, right in own}
        return TypeArea(**found[0], free=frozenset(free), own=sides)

    def places(self, anchors: Sequence[str]) -> Places:
        """Return where headings and `anchors` stand in what was laid out last."""
        answer = self._typst.eval(places.query(anchors), format="json")
        return places.places_of(anchors, json.loads(answer))

    def _compile(
        self,
        main: str,
        inputs: dict[str, str],
        timestamp: int,
        standards: Sequence[str],
        output: Path | None = None,
    ) -> Typeset:
        """Typeset a file; where something is said of documents, with lines of these."""
        path = str(self._root / main)
        typeset = self._made(self._typst, path, inputs, timestamp, standards, output)
        if not any(map(_is_in_source, (*typeset.errors, *typeset.warnings))):
            return typeset
        source = source_files.as_files((self._root / main).read_text("utf-8"))
        world = self._world(source.encode(), inputs)
        return self._made(world, None, inputs, timestamp, standards, output)

    def _made(
        self,
        world: typst.Compiler,
        source: str | None,
        inputs: dict[str, str],
        timestamp: int,
        standards: Sequence[str],
        output: Path | None,
    ) -> Typeset:
        """Typeset what a `world` was made with, or another file."""
        try:
            pdf, warnings = world.compile_with_warnings(
                source,
                output=None if output is None else str(output),
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=list(standards),  # type: ignore[arg-type]  # names from conf.py
                timestamp=timestamp,
            )
        except typst.TypstError as error:
            return self._failure(error)
        messages = tuple(
            self._message_of(warning.message, warning.diagnostic, warning.hints)
            for warning in warnings
        )
        return Typeset(pdf if isinstance(pdf, bytes) else b"", (), messages)

    def _failure(self, error: typst.TypstError) -> Typeset:
        items = [
            self._message_of(message, text, _HINT.findall(text))
            for kind, message, text in items_of(error.diagnostic)
            if kind == "error"
        ] or [TypstMessage(error.message, tuple(error.hints))]
        missing = dict.fromkeys(
            unescaped(match["text"]) for item in items if (match := _MISSING.search(item.message))
        )
        errors = tuple(item for item in items if not _MISSING.search(item.message))
        return Typeset(None, tuple(dict.fromkeys(errors)), (), tuple(missing))

    def _message_of(self, message: str, diagnostic: str, hints: Sequence[str]) -> TypstMessage:
        """Make a message whose origin is the first of Typst's places that a document has."""
        first: str | None = None
        for place in _PLACE.finditer(diagnostic):
            name, line = place["file"], int(place["line"])
            if Path(name).name == source_files.NAME:
                return TypstMessage(message, tuple(hints), f"{name}:{line}")
            first = first or f"{name}:{line}"
            # Typst shortens paths as seen from the working folder, else from the root.
            path = Path(name)
            written = origin(path if path.is_file() else self._root / name, line)
            if written:
                return TypstMessage(message, tuple(hints), first, written)
        return TypstMessage(message, tuple(hints), first)


def _is_in_source(message: TypstMessage) -> bool:
    """Whether a message is of a document, whose line is not known."""
    place = message.source or ""
    return Path(place.rpartition(":")[0]).name == source_files.NAME
