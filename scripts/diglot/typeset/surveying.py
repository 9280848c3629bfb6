"""A compiler that knows where things stand in all that it has compiled, not in the last one only.

A handout is typeset again until its notes are with their marks, and what came of an earlier round
may be what is printed.
"""

from __future__ import annotations

from collections.abc import Sequence

from diglot.typeset.compiler import Typeset
from diglot.typeset.compiles import Compiles, PassingCompiler
from diglot.typeset.places import Places
from diglot.typeset.printed import TypeArea


class SurveyingCompiler(PassingCompiler):
    """Compiles as another compiler does, and remembers where `anchors` stood each time."""

    def __init__(self, compiler: Compiles, anchors: Sequence[str] = ()) -> None:
        super().__init__(compiler)
        self._anchors = anchors
        self._surveys: list[tuple[Typeset, Places, TypeArea | None]] = []

    def compile(
        self, main: str, *, inputs: dict[str, str], timestamp: int, standards: Sequence[str]
    ) -> Typeset:
        """Typeset a file; see `Compiler.compile`."""
        made = self._asked.compile(main, inputs=inputs, timestamp=timestamp, standards=standards)
        if made.pdf is not None:
            self._surveys.append((made, self.places(self._anchors), self.type_area()))
        return made

    def survey_of(self, made: Typeset) -> tuple[Places, TypeArea | None]:
        """Return where things stand in what one call has made, and its type area."""
        return next((places, area) for known, places, area in self._surveys if known is made)
