"""A handout once its documents are known: what conf.py leaves open is decided here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diglot.core.language import Language
from diglot.sphinxext.handouts.handout import Handout
from diglot.sphinxext.handouts.pdf import HandoutPdf
from diglot.sphinxext.typst.build.assembly import Assembly
from diglot.sphinxext.typst.build.index import Groups


@dataclass(frozen=True, slots=True)
class ResolvedHandout:
    """All that the main file and the theme need to know of one PDF."""

    pdf: HandoutPdf
    assembly: Assembly
    language: Language
    title: str
    own_title: bool
    """Whether the title is conf.py's, and another than that of the only document."""
    labels: Mapping[str, str]
    """The labels of all ids in the handout, with the labels of their anchors."""
    indexes: tuple[tuple[str, Groups], ...]
    """The title and the entries of each index."""
    timestamp: int
    """The date inside the PDF, in seconds since 1970."""
    begins_with_title: bool = False
    """Whether its first document is nothing but a title, which stands above the contents."""

    @property
    def handout(self) -> Handout:
        """What conf.py asks for."""
        return self.pdf.handout

    @property
    def has_cover(self) -> bool:
        """Whether there is a cover; by default, where there are several documents."""
        asked = self.handout.cover
        return len(self.assembly.docnames) > 1 if asked is None else asked

    @property
    def has_colophon(self) -> bool:
        """Whether there is a colophon; by default, where there is a cover."""
        asked = self.handout.colophon
        return self.has_cover if asked is None else bool(asked)

    @property
    def has_contents(self) -> bool:
        """Whether there is a table of contents; by default, where there is a cover."""
        asked = self.handout.contents
        return self.has_cover if asked is None else asked
