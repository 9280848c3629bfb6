"""The builder ``typst`` with all readings: handouts in one language, and in two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from diglot.sphinxext.config.readings import PAIRED
from diglot.sphinxext.typst.build.builder import TypstBuilder

if TYPE_CHECKING:
    from diglot.sphinxext.typst.build.handout_build import HandoutBuild


class EveryReadingBuilder(TypstBuilder):
    """Typesets the handouts of conf.py: those in one language, and those in two."""

    def handout_builds(self) -> Iterator[HandoutBuild]:
        """Yield what makes the handouts, a folder of Typst sources each."""
        # Only builds that print pay for what printing imports.
        from diglot.sphinxext.parallel.typst.handout_build import ParallelHandoutBuild

        yield from super().handout_builds()
        if paired := self.readings() & PAIRED:
            for selection, handouts in self.selections().items():
                yield ParallelHandoutBuild(self.application, selection, handouts, paired)
