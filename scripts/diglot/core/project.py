"""What a project is: its folders, its languages and what can be built from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from diglot.core.errors import UsageError
from diglot.core.language import Language


class Format(StrEnum):
    """What an edition is made into."""

    SITE = "site"
    HANDOUTS = "handouts"
    EPUB = "epub"


ON_REQUEST = frozenset({Format.EPUB})
"""What is built only for those who ask for it by name."""


# Where a builder works on a format whose finished files lie elsewhere.
_WORKSHOPS = {Format.HANDOUTS: "typst", Format.EPUB: "epub"}


@dataclass(frozen=True, slots=True, order=True)
class Edition:
    """A reading in a format, such as the English site; `language` is a Sphinx tag."""

    language: str
    format: Format


@dataclass(frozen=True, slots=True)
class Project:
    """One Sphinx project as diglot sees it; all paths are absolute.

    `languages` begins with the source language. `handouts` are the names listed in
    ``diglot_handouts``, in that order; `extensions` are conf.py's.
    """

    root: Path
    confdir: Path
    srcdir: Path
    builddir: Path
    languages: tuple[Language, ...]
    locale_dirs: tuple[Path, ...]
    handouts: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()

    @property
    def source(self) -> Language:
        """The language the sources are written in."""
        return self.languages[0]

    @property
    def targets(self) -> tuple[Language, ...]:
        """The languages the catalogs translate into."""
        return self.languages[1:]

    def language(self, tag: str) -> Language:
        """Return the language with this Sphinx tag (raises KeyError where there is none)."""
        return {one.tag: one for one in self.languages}[tag]

    def shown(self, path: Path) -> str:
        """Return a path as diagnostics show it: relative to the root where it lies inside."""
        return (path.relative_to(self.root) if path.is_relative_to(self.root) else path).as_posix()

    @property
    def sitedir(self) -> Path:
        """The folder that is published."""
        return self.builddir / "site"

    @property
    def handoutsdir(self) -> Path:
        """Where the finished PDFs lie."""
        return self.sitedir / "handouts"

    @property
    def epubdir(self) -> Path:
        """Where the finished EPUBs lie."""
        return self.sitedir / "epub"

    def doctreedir(self, language: Language) -> Path:
        """Sphinx's environment of a language, shared by its formats."""
        return self.builddir / "doctrees" / language.tag

    def outdir(self, language: Language, format: Format) -> Path:  # noqa: A002 - the domain's word
        """Where a builder writes an edition."""
        if format is Format.SITE:
            return self.sitedir / language.slug
        return self.builddir / _WORKSHOPS[format] / language.slug

    @property
    def editions(self) -> tuple[Edition, ...]:
        """What is built unless somebody asks for one by name; the source language's first."""
        return tuple(one for one in self.all_editions if one.format not in ON_REQUEST)

    @property
    def all_editions(self) -> tuple[Edition, ...]:
        """All editions there can be, the source language's first."""
        formats = [Format.SITE] + ([Format.HANDOUTS] if self.handouts else []) + [Format.EPUB]
        return tuple(Edition(one.tag, each) for one in self.languages for each in formats)

    def select(self, names: list[str]) -> tuple[Edition, ...]:
        """Return the editions that `names` ask for: languages, formats or ``language/format``.

        No name asks for `editions`; a language asks for its own among them. Raises UsageError
        for a name that matches nothing, with the names that would.
        """
        if not names:
            return self.editions
        chosen: set[Edition] = set()
        for name in names:
            found = {edition for edition in self.all_editions if self._matches(edition, name)}
            if not found:
                raise UsageError(f"there is no edition {name!r}", hint=self._known_names())
            chosen |= found
        return tuple(edition for edition in self.all_editions if edition in chosen)

    def _matches(self, edition: Edition, name: str) -> bool:
        wanted = name.lower().replace("_", "-").strip("/")
        tag = edition.language.lower().replace("_", "-")
        if wanted == tag:
            return edition.format not in ON_REQUEST
        return wanted in (edition.format, f"{tag}/{edition.format}")

    def _known_names(self) -> str:
        languages = ", ".join(one.slug for one in self.languages)
        formats = ", ".join(sorted({str(edition.format) for edition in self.all_editions}))
        example = f"{self.languages[-1].slug}/{self.editions[-1].format}"
        return f"languages are {languages}; formats are {formats}; both together: {example}"
