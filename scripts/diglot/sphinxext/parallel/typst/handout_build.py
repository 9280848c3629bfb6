"""Builds the handouts in two languages, side by side or block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from sphinx.application import Sphinx

from diglot.core.language import slug_of
from diglot.core.languages import Languages
from diglot.sphinxext.config.languages import languages_of
from diglot.sphinxext.config.readings import Reading
from diglot.sphinxext.handouts.handout import Handout
from diglot.sphinxext.handouts.pdf import HandoutPdf, pdfs_of
from diglot.sphinxext.handouts.selection import Selection
from diglot.sphinxext.parallel.partner import Partner, open_partner
from diglot.sphinxext.parallel.typst.documents import ParallelDocuments
from diglot.sphinxext.parallel.typst.handout_compiler import ParallelHandoutCompiler
from diglot.sphinxext.typst.build.documents import Documents
from diglot.sphinxext.typst.build.handout_build import HandoutBuild
from diglot.sphinxext.typst.build.handout_compiler import CompilerInputs, HandoutCompiler
from diglot.sphinxext.typst.build.state import State
from diglot.typeset.fonts import Faces, FontBook, names_of

_PARTS = ("serif", "sans", "mono", "math")


class ParallelHandoutBuild(HandoutBuild):
    """Makes the handouts in the source language and its partner's, of some `readings`."""

    theme_modules: ClassVar[tuple[str, ...]] = ("theme", "parallel-text", "parallel-book")

    _partners_faces: Faces

    def __init__(
        self,
        app: Sphinx,
        selection: Selection,
        handouts: Sequence[Handout],
        readings: Set[Reading],
    ) -> None:
        super().__init__(app, selection, handouts)
        self._readings = readings

    @property
    def slug(self) -> str:
        """The reading as it stands in the names of folders and PDFs."""
        partner = self._languages.partner or self._partner.language
        return slug_of([self._languages.source, partner]) + self._selection.slug

    def clean(self) -> None:
        """Remove what earlier builds made of handouts that are not made here any more."""
        if self.pdfs or self._languages.partner:
            super().clean()

    def make(self, wanted: Set[str] | None = None) -> None:
        """Write the sources and typeset the handouts, as far as they are not up to date.

        Raises ConfigError where a handout wants a second language and there is none.
        """
        if self.pdfs or self._languages.partner:
            super().make(wanted)

    @cached_property
    def _languages(self) -> Languages:
        return languages_of(self._config, Path(self._app.srcdir))

    @cached_property
    def _partner(self) -> Partner:
        return open_partner(self._app, self._app.builder.name)

    def _pdfs_of(self, handout: Handout) -> Iterator[HandoutPdf]:
        if not self._readings.isdisjoint(handout.readings):
            partner = self._languages.partner or self._partner.language
            pair = [self._languages.source, partner]
            yield from pdfs_of(handout, pair, self._readings)

    def _documents(self, state: State) -> Documents:
        return ParallelDocuments(self._app, self.folder, state, self._selection, self._partner)

    def _compiler(self, inputs: CompilerInputs) -> HandoutCompiler:
        return ParallelHandoutCompiler(inputs, self._partner, self._partners_faces)

    def _fonts(self) -> tuple[FontBook, Faces]:
        book, faces = super()._fonts()
        families = {
            part: names_of(self._config.diglot_fonts[part])
            for part in _PARTS
            if part in self._config.diglot_fonts
        }
        self._partners_faces = self._faces(self._partner.language, book, families)
        return book, faces
