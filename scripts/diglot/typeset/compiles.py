"""What a compiler can be asked, wherever it works, and one that passes questions on to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from diglot.typeset.compiler import Typeset
from diglot.typeset.floats import Float
from diglot.typeset.footnotes import Footnote
from diglot.typeset.pictures import Picture
from diglot.typeset.places import Places
from diglot.typeset.printed import TypeArea


class Compiles(Protocol):
    """A compiler, wherever it works; see `Compiler`."""

    def compile(
        self, main: str, *, inputs: dict[str, str], timestamp: int, standards: Sequence[str]
    ) -> Typeset:
        """Typeset a file."""

    def type_area(self) -> TypeArea | None:
        """Return the margins of what was compiled last."""

    def footnotes(self) -> list[Footnote]:
        """Return where the notes of what was compiled last stand."""

    def floats(self) -> list[Float]:
        """Return where the figures that may float stand in what was compiled last."""

    def pictures(self) -> list[Picture]:
        """Return where pictures that may be made smaller stand in what was compiled last."""

    def places(self, anchors: Sequence[str]) -> Places:
        """Return where headings and `anchors` stand in what was compiled last."""


class PassingCompiler:
    """Asks another compiler all that is to be known of what it compiled last."""

    def __init__(self, compiler: Compiles) -> None:
        self._asked = compiler

    def type_area(self) -> TypeArea | None:
        """Return the margins; see `Compiles.type_area`."""
        return self._asked.type_area()

    def footnotes(self) -> list[Footnote]:
        """Return where the notes stand; see `Compiles.footnotes`."""
        return self._asked.footnotes()

    def floats(self) -> list[Float]:
        """Return the figures that may float; see `Compiles.floats`."""
        return self._asked.floats()

    def pictures(self) -> list[Picture]:
        """Return the pictures that may be made smaller; see `Compiles.pictures`."""
        return self._asked.pictures()

    def places(self, anchors: Sequence[str]) -> Places:
        """Return where headings and anchors stand; see `Compiles.places`."""
        return self._asked.places(anchors)
