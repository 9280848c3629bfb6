"""What conf.py of a project with catalogs lacks, tried in a shadow of the project."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from diglot.actions.source_messages import templates_of
from diglot.adopt.catalog_project import (
    HEAD,
    CatalogProject,
    compact_of,
    conf_lines,
    difference,
    source_of,
    with_lines,
)
from diglot.adopt.files import files_in
from diglot.catalog.entry import Catalog
from diglot.catalog.progress import progress_of_entries
from diglot.core.files import write_text
from diglot.core.locales import catalogs_in
from diglot.core.project import Project
from diglot.sphinxext.config.load import load_project

Catalogs = dict[str, Catalog]
"""The catalogs of all languages, and the memories, by their paths in the folder."""


@dataclass(frozen=True, slots=True)
class Conf:
    """What conf.py states as ``language``, and what it is to say of languages and catalogs."""

    stated: str
    languages: tuple[str, ...]
    locales: str | None


def load_shadow(shadow: Path, found: CatalogProject) -> Project:
    """Return the project of a shadow, as its conf.py is now."""
    # Output of its own: what lies in the project's folder is a link to what is there.
    return load_project(shadow / found.root, builddir=shadow.parent / "build")


def planned_conf(shadow: Path, found: CatalogProject, before: Catalogs) -> Conf | None:
    """Return what conf.py lacks, whatever the messages are; None where it has everything."""
    project = load_shadow(shadow, found)
    if "diglot" in project.extensions:
        return None
    stated = project.source.tag
    catalogs = {
        tag: [
            catalog
            for name, catalog in before.items()
            if name.startswith(f"{found.locales}/{tag}/")
        ]
        for tag in found.tags
    }
    source = source_of(stated, catalogs)
    translated = {
        tag: sum(progress_of_entries(catalog.entries).translated for catalog in read)
        for tag, read in catalogs.items()
        if tag != source
    }
    targets = sorted(translated, key=lambda tag: (-translated[tag], tag))
    place = (shadow / found.locales).resolve()
    elsewhere = None
    if place not in project.locale_dirs:
        elsewhere = Path(os.path.relpath(place, project.srcdir)).as_posix()
    return Conf(stated, (source, *targets), elsewhere)


def write_conf(shadow: Path, found: CatalogProject, conf: Conf, compact: object = None) -> None:
    """Put the lines that diglot needs in the place of those that were added before, if any.

    `compact` is what ``gettext_compact`` becomes; None leaves it as it is.
    """
    path = shadow / found.conf
    lines = conf_lines(
        stated=conf.stated, languages=conf.languages, locales=conf.locales, compact=compact
    )
    own = path.read_text("utf-8").partition(HEAD)[0]
    write_text(path, with_lines(own, lines))


def fit_compact(folder: Path, shadow: Path, found: CatalogProject, conf: Conf) -> None:
    """Let messages have the catalogs that there are, where conf.py does not say which."""
    project = load_shadow(shadow, found)
    now = {template.domain for template in templates_of(project)}
    place = (shadow / found.locales).resolve()
    domains = {domain for tag in conf.languages[1:] for domain, _path in catalogs_in(place, tag)}
    # In the shadow, folders are links, which nobody walks through.
    files = files_in(folder / project.srcdir.relative_to(shadow))
    compact = compact_of(files, domains, now)
    if compact is not None:
        write_conf(shadow, found, conf, compact)


def conf_difference(folder: Path, shadow: Path, found: CatalogProject) -> str:
    """Return what changes in conf.py, as a diff."""
    old, new = ((root / found.conf).read_text("utf-8") for root in (folder, shadow))
    return difference(old, new, found.conf)
