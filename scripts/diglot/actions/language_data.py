"""Where the catalogs of a project lie, and reading all that there is of a language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from diglot.catalog.entry import Catalog
from diglot.catalog.header import new_header
from diglot.catalog.reader import parse_catalog, read_catalog
from diglot.catalog.sync import LanguageData
from diglot.core.errors import DiglotError
from diglot.core.language import Language
from diglot.core.project import Project

MEMORY = "memory.po"
"""The memory's name in a language's folder: beside LC_MESSAGES, so that Sphinx never reads it."""

_OTHERS = frozenset({"sphinx"})
"""Catalogs that belong to no document: ``sphinx`` overrides Sphinx's own words."""


def locales(project: Project) -> Path:
    """Return the folder that catalogs are written to: the first that conf.py names."""
    if not project.locale_dirs:
        raise DiglotError(
            "conf.py names no folder for catalogs", hint="add locale_dirs = ['locales'] to it"
        )
    return project.locale_dirs[0]


def catalog_paths(folder: Path, language: Language) -> Iterator[tuple[str, Path]]:
    """Yield (domain, path) of each catalog of a language in a folder, in order."""
    base = folder / language.tag / "LC_MESSAGES"
    for path in sorted(base.rglob("*.po")):
        yield path.relative_to(base).with_suffix("").as_posix(), path


def catalog_path(folder: Path, language: Language, domain: str) -> Path:
    """Return where the catalog of a domain lies."""
    return folder / language.tag / "LC_MESSAGES" / f"{domain}.po"


def memory_path(folder: Path, language: Language) -> Path:
    """Return where the memory of a language lies."""
    return folder / language.tag / MEMORY


def read_language_data(project: Project, language: Language) -> LanguageData:
    """Read the catalogs of documents, the memory and the header that new files get."""
    folder = locales(project)
    catalogs = {
        domain: read_catalog(path, project.shown(path))
        for domain, path in catalog_paths(folder, language)
        if domain not in _OTHERS
    }
    memory = _read_memory(memory_path(folder, language), project)
    sibling = next((one.header for one in catalogs.values() if one.header), None)
    return LanguageData(catalogs, memory, new_header(language.tag, project.root.name, sibling))


def _read_memory(path: Path, project: Project) -> Catalog:
    try:
        memory = read_catalog(path, project.shown(path))
    except FileNotFoundError:
        return parse_catalog(b"", path)
    if memory.broken:
        problem = memory.problems[0]
        raise DiglotError(
            f"the memory cannot be read: {problem.message}",
            hint=problem.hints[0],
            location=problem.location,
        )
    return memory
