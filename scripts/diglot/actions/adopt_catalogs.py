"""A Sphinx project with catalogs becomes one of diglot's: tried in a shadow of it, then written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from diglot.actions.adopt_conf import (
    Catalogs,
    conf_difference,
    fit_compact,
    load_shadow,
    planned_conf,
    write_conf,
)
from diglot.actions.new import clear, require_empty
from diglot.actions.update import CatalogChange, update
from diglot.adopt import catalog_project as project_of
from diglot.adopt.catalog_project import CatalogProject
from diglot.adopt.files import files_in
from diglot.adopt.kept import lost
from diglot.adopt.shadow import changed_files, make_shadow, make_surroundings, write_back
from diglot.catalog.header import new_header
from diglot.catalog.progress import Progress, progress_of_entries
from diglot.catalog.reader import read_catalog
from diglot.catalog.rejected import is_rejected
from diglot.catalog.repair import repaired
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Report, Severity, sort_diagnostics
from diglot.core.errors import FAILURES, DiglotError
from diglot.core.files import write_bytes, write_text
from diglot.core.i18n import _
from diglot.core.locales import catalogs_in, memory_path


@dataclass(frozen=True, slots=True)
class CatalogState:
    """A catalog: its messages before, and afterwards; None where it is not there."""

    path: str
    before: Progress | None
    after: Progress | None


def adopt_catalogs(folder: Path, found: CatalogProject, *, write: bool = False) -> Report:
    """Say what becomes of a project with catalogs, and with `write` do it; nothing is moved.

    Everything is done in a shadow of the folder first, where conf.py is run as Sphinx does. The
    report's results hold ``languages``; ``conf``, what changes in conf.py as a diff; ``catalogs``,
    a list of `CatalogState`; ``repaired``, the paths of catalogs that were; ``changes``, a list of
    `CatalogChange`; ``diffs``, what changes in each catalog; ``lost``, (path, msgid) of each
    translation that would be nowhere any more, which is none, or nothing is written. Its
    diagnostics are what is wrong with catalogs, and why Sphinx cannot read the project.
    """
    with tempfile.TemporaryDirectory() as scratch:
        shadow = make_surroundings(folder, Path(scratch).resolve())
        make_shadow(folder, shadow, {Path(found.conf), Path(found.locales)})
        before = _catalogs(folder, found)
        mended, kept = _repair(shadow, found)
        problems = [*_faults(before, mended), *kept]
        changes: list[CatalogChange] = []
        languages: list[str] = []
        try:
            conf = planned_conf(shadow, found, before)
            if conf:
                languages = list(conf.languages)
                write_conf(shadow, found, conf)
                fit_compact(folder, shadow, found, conf)
            project = load_shadow(shadow, found)
            report = update(project)
            languages = [language.tag for language in project.languages]
            changes = report.results["changes"]
            problems += report.diagnostics
        except DiglotError as error:
            problems.append(_unread(error.message, error.location, error.hint, found))
            write = False
        except FAILURES as error:
            problems.append(_unread(f"{type(error).__name__}: {error}", None, None, found))
            write = False
        after = _catalogs(shadow, found)
        files = changed_files(folder, shadow, Path(found.locales))
        missing = [
            (catalog.path.name, entry.msgid)
            for catalog, entry in lost(before.values(), after.values())
        ]
        results = {
            "languages": languages,
            "conf": conf_difference(folder, shadow, found),
            "catalogs": list(_states(before, after)),
            "repaired": mended,
            "changes": changes,
            "diffs": _differences(folder, files),
            "lost": missing,
            "written": write and not missing,
        }
        if results["written"]:
            write_back(folder, files)
            write_text(folder / found.conf, (shadow / found.conf).read_text("utf-8"))
    return Report(sort_diagnostics(problems), results)


@dataclass(slots=True)
class Copy:
    """A copy of a project; it goes again unless it is wanted."""

    folder: Path
    is_wanted: bool = False


@contextmanager
def copied(folder: Path, into: Path) -> Iterator[Copy]:
    """Copy the files of a folder that git knows, or all, into one that is empty or new.

    Raises UsageError for a folder that holds something.
    """
    require_empty(into)
    paths = files_in(folder)
    copy = Copy(into.resolve())
    try:
        for path in paths:
            new = copy.folder / path
            new.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(folder / path, new)
        yield copy
    finally:
        if not copy.is_wanted:
            clear(copy.folder)


def as_data(results: Mapping[str, Any]) -> dict[str, Any]:
    """Return the results as plain data."""
    return {
        **results,
        "catalogs": [asdict(state) for state in results["catalogs"]],
        "changes": [
            {**asdict(change), "messages": len(change.messages)} for change in results["changes"]
        ],
    }


def _catalogs(folder: Path, found: CatalogProject) -> Catalogs:
    place = folder / found.locales
    paths = [path for tag in found.tags for _domain, path in catalogs_in(place, tag)]
    memories = (memory_path(place, tag) for tag in found.tags)
    names = {
        path: path.relative_to(folder).as_posix()
        for path in [*paths, *(memory for memory in memories if memory.exists())]
    }
    return {name: read_catalog(path, name) for path, name in names.items()}


def _repair(shadow: Path, found: CatalogProject) -> tuple[list[str], list[Diagnostic]]:
    """Make gettext read the catalogs of a shadow; return which, and what became comments."""
    mended, kept = [], []
    for name, catalog in _catalogs(shadow, found).items():
        if not catalog.data or not is_rejected(catalog):
            continue
        tag = Path(name).relative_to(found.locales).parts[0]
        try:
            result = repaired(catalog, new_header(tag, shadow.name))
        except ValueError:
            continue  # it stays as it is, and its faults are reported
        write_bytes(catalog.path, result.data)
        mended.append(name)
        kept += [
            Diagnostic(
                Code.REPAIRED_CATALOG,
                Severity.WARNING,
                _(
                    "a text that has no place in any message is kept as a comment: {text}",
                    text=text,
                ),
                Location(name, line, tag),
                (_("put it where it belongs, or remove the comment"),),
            )
            for line, text in result.kept
        ]
    return mended, kept


def _faults(catalogs: Catalogs, mended: Collection[str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with catalogs; an error where it could not be mended."""
    hint = _("`diglot adopt --write` repairs it; what fits nowhere becomes a comment")
    for name, catalog in catalogs.items():
        for problem in catalog.problems:
            if name in mended:
                yield replace(problem, severity=Severity.WARNING, hints=(hint,))
            else:
                yield problem


def _states(before: Catalogs, after: Catalogs) -> Iterator[CatalogState]:
    for name in sorted({*before, *after}):
        old, new = (
            progress_of_entries(catalogs[name].entries) if name in catalogs else None
            for catalogs in (before, after)
        )
        yield CatalogState(name, old, new)


def _differences(folder: Path, files: Mapping[Path, bytes | None]) -> dict[str, str]:
    return {
        path.as_posix(): project_of.difference(
            _text((folder / path).read_bytes() if (folder / path).exists() else b""),
            _text(data or b""),
            path.as_posix(),
        )
        for path, data in files.items()
    }


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _unread(
    reason: str, place: Location | None, hint: str | None, found: CatalogProject
) -> Diagnostic:
    return Diagnostic(
        Code.EXTENSION_ERROR,
        Severity.ERROR,
        _("Sphinx cannot read the project: {reason}", reason=reason),
        place or Location(found.conf),
        (
            *((hint,) if hint else ()),
            _("install what the project's documentation needs, then run the command again"),
        ),
    )
