"""The catalogs of a language beside the messages of the sources: what `diglot update` has to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from diglot.actions.selection import belongs
from diglot.actions.source_messages import recorded_messages, templates_of
from diglot.catalog.entry import Catalog, State
from diglot.catalog.progress import Progress, progress_of_states
from diglot.catalog.reader import read_catalog
from diglot.catalog.stale import UPDATE, lacking, none_at_all
from diglot.catalog.template import Template
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Severity
from diglot.core.errors import DiglotError
from diglot.core.i18n import Message, _
from diglot.core.language import Language
from diglot.core.locales import serving_paths
from diglot.core.project import Project


@dataclass(frozen=True, slots=True)
class Comparison:
    """What catalogs of one language say of the messages that the sources have now.

    `progress` is by domain, of all that the sources have and of nothing else; `stale` are warnings
    by domain of catalogs that lack messages, with "" for a language that has no catalog at all.
    """

    progress: Mapping[str, Progress]
    stale: Mapping[str, Diagnostic]

    def progress_of(self, names: frozenset[str] | None) -> Progress:
        """Return how far the named documents are; None stands for all, and for all else."""
        mine = (progress for domain, progress in self.progress.items() if belongs(domain, names))
        return sum(mine, Progress())

    def without(self, refused: Mapping[str, int]) -> Comparison:
        """Return the same where so many translations of each domain count as missing."""
        progress = {
            domain: before.without(min(refused.get(domain, 0), before.translated))
            for domain, before in self.progress.items()
        }
        return replace(self, progress=progress)

    def stale_of(self, names: frozenset[str] | None) -> Iterator[Diagnostic]:
        """Yield the warnings that are about the named documents; None stands for all."""
        for domain, diagnostic in self.stale.items():
            if not domain or belongs(domain, names):
                yield diagnostic


def present_templates(
    project: Project, *, must_read: bool
) -> tuple[tuple[Template, ...] | None, tuple[Diagnostic, ...]]:
    """Return the messages of the sources, and what keeps them from being read.

    None where they are not recorded: with `must_read`, Sphinx reads the sources then.
    """
    if not must_read:
        return recorded_messages(project).read(), ()
    try:
        return templates_of(project), ()
    except DiglotError as error:
        hints = (error.hint,) if error.hint else ()
        message = _("the messages of the sources cannot be read: {why}", why=error.message)
        code, severity = Code.EXTENSION_ERROR, Severity.ERROR
        return None, (Diagnostic(code, severity, message, error.location, hints),)


@dataclass(frozen=True, slots=True)
class Lack:
    """How many messages of a domain no catalog has, and how many catalogs the domain has.

    None where a catalog cannot be read: what it holds is not known to be missing.
    """

    missing: int | None
    catalogs: int


def compare(project: Project, language: Language, templates: Sequence[Template]) -> Comparison:
    """Compare the catalogs of a language with the templates."""
    progress: dict[str, Progress] = {}
    lacks: dict[str, Lack] = {}
    for template in templates:
        catalogs = _serving(project, language, template.domain)
        states = _states(catalogs)
        mine = [states.get(message.msgid) for message in template.messages]
        progress[template.domain] = progress_of_states(
            State.UNTRANSLATED if state is None else state for state in mine
        ) + Progress(obsolete=_count_obsolete(catalogs))
        lacks[template.domain] = _lack(mine, catalogs)
    return Comparison(progress, stale_of_lacks(project, language, templates, lacks))


def lack_of(project: Project, language: Language, template: Template) -> Lack:
    """Return what the catalogs of a language lack of a template; reads them."""
    catalogs = _serving(project, language, template.domain)
    states = _states(catalogs)
    return _lack([states.get(message.msgid) for message in template.messages], catalogs)


def _lack(states: Sequence[State | None], catalogs: Sequence[Catalog]) -> Lack:
    is_known = not any(catalog.broken for catalog in catalogs)
    return Lack(states.count(None) if is_known else None, len(catalogs))


def stale_of_lacks(
    project: Project,
    language: Language,
    templates: Sequence[Template],
    lacks: Mapping[str, Lack],
) -> Mapping[str, Diagnostic]:
    """Return the warnings of a comparison (see `Comparison.stale`); `lacks` are by domain."""
    folders, tag = project.locale_dirs or (project.srcdir,), language.tag
    missing = {domain: lack.missing for domain, lack in lacks.items() if lack.missing}
    if missing and not any(lack.catalogs for lack in lacks.values()):
        total = sum(len(template.messages) for template in templates)
        return {"": _diagnostic(project, language, none_at_all(folders, tag, total))}
    return {
        domain: _diagnostic(project, language, lacking(folders, tag, domain, count))
        for domain, count in missing.items()
    }


def _serving(project: Project, language: Language, domain: str) -> list[Catalog]:
    catalogs = []
    for path in serving_paths(project.locale_dirs, language.tag, domain):
        with suppress(FileNotFoundError, NotADirectoryError):
            catalogs.append(read_catalog(path, project.shown(path)))
    return catalogs


def _states(catalogs: Sequence[Catalog]) -> Mapping[str, State]:
    """Return the state of each message: confirmed in any catalog, else as in the first."""
    states: dict[str, State] = {}
    for catalog in catalogs:
        for entry in catalog.entries:
            if entry.state is not State.OBSOLETE and entry.context is None:
                known = states.setdefault(entry.msgid, entry.state)
                if known is not State.TRANSLATED and entry.state is State.TRANSLATED:
                    states[entry.msgid] = entry.state
    return states


def _count_obsolete(catalogs: Sequence[Catalog]) -> int:
    return sum(entry.obsolete for catalog in catalogs for entry in catalog.entries)


def _diagnostic(project: Project, language: Language, found: tuple[Path, Message]) -> Diagnostic:
    path, message = found
    place = Location(project.shown(path), language=language.tag)
    return Diagnostic(Code.STALE_CATALOG, Severity.WARNING, message, place, (UPDATE,))
