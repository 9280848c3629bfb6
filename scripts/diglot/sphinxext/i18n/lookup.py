"""Finding the translation of a message: which catalogs serve a document, and what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sphinx.config import Config
from sphinx.util.i18n import docname_to_domain

from diglot.catalog.entry import Catalog, State
from diglot.catalog.reader import read_catalog
from diglot.core.locales import serving_paths
from diglot.sphinxext.config.languages import locale_folders
from diglot.sphinxext.reporting.warn import warn


@dataclass(frozen=True, slots=True)
class Translation:
    """What a catalog says of a message; `text` is only to be shown where it is translated."""

    text: str
    state: State
    path: Path
    line: int

    @property
    def place(self) -> str:
        """The entry as a location for warnings."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Translations:
    """All translations that serve one domain, the catalogs in order of precedence."""

    paths: tuple[Path, ...] = ()
    _messages: tuple[Mapping[str, Translation], ...] = ()

    def find(self, *spellings: str) -> Translation | None:
        """Return the best translation of a message that may be spelt in several ways.

        A confirmed one in any catalog comes before a fuzzy one, as gettext has it.
        """
        found = [
            translation
            for messages in self._messages
            for spelling in spellings
            if (translation := messages.get(spelling))
        ]
        return next((one for one in found if one.state is State.TRANSLATED), None) or next(
            iter(found), None
        )


NONE = Translations()


def translations_of(docname: str, config: Config, srcdir: Path) -> Translations:
    """Return what translates a document into the language of the build."""
    return translations_in(docname_to_domain(docname, config.gettext_compact), config, srcdir)


def translations_in(domain: str, config: Config, srcdir: Path) -> Translations:
    """Return the translations of one domain, which is a path below LC_MESSAGES."""
    paths = tuple(catalog_paths(domain, config, srcdir))
    if not paths:
        return NONE
    allow_fuzzy = bool(config.gettext_allow_fuzzy_translations)
    return Translations(paths, tuple(_load(path, allow_fuzzy)[1] for path in paths))


def catalog_paths(domain: str, config: Config, srcdir: Path) -> Iterator[Path]:
    """Yield the catalogs of a domain that are there, in order of precedence."""
    folders = map(_resolved, locale_folders(config, srcdir))
    for path in serving_paths(folders, config.language, domain):
        # A link that leads nowhere is reported; silently, it would cost a translation.
        if path.is_file() or path.is_symlink():
            yield path


def paths_of(docname: str, config: Config, srcdir: Path) -> Iterator[Path]:
    """Yield where catalogs that serve a document may lie, whether they are there or not."""
    domain = docname_to_domain(docname, config.gettext_compact)
    return serving_paths(locale_folders(config, srcdir), config.language, domain)


@cache
def _resolved(folder: Path) -> Path:
    """Return a folder as warnings name it."""
    return folder.resolve()


def report_problems(paths: Iterator[Path]) -> None:
    """Warn of what is wrong with each catalog, once."""
    for path in dict.fromkeys(paths):
        for problem in _load(path, allow_fuzzy=False)[0].problems:
            line = problem.location.line if problem.location else None
            warn(problem.code, problem.message, at=f"{path}:{line}", hint="; ".join(problem.hints))


_Stamp = tuple[int, int, bool]
_loaded: dict[Path, tuple[_Stamp, Catalog, dict[str, Translation]]] = {}


def _load(path: Path, allow_fuzzy: bool) -> tuple[Catalog, dict[str, Translation]]:
    """Read a catalog, or return what was read of it while the file has not changed."""
    about = path.stat() if path.exists() else path.lstat()
    stamp = (about.st_mtime_ns, about.st_size, allow_fuzzy)
    known = _loaded.get(path)
    if known is None or known[0] != stamp:
        catalog = read_catalog(path)
        known = (stamp, catalog, _messages(catalog, allow_fuzzy))
        _loaded[path] = known
    return known[1], known[2]


def _messages(catalog: Catalog, allow_fuzzy: bool) -> dict[str, Translation]:
    messages: dict[str, Translation] = {}
    for entry in catalog.entries:
        state = entry.state
        if state is State.OBSOLETE or entry.context is not None:
            continue
        if state is State.FUZZY and allow_fuzzy:
            state = State.TRANSLATED
        if not entry.translation.strip():
            state = State.UNTRANSLATED
        first = messages.get(entry.msgid)
        if first is None or first.state is State.UNTRANSLATED:
            messages[entry.msgid] = Translation(entry.translation, state, catalog.path, entry.line)
    return messages
