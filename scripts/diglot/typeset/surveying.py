"""A compiler that knows where things stand in all that it has compiled, not in the last one only.

A handout is typeset again until its notes are with their marks, and what came of an earlier round
may be what is printed.
"""

from __future__ import annotations

from collections.abc import Sequence

from diglot.typeset.compiler import Typeset
from diglot.typeset.floats import Float
from diglot.typeset.footnotes import Footnote
from diglot.typeset.places import Places
from diglot.typeset.print_job import Compiles
from diglot.typeset.printed import TypeArea


class SurveyingCompiler:
    """Compiles as another compiler does, and remembers where `anchors` stood each time."""

    def __init__(self, compiler: Compiles, anchors: Sequence[str]) -> None:
        self._compiler, self._anchors = compiler, anchors
        self._surveys: list[tuple[Typeset, Places, TypeArea | None]] = []

    def compile(
        self, main: str, *, inputs: dict[str, str], timestamp: int, standards: Sequence[str]
    ) -> Typeset:
        """Typeset a file; see `Compiler.compile`."""
        made = self._compiler.compile(main, inputs=inputs, timestamp=timestamp, standards=standards)
        if made.pdf is not None:
            places = self._compiler.places(self._anchors)
            self._surveys.append((made, places, self._compiler.type_area()))
        return made

    def survey_of(self, made: Typeset) -> tuple[Places, TypeArea | None]:
        """Return where things stand in what one call has made, and its type area."""
        return next((places, area) for known, places, area in self._surveys if known is made)

    def type_area(self) -> TypeArea | None:
        """Return the margins of what was compiled last; see `Compiler.type_area`."""
        return self._compiler.type_area()

    def footnotes(self) -> list[Footnote]:
        """Return where the notes of what was compiled last stand; see `Compiler.footnotes`."""
        return self._compiler.footnotes()

    def floats(self) -> list[Float]:
        """Return the figures that may float in what was compiled last; see `Compiler.floats`."""
        return self._compiler.floats()

    def places(self, anchors: Sequence[str]) -> Places:
        """Return where anchors stand in what was compiled last; see `Compiler.places`."""
        return self._compiler.places(anchors)
