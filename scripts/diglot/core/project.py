"""What a project is: its folders, its languages and what can be built from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from diglot.core.errors import UsageError
from diglot.core.i18n import _, listed
from diglot.core.language import Language, slug_of
from diglot.core.languages import Languages
from diglot.core.suggestions import suggestion


class Format(StrEnum):
    """What an edition is made into."""

    SITE = "site"
    HANDOUTS = "handouts"
    EPUB = "epub"


ON_REQUEST = frozenset({Format.EPUB})
"""What is built only for those who ask for it by name."""


PARALLEL = "parallel"
"""What people call the reading of two languages beside each other."""


@dataclass(frozen=True, slots=True, order=True)
class Edition:
    """A reading in a format, such as the English site.

    `language` is a Sphinx tag; so is `partner`, the language beside it in parallel text, or ""
    where there is one language alone.
    """

    language: str
    format: Format
    partner: str = ""

    @property
    def reading(self) -> str:
        """What is read: the tag of one language, or the tags of two with a plus sign."""
        return f"{self.language}+{self.partner}" if self.partner else self.language


@dataclass(frozen=True, slots=True)
class Project:
    """One Sphinx project as diglot sees it; all paths are absolute.

    `handouts` are the names listed in ``diglot_handouts``, in that order; `extensions` are
    conf.py's. `parallel` tells whether there are parallel editions, `parallel_handouts` whether
    a handout is one. `caching` allows caches of Sphinx's and docutils' answers. `settings` is a
    fingerprint of all that conf.py has worked out, `conf_files` are the files it has read.
    `check_handouts` has every PDF read back, to find what it lost, whatever conf.py says.
    """

    root: Path
    confdir: Path
    srcdir: Path
    builddir: Path
    languages: Languages
    locale_dirs: tuple[Path, ...]
    handouts: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()
    parallel: bool = False
    parallel_handouts: bool = False
    caching: bool = True
    settings: str = ""
    conf_files: tuple[str, ...] = ()
    check_handouts: bool = False

    @property
    def source(self) -> Language:
        """The language the sources are written in."""
        return self.languages.source

    @property
    def targets(self) -> tuple[Language, ...]:
        """The languages the catalogs translate into."""
        return self.languages.targets

    @property
    def partner(self) -> str:
        """The tag of the language beside the source in parallel editions; "" without any."""
        partner = self.languages.partner if self.parallel else None
        return partner.tag if partner else ""

    def language(self, tag: str) -> Language:
        """Return the language with this Sphinx tag (raises KeyError where there is none)."""
        return {language.tag: language for language in self.languages}[tag]

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

    @property
    def templatesdir(self) -> Path:
        """Where compiled templates are kept, which no language changes."""
        return self.builddir / "doctrees" / "templates"

    def doctreedir(self, language: Language) -> Path:
        """Sphinx's environment of a language, shared by its formats."""
        return self.builddir / "doctrees" / language.tag

    def slug(self, edition: Edition) -> str:
        """Return an edition's reading as it stands in addresses: ``en``, or ``zh-cn_en``."""
        tags = filter(None, (edition.language, edition.partner))
        return slug_of(map(self.language, tags))

    def name(self, edition: Edition) -> str:
        """Return an edition's reading as its readers call it."""
        tags = filter(None, (edition.language, edition.partner))
        return " / ".join(self.language(tag).name for tag in tags)

    def outdir(self, edition: Edition) -> Path:
        """Sphinx's output folder of an edition; the handouts of all readings share one."""
        match edition.format:
            case Format.SITE:
                return self.sitedir / self.slug(edition)
            case Format.HANDOUTS:
                return self.builddir / "typst"
            case Format.EPUB:
                return self.builddir / "epub" / self.slug(edition)

    def outputs(self, edition: Edition) -> list[Path]:
        """Return the folders and finished files that an edition has left."""
        slug, outdir = self.slug(edition), self.outdir(edition)
        match edition.format:
            case Format.SITE:
                return [outdir]
            case Format.HANDOUTS:
                return [outdir / slug, *sorted(self.handoutsdir.glob(f"*.{slug}.pdf"))]
            case Format.EPUB:
                return [outdir, *sorted(self.epubdir.glob(f"*.{slug}.epub"))]

    @property
    def editions(self) -> tuple[Edition, ...]:
        """What is built unless somebody asks for one by name; the source language's first."""
        return tuple(edition for edition in self.all_editions if edition.format not in ON_REQUEST)

    @property
    def all_editions(self) -> tuple[Edition, ...]:
        """All editions there can be, the source language's first."""
        formats = [Format.SITE] + ([Format.HANDOUTS] if self.handouts else []) + [Format.EPUB]
        single = [
            Edition(language.tag, format_) for language in self.languages for format_ in formats
        ]
        if not self.partner:
            return tuple(single)
        handouts = [Format.HANDOUTS] if self.parallel_handouts else []
        paired = [Format.SITE, *handouts, Format.EPUB]
        return (*single, *(Edition(self.source.tag, format_, self.partner) for format_ in paired))

    def select(self, names: list[str]) -> tuple[Edition, ...]:
        """Return the editions that `names` ask for: readings, formats or ``reading/format``.

        No name asks for `editions`; a language asks for its own among them. Raises UsageError
        for a name that matches nothing, with the names that would.
        """
        if not names:
            return self.editions
        chosen: set[Edition] = set()
        for name in names:
            found = {edition for edition in self.all_editions if self._matches(edition, name)}
            if not found:
                raise UsageError(
                    _("there is no edition {name!r}", name=name), hint=self._known_names(name)
                )
            chosen |= found
        return tuple(edition for edition in self.all_editions if edition in chosen)

    def _matches(self, edition: Edition, name: str) -> bool:
        wanted = name.lower().replace("_", "-").strip("/")
        readings = [self.slug(edition).replace("_", "-")]
        if edition.partner:
            readings.append(PARALLEL)
        if wanted in readings:
            return edition.format not in ON_REQUEST
        return wanted in (edition.format, *(f"{reading}/{edition.format}" for reading in readings))

    def _known_names(self, name: str) -> str:
        if Format.HANDOUTS in name.lower() and not self.handouts:
            return _(
                "conf.py names none yet; for the whole book: diglot_handouts = {'book': 'index'}"
            )
        readings = [language.slug for language in self.languages]
        readings += [PARALLEL] if self.partner else []
        formats = sorted({str(edition.format) for edition in self.all_editions})
        example = f"{readings[len(self.languages) - 1]}/{self.editions[-1].format}"
        known = _(
            "languages are {languages}; formats are {formats}; both together: {example}",
            languages=listed(readings),
            formats=listed(formats),
            example=example,
        )
        both = (f"{reading}/{format_}" for reading in readings for format_ in formats)
        return suggestion(name, [*readings, *formats, *both], known)
