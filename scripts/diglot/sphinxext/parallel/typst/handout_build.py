"""The workshop of two languages: handouts side by side or block by block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from sphinx.application import Sphinx

from diglot.core.language import Language
from diglot.sphinxext.config.settings import languages_of, partner_of
from diglot.sphinxext.handouts.handout import INTERLINEAR, PARALLEL, Handout
from diglot.sphinxext.parallel.partner import Partner, open_partner
from diglot.sphinxext.parallel.typst.documents import ParallelDocuments
from diglot.sphinxext.parallel.typst.handout_compiler import ParallelHandoutCompiler
from diglot.sphinxext.typst.build.documents import Documents
from diglot.sphinxext.typst.build.handout_build import HandoutBuild
from diglot.sphinxext.typst.build.handout_compiler import HandoutCompiler
from diglot.sphinxext.typst.build.state import State
from diglot.typeset.fonts import Faces, FontBook, faces_for

_PARTS = ("serif", "sans", "mono", "math")


class ParallelHandoutBuild(HandoutBuild):
    """Makes the handouts in the source language and its partner's, of some `readings`."""

    themes: ClassVar[tuple[str, ...]] = ("theme", "parallel-text", "parallel-book")

    _partners_faces: Faces

    def __init__(self, app: Sphinx, readings: set[str]) -> None:
        super().__init__(app)
        self._readings = readings

    @property
    def slug(self) -> str:
        """The reading as it stands in the names of folders and PDFs."""
        source, *_targets = languages = self._languages
        other = partner_of(self._config, languages) or self._partner.language
        return f"{source.slug}_{other.slug}"

    def make(self) -> None:
        """Write the sources and typeset the handouts, of both what is not up to date.

        Raises ConfigError where a handout wants a second language and there is none.
        """
        if self._handouts or partner_of(self._config, self._languages):
            super().make()

    @cached_property
    def _languages(self) -> tuple[Language, ...]:
        return languages_of(self._config, Path(self._app.srcdir))

    @cached_property
    def _partner(self) -> Partner:
        return open_partner(self._app, self._app.builder.name)

    def _wanted(self, listed: Iterator[Handout]) -> Iterator[Handout]:
        for handout in listed:
            asked = self._readings.intersection(handout.reading)
            if PARALLEL in asked:
                yield replace(handout, reading=(PARALLEL,))
            if INTERLINEAR in asked:
                yield replace(handout, name=f"{handout.name}.{INTERLINEAR}", reading=(INTERLINEAR,))

    def _documents(self, state: State) -> Documents:
        return ParallelDocuments(self._app, self.folder, state, self._partner)

    def _compiler(
        self, state: State, documents: Documents, book: FontBook, faces: Faces
    ) -> HandoutCompiler:
        theirs = (self._partner, self._partners_faces)
        return ParallelHandoutCompiler(
            self._app, self.folder, state, documents, book, faces, *theirs
        )

    def _fonts(self) -> tuple[FontBook, Faces]:
        book, faces = super()._fonts()
        wishes = {part: name for part, name in self._config.diglot_fonts.items() if part in _PARTS}
        self._partners_faces = faces_for(self._partner.language.bcp47, book.families, wishes)
        return book, faces
