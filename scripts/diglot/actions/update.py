"""Bringing the catalogs up to date with the sources, so that no translation is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from diglot.actions.history import history
from diglot.actions.language_data import locales, read_language_data
from diglot.actions.source_messages import templates_of
from diglot.actions.write_catalogs import write_outcome
from diglot.catalog.changes import MessageChange, Outcome
from diglot.catalog.sync import LanguageData, synchronise
from diglot.catalog.template import Template
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Report, Severity, sort_diagnostics
from diglot.core.errors import DiglotError
from diglot.core.i18n import _
from diglot.core.language import Language
from diglot.core.locales import catalog_path, memory_path
from diglot.core.lock import locked
from diglot.core.project import Project

_ATTEMPTS = 3


class Change(StrEnum):
    """What an update did, or would do, to a catalog."""

    NEW = "new"
    UPDATED = "updated"
    RENAMED = "renamed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class CatalogChange:
    """One catalog that changed, with its messages that did.

    `path` is relative to the project's root; `former` is where a renamed catalog lay.
    """

    path: str
    language: str
    change: Change
    messages: tuple[MessageChange, ...] = ()
    former: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How to update: `prune`, `refresh` as for `synchronise`; `dry_run` writes nothing."""

    dry_run: bool = False
    prune: bool = False
    refresh: bool = False


def update(
    project: Project,
    languages: tuple[Language, ...] | None = None,
    options: Options = Options(),
) -> Report:
    """Let the catalogs of `languages`, by default all targets, follow the sources.

    The report's results hold ``changes``, a list of `CatalogChange`; its diagnostics are what
    was wrong with catalogs, which are then left as they are, and catalogs without a document.
    Raises DiglotError where the sources cannot be read or another process writes.
    """
    with nullcontext() if options.dry_run else locked(locales(project)):
        templates = templates_of(project)
        changes: list[CatalogChange] = []
        problems: list[Diagnostic] = []
        for language in project.targets if languages is None else languages:
            outcome, stored = _update(project, language, templates, options)
            changes += _catalog_changes(project, language, stored, outcome)
            problems += (
                diagnostic
                for catalog in stored.catalogs.values()
                for diagnostic in catalog.problems
            )
            problems += _orphans(project, language, outcome)
    return Report(sort_diagnostics(problems), {"changes": changes})


def _update(
    project: Project, language: Language, templates: Sequence[Template], options: Options
) -> tuple[Outcome, LanguageData]:
    folder = locales(project)
    for _attempt in range(_ATTEMPTS):
        stored = read_language_data(project, language)
        outcome = synchronise(
            templates,
            stored,
            prune=options.prune,
            refresh=options.refresh,
            recall=partial(history, folder / language.tag),
        )
        if options.dry_run or write_outcome(folder, language, stored, outcome):
            return outcome, stored
    raise DiglotError(
        _("the catalogs in {folder} change all the time", folder=folder / language.tag),
        hint=_("close what else writes to them, then run the command again"),
    )


def _catalog_changes(
    project: Project, language: Language, stored: LanguageData, outcome: Outcome
) -> Iterator[CatalogChange]:
    folder = locales(project)
    messages: defaultdict[str, list[MessageChange]] = defaultdict(list)
    for change in outcome.changes:
        messages[change.domain].append(change)
    former = {new: old for old, new in outcome.renamed.items()}
    for domain, data in sorted(outcome.files.items()):
        if domain in outcome.renamed:
            continue
        kind = _kind(domain, data, former, stored)
        old = former.get(domain)
        yield CatalogChange(
            project.shown(catalog_path(folder, language.tag, domain)),
            language.tag,
            kind,
            tuple(messages[domain]),
            project.shown(catalog_path(folder, language.tag, old)) if old else None,
        )
    if (outcome.memory or b"") != stored.memory.data:
        kind = Change.UPDATED if outcome.memory else Change.REMOVED
        kind = kind if stored.memory.data else Change.NEW
        yield CatalogChange(project.shown(memory_path(folder, language.tag)), language.tag, kind)


def _kind(
    domain: str, data: bytes | None, former: Mapping[str, str], stored: LanguageData
) -> Change:
    if data is None:
        return Change.REMOVED
    if domain in former:
        return Change.RENAMED
    return Change.UPDATED if domain in stored.catalogs else Change.NEW


def _orphans(project: Project, language: Language, outcome: Outcome) -> Iterator[Diagnostic]:
    folder = locales(project)
    for orphan in outcome.orphans:
        if not orphan.removed:
            path = project.shown(catalog_path(folder, language.tag, orphan.domain))
            yield Diagnostic(
                Code.ORPHAN_CATALOG,
                Severity.WARNING,
                _(
                    "no document has these messages any more; {translated} are translated",
                    translated=orphan.translated,
                ),
                Location(path, language=language.tag),
                (_("`diglot update --prune` removes it; the memory keeps its translations"),),
            )
