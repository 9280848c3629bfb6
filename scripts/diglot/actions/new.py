"""Beginning a project: its files, and catalogs that hold the translation of its first page."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from diglot.actions.update import update
from diglot.catalog.edit import replace_entries
from diglot.catalog.reader import read_catalog
from diglot.core.diagnostic import Report
from diglot.core.errors import UsageError
from diglot.core.files import write_bytes, write_text
from diglot.core.i18n import _
from diglot.core.language import Language
from diglot.core.locales import catalogs_in
from diglot.core.project import Project
from diglot.sphinxext.config.load import load_project
from diglot.starter.project import NewProject


def require_empty(folder: Path) -> None:
    """Raise UsageError where a folder holds anything but git's own folder."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(
            _("{folder} is a file", folder=folder), hint=_("name a folder that is not there yet")
        )
    if folder.exists() and {path.name for path in folder.iterdir()} - {".git"}:
        raise UsageError(
            _("the folder {folder} is not empty", folder=folder),
            hint=_("name a folder that is empty or not there yet"),
        )


def clear(folder: Path) -> None:
    """Remove what was written into a folder that was empty or not there; git's own folder stays."""
    if not (folder / ".git").exists():
        shutil.rmtree(folder, ignore_errors=True)
        return
    for path in folder.iterdir():
        if path.is_dir() and path.name != ".git":
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != ".git":
            path.unlink()


def new(folder: Path, wanted: NewProject) -> Report:
    """Write a project into a folder that is empty or not there yet.

    The report's results hold ``files``, the paths of all that was written, and ``english``, the
    tags of languages that there is no first page in. Raises UsageError for a folder that holds
    something.
    """
    require_empty(folder)
    try:
        return _new(folder, wanted)
    except BaseException:
        # All that is there was written just now, and the next run wants an empty folder.
        clear(folder)
        raise


def _new(folder: Path, wanted: NewProject) -> Report:
    files = wanted.files()
    for path, text in files.items():
        write_text(folder / path, text)
    project = load_project(folder)
    report = update(project)
    catalogs = [path for target in project.targets for path in _translate(project, target, wanted)]
    english = [language.tag for language in wanted.languages if not wanted.words(language).is_own]
    return Report(
        report.diagnostics,
        {"files": sorted([*files, *map(project.shown, catalogs)]), "english": english},
    )


def _translate(project: Project, target: Language, wanted: NewProject) -> list[Path]:
    """Put the translations of the first page into its catalogs, and return these."""
    translations = wanted.translations(target)
    paths = [path for _domain, path in catalogs_in(project.locale_dirs[0], target.tag)]
    for path in paths:
        catalog = read_catalog(path)
        edits = {
            entry.span: replace(entry, msgstr=(translations[entry.msgid],))
            for entry in catalog.entries
            if entry.msgid in translations
        }
        write_bytes(path, replace_entries(catalog, edits))
    return paths
