"""Reading all that there is of a language: its catalogs and its memory."""

from __future__ import annotations

from pathlib import Path

from diglot.catalog.entry import Catalog
from diglot.catalog.header import new_header
from diglot.catalog.reader import parse_catalog, read_catalog
from diglot.catalog.sync import LanguageData
from diglot.core.errors import DiglotError
from diglot.core.i18n import _
from diglot.core.language import Language
from diglot.core.locales import catalogs_in, memory_path
from diglot.core.project import Project


def locales(project: Project) -> Path:
    """Return the folder that catalogs are written to: the first that conf.py names."""
    if not project.locale_dirs:
        raise DiglotError(
            _("conf.py names no folder for catalogs"), hint=_("add locale_dirs = ['locales'] to it")
        )
    return project.locale_dirs[0]


def read_language_data(project: Project, language: Language) -> LanguageData:
    """Read the catalogs, the memory and the header that new files get."""
    folder = locales(project)
    catalogs = {
        domain: read_catalog(path, project.shown(path))
        for domain, path in catalogs_in(folder, language.tag)
    }
    memory = _read_memory(memory_path(folder, language.tag), project)
    sibling = next((catalog.header for catalog in catalogs.values() if catalog.header), None)
    return LanguageData(catalogs, memory, new_header(language.tag, project.root.name, sibling))


def _read_memory(path: Path, project: Project) -> Catalog:
    try:
        memory = read_catalog(path, project.shown(path))
    except FileNotFoundError:
        return parse_catalog(b"", path)
    if memory.broken:
        problem = memory.problems[0]
        raise DiglotError(
            _("the memory cannot be read: {message}", message=problem.message),
            hint=problem.hints[0],
            location=problem.location,
        )
    return memory
