"""What a compiler can be asked, wherever it works, and one that passes questions on to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from diglot.typeset.compiler import Typeset
from diglot.typeset.layout import Positions
from diglot.typeset.places import Places
from diglot.typeset.printed import TypeArea


class Compiles(Protocol):
    """A compiler, wherever it works; see `Compiler`."""

    def compile(
        self, main: str, *, inputs: dict[str, str], timestamp: int, standards: Sequence[str]
    ) -> Typeset:
        """Typeset a file."""

    def lay_out(self, main: str, *, inputs: dict[str, str]) -> Positions | None:
        """Lay out a file without making a PDF of it."""

    def type_area(self) -> TypeArea | None:
        """Return the margins of what was compiled or laid out last."""

    def places(self, anchors: Sequence[str]) -> Places:
        """Return where headings and `anchors` stand in what was compiled or laid out last."""


class PassingCompiler:
    """Asks another compiler all that is to be known but does not compile."""

    def __init__(self, compiler: Compiles) -> None:
        self._asked = compiler

    def lay_out(self, main: str, *, inputs: dict[str, str]) -> Positions | None:
        """Lay out a file; see `Compiles.lay_out`."""
        return self._asked.lay_out(main, inputs=inputs)

    def type_area(self) -> TypeArea | None:
        """Return the margins; see `Compiles.type_area`."""
        return self._asked.type_area()

    def places(self, anchors: Sequence[str]) -> Places:
        """Return where headings and anchors stand; see `Compiles.places`."""
        return self._asked.places(anchors)
