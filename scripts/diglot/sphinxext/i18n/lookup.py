"""Looking up translations: which catalogs a document has, and which translations are in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from sphinx.config import Config
from sphinx.util.i18n import docname_to_domain

from diglot.catalog.effects import HINT, Judge, sentence
from diglot.catalog.entry import Catalog, State
from diglot.catalog.reader import read_catalog
from diglot.core.codes import Code
from diglot.core.files import file_state
from diglot.core.i18n import clauses
from diglot.core.locales import serving_paths
from diglot.sphinxext.config.languages import locale_folders
from diglot.sphinxext.reporting.warn import warn


@dataclass(frozen=True, slots=True)
class Translation:
    """The translation of a message in a catalog.

    Only show `text` to readers where `state` is TRANSLATED. `line` is that of the entry in the
    catalog `path`, counted from 1, `flags` are those of the entry.
    """

    text: str
    state: State
    path: Path
    line: int
    flags: frozenset[str] = frozenset()

    @property
    def location(self) -> str:
        """The place of the entry as ``path:line``, as Sphinx's warnings have it."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Translations:
    """The translations of one gettext domain, from several catalogs in order of precedence.

    `judge` tells which translations do more than their source; those count as missing, and if
    `warns`, a diagnostic names each.
    """

    paths: tuple[Path, ...] = ()
    _messages: tuple[Mapping[str, Translation], ...] = ()
    judge: Judge | None = None
    warns: bool = False

    def judged(self, judge: Judge, *, warns: bool = False) -> Translations:
        """Return the same translations without those that do more than their source."""
        return replace(self, judge=judge, warns=warns)

    def with_drafts(self, drafts: Mapping[str, str]) -> Translations:
        """Return the same translations with `drafts`, by message, in the place of what they had."""
        path = next(iter(self.paths), Path())
        written = {
            msgid: Translation(
                text, State.TRANSLATED if text.strip() else State.UNTRANSLATED, path, 0
            )
            for msgid, text in drafts.items()
        }
        return replace(self, _messages=tuple({**catalog, **written} for catalog in self._messages))

    def unsafe(self) -> frozenset[str]:
        """Return the messages whose translation does more than they do, asked for or not."""
        return frozenset(
            msgid
            for messages in self._messages
            for msgid, translation in messages.items()
            if self._accept(msgid, translation).state is not translation.state
        )

    def count_lacking(self, msgids: Iterable[str]) -> int:
        """Return how many messages have no entry in any catalog.

        What is in a catalog that cannot be read is not known to be missing: then it is 0.
        """
        if any(_load(path, allow_fuzzy=False)[0].broken for path in self.paths):
            return 0
        return sum(not any(msgid in catalog for catalog in self._messages) for msgid in msgids)

    def find(self, *msgids: str) -> Translation | None:
        """Return the translation of a message, whose catalog entry may have one of several msgids.

        A confirmed translation of any catalog is preferred; without one, it is the first entry,
        which may be fuzzy or untranslated. None if no catalog has an entry.
        """
        candidates = [
            self._accept(msgid, translation)
            for messages in self._messages
            for msgid in msgids
            if (translation := messages.get(msgid))
        ]
        confirmed = (entry for entry in candidates if entry.state is State.TRANSLATED)
        return next(confirmed, None) or next(iter(candidates), None)

    def translate(self, text: str) -> str:
        """Return the confirmed translation of a message, or the message itself."""
        translation = self.find(text)
        if translation is None or translation.state is not State.TRANSLATED:
            return text
        return translation.text

    def _accept(self, msgid: str, translation: Translation) -> Translation:
        """Return a translation; as a missing one if it does more than the message."""
        if self.judge is None or translation.state is not State.TRANSLATED:
            return translation
        effects = self.judge(msgid, translation.text)
        if not effects:
            return translation
        if self.warns:
            warn(Code.UNSAFE_TRANSLATION, sentence(effects), at=translation.location, hint=HINT)
        return replace(translation, state=State.UNTRANSLATED)


NO_TRANSLATIONS = Translations()

Drafts = Mapping[str, Mapping[str, str]]
"""Translations that are in no catalog yet: by document, then by message."""

_drafts: ContextVar[Drafts | None] = ContextVar("drafts", default=None)


@contextmanager
def reading_drafts(drafts: Drafts) -> Iterator[None]:
    """Let translations of documents be what somebody is writing, before it is in a catalog."""
    token = _drafts.set(drafts)
    try:
        yield
    finally:
        _drafts.reset(token)


def translations_of(docname: str, config: Config, srcdir: Path) -> Translations:
    """Return the translations of a document into the language of the build."""
    domain = docname_to_domain(docname, config.gettext_compact)
    translations = translations_in(domain, config, srcdir)
    drafts = (_drafts.get() or {}).get(docname)
    return translations.with_drafts(drafts) if drafts else translations


def translations_in(domain: str, config: Config, srcdir: Path) -> Translations:
    """Return the translations of one gettext domain, which is a path below LC_MESSAGES."""
    paths = tuple(catalog_paths(domain, config, srcdir))
    if not paths:
        return NO_TRANSLATIONS
    allow_fuzzy = bool(config.gettext_allow_fuzzy_translations)
    return Translations(paths, tuple(_load(path, allow_fuzzy)[1] for path in paths))


def catalog_paths(domain: str, config: Config, srcdir: Path) -> Iterator[Path]:
    """Yield the existing catalogs of a gettext domain, in order of precedence."""
    folders = map(resolved, locale_folders(config, srcdir))
    for path in serving_paths(folders, config.language, domain):
        # What cannot be read is kept, so that reading it reports a problem. If it were skipped, the
        # translation would be lost without a word.
        if _is_there(path):
            yield path


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:  # nobody may look into its folder
        return True
    return True


def possible_catalog_paths(docname: str, config: Config, srcdir: Path) -> Iterator[Path]:
    """Yield all paths where a catalog of a document may be, whether or not the file exists."""
    domain = docname_to_domain(docname, config.gettext_compact)
    return serving_paths(locale_folders(config, srcdir), config.language, domain)


@cache
def resolved(folder: Path) -> Path:
    """Return a folder as an absolute path without links, which is how warnings name it."""
    return folder.resolve()


def report_problems(paths: Iterator[Path]) -> None:
    """Warn once of each problem that reading the catalogs has found."""
    for path in dict.fromkeys(paths):
        for problem in _load(path, allow_fuzzy=False)[0].problems:
            line = problem.location.line if problem.location else None
            # Without a colon Sphinx would take it for the name of a document.
            place = f"{path}:{line or ''}"
            warn(problem.code, problem.message, at=place, hint=clauses(problem.hints))


# By path: the state of the file and whether fuzzy translations count, and what came of both.
_cache: dict[Path, tuple[tuple[str, bool], Catalog, dict[str, Translation]]] = {}


def _load(path: Path, allow_fuzzy: bool) -> tuple[Catalog, dict[str, Translation]]:
    """Return a catalog and its translations by msgid; read the file only if it has changed."""
    state = (file_state(str(path)), allow_fuzzy)
    cached = _cache.get(path)
    if cached is None or cached[0] != state:
        catalog = read_catalog(path)
        cached = (state, catalog, _translations_by_msgid(catalog, allow_fuzzy))
        _cache[path] = cached
    return cached[1], cached[2]


def _translations_by_msgid(catalog: Catalog, allow_fuzzy: bool) -> dict[str, Translation]:
    translations: dict[str, Translation] = {}
    for entry in catalog.entries:
        state = entry.state
        if state is State.OBSOLETE or entry.context is not None:
            continue
        if state is State.FUZZY and allow_fuzzy:
            state = State.TRANSLATED
        if not entry.translation.strip():
            state = State.UNTRANSLATED
        first = translations.get(entry.msgid)
        if first is None or first.state is State.UNTRANSLATED:
            translations[entry.msgid] = Translation(
                entry.translation, state, catalog.path, entry.line, entry.flags
            )
    return translations
