"""The builder `paralleltypst`: handouts in two languages, side by side or block by block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import ClassVar

from diglot.sphinxext.parallel.partner import Partner, open_partner
from diglot.sphinxext.typst.builder import TypstBuilder
from diglot.sphinxext.typst.documents import Documents
from diglot.sphinxext.typst.handouts import INTERLINEAR, PARALLEL, Handout, read_handouts
from diglot.sphinxext.typst.parallel_documents import ParallelDocuments
from diglot.sphinxext.typst.parallel_press import ParallelPress
from diglot.sphinxext.typst.press import Press
from diglot.sphinxext.typst.state import State
from diglot.typeset.fonts import Faces, FontBook, faces_for

_PARTS = ("serif", "sans", "mono", "math")


class ParallelTypstBuilder(TypstBuilder):
    """Typesets the handouts whose reading is parallel or interlinear."""

    name = "paralleltypst"
    themes: ClassVar[tuple[str, ...]] = ("theme", "parallel-text", "parallel-book")

    _partners_faces: Faces

    @cached_property
    def _partner(self) -> Partner:
        return open_partner(self._application, TypstBuilder.name)

    def _handouts(self) -> Iterator[Handout]:
        for handout in read_handouts(self._application, set(self.env.found_docs)):
            if PARALLEL in handout.reading:
                yield replace(handout, reading=(PARALLEL,))
            if INTERLINEAR in handout.reading:
                yield replace(handout, name=f"{handout.name}.{INTERLINEAR}", reading=(INTERLINEAR,))

    def _documents(self, state: State) -> Documents:
        return ParallelDocuments(self._application, state, self._partner)

    def _press(self, state: State, documents: Documents, book: FontBook, faces: Faces) -> Press:
        theirs = (self._partner, self._partners_faces)
        return ParallelPress(self._application, state, documents, book, faces, *theirs)

    def _fonts(self) -> tuple[FontBook, Faces]:
        book, faces = super()._fonts()
        wishes = {part: name for part, name in self.config.diglot_fonts.items() if part in _PARTS}
        self._partners_faces = faces_for(self._partner.language.bcp47, book.families, wishes)
        return book, faces
