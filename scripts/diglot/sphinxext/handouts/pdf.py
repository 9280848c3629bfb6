"""The PDFs of a handout: which there are, in which languages, and what their files are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from diglot.core.language import Language, slug_of
from diglot.sphinxext.config.readings import PAIRED, SINGLE, Reading
from diglot.sphinxext.handouts.handout import Handout


@dataclass(frozen=True, slots=True)
class HandoutPdf:
    """One PDF of a handout; `languages` are one, or the source and its partner."""

    handout: Handout
    reading: Reading
    languages: tuple[Language, ...]

    @property
    def name(self) -> str:
        """The file's name up to the languages; the readings of a handout share no name."""
        interlinear = self.reading is Reading.INTERLINEAR
        return f"{self.handout.name}.{self.reading}" if interlinear else self.handout.name

    @property
    def filename(self) -> str:
        """The name of the file, such as ``book.en.pdf`` or ``book.zh-cn_en.pdf``."""
        return f"{self.name}.{slug_of(self.languages)}.pdf"

    @property
    def sheets(self) -> dict[str, str]:
        """The names of the files with its pages on sheets, such as ``book.en.booklet.pdf``."""
        stem = self.filename.removesuffix(".pdf")
        return {kind: f"{stem}.{kind}.pdf" for kind in self.handout.imposition}

    @property
    def files(self) -> dict[str, str]:
        """The names of all its files, by names that no other handout of a language has."""
        sheets = {f"{self.name}:{kind}": name for kind, name in self.sheets.items()}
        return {self.name: self.filename, **sheets}


def pdfs_of(
    handout: Handout, languages: Sequence[Language], readings: Set[Reading] = frozenset(Reading)
) -> Iterator[HandoutPdf]:
    """Yield the PDFs of a handout in one language, or in two together, in the order of `Reading`.

    Only `readings` count, of those that conf.py asks for.
    """
    possible = PAIRED if len(languages) == 2 else SINGLE
    for reading in Reading:
        if reading in possible & readings & set(handout.readings):
            yield HandoutPdf(handout, reading, tuple(languages))
