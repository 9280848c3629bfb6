"""Bringing catalogs to canonical format, each proven to say what it said before."""

from __future__ import annotations

from contextlib import nullcontext
from functools import cache

from diglot.actions.language_data import locales
from diglot.catalog.canonical import canonical
from diglot.catalog.entry import Catalog
from diglot.catalog.header import new_header
from diglot.catalog.reader import parse_catalog, read_catalog
from diglot.catalog.rejected import is_rejected
from diglot.catalog.repair import repaired
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Report, Severity, sort_diagnostics
from diglot.core.files import write_bytes
from diglot.core.i18n import _
from diglot.core.language import Language
from diglot.core.locales import catalogs_in, memory_path
from diglot.core.lock import locked
from diglot.core.project import Project


def format_catalogs(
    project: Project,
    languages: tuple[Language, ...] | None = None,
    *,
    dry_run: bool = False,
    repair: bool = False,
) -> Report:
    """Rewrite the catalogs of `languages`, by default all targets, in canonical format.

    The report's results hold ``formatted``, the paths that changed; its diagnostics are the
    catalogs that cannot be read, or whose rewriting could not be proven, and stay as they are.
    With `repair`, those that gettext rejects are made readable; the diagnostics are then the texts
    that became comments.
    """
    folder = locales(project)
    formatted: list[str] = []
    problems: list[Diagnostic] = []
    is_source = cache(lambda path: (project.srcdir / path).is_file())
    with nullcontext() if dry_run else locked(folder):
        for language in project.targets if languages is None else languages:
            paths = [path for _domain, path in catalogs_in(folder, language.tag)]
            memory = memory_path(folder, language.tag)
            for path in [*paths, *([memory] if memory.exists() else [])]:
                catalog = read_catalog(path, project.shown(path))
                try:
                    if repair and catalog.data and is_rejected(catalog):
                        catalog, kept = _repaired(project, catalog, language)
                        problems += kept
                    problems += catalog.problems
                    data = catalog.data if catalog.broken else canonical(catalog, is_source)
                except ValueError as error:
                    problems.append(_unproven(project, catalog, str(error)))
                    continue
                if data != path.read_bytes():
                    formatted.append(project.shown(path))
                    if not dry_run:
                        write_bytes(path, data)
    return Report(sort_diagnostics(problems), {"formatted": formatted})


def _repaired(
    project: Project, catalog: Catalog, language: Language
) -> tuple[Catalog, list[Diagnostic]]:
    """Return a catalog that can be read, and what became a comment; ValueError where it cannot."""
    name = project.shown(catalog.path)
    result = repaired(catalog, new_header(language.tag, project.root.name))
    kept = [
        Diagnostic(
            Code.REPAIRED_CATALOG,
            Severity.WARNING,
            _("a text that has no place in any message is kept as a comment: {text}", text=text),
            Location(name, line, language.tag),
            (_("put it where it belongs, or remove the comment"),),
        )
        for line, text in result.kept
    ]
    return parse_catalog(result.data, catalog.path, name), kept


def _unproven(project: Project, catalog: Catalog, reason: str) -> Diagnostic:
    return Diagnostic(
        Code.BROKEN_CATALOG,
        Severity.ERROR,
        _("not formatted, because {reason}", reason=reason),
        Location(project.shown(catalog.path)),
        (_("it is untouched; look at that message, and save the file in a PO editor"),),
    )
