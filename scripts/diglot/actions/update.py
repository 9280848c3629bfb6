"""Bringing the catalogs up to date with the sources, through sphinx-intl and without churn."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from diglot.core.diagnostic import Report
from diglot.core.errors import DiglotError
from diglot.core.files import write_bytes
from diglot.core.language import Language
from diglot.core.project import Project

# Babel takes prose with braces or per cents for format strings and marks it so.
_FORMAT_FLAGS = re.compile(rb", python-(?:brace-)?format\b")
_HEADER = re.compile(rb'^(?:#.*\n)*msgid ""\nmsgstr ""\n(?:".*"\n)+', re.MULTILINE)


class Change(StrEnum):
    """What an update did, or would do, to a catalog."""

    NEW = "new"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class CatalogChange:
    """One catalog that changed; `path` is relative to the project's root."""

    path: str
    language: str
    change: Change


def update(
    project: Project, languages: tuple[Language, ...] | None = None, *, dry_run: bool = False
) -> Report:
    """Merge the sources' messages into the catalogs of `languages`, by default all targets.

    The report's results hold ``changes``, a list of `CatalogChange`. With `dry_run` nothing is
    written. The merge works on a copy, and each catalog that differs is then replaced in one
    step, so that an interrupted update leaves whole catalogs.
    """
    from diglot.sphinxext.templates import write_templates

    chosen = project.targets if languages is None else languages
    if not project.locale_dirs:
        raise DiglotError(
            "conf.py names no folder for catalogs", hint="add locale_dirs = ['locales'] to it"
        )
    locales = project.locale_dirs[0]
    changes: list[CatalogChange] = []
    with tempfile.TemporaryDirectory() as temporary:
        templates, merged = Path(temporary, "templates"), Path(temporary, "locales")
        write_templates(project, templates)
        for language in chosen:
            _merge(locales, templates, merged, language)
            for path, data in _differing(locales, merged, language):
                changes.append(_change(project, path, language))
                if not dry_run:
                    write_bytes(path, data)
    return Report((), {"changes": changes})


def _merge(locales: Path, templates: Path, merged: Path, language: Language) -> None:
    from sphinx_intl import basic

    existing = locales / language.tag
    if existing.is_dir():
        shutil.copytree(existing, merged / language.tag)
    with contextlib.redirect_stdout(io.StringIO()):
        basic.update(str(merged), str(templates), (language.tag,), line_width=-1)


def _differing(locales: Path, merged: Path, language: Language) -> Iterator[tuple[Path, bytes]]:
    """Yield each catalog whose entries changed, with what it should hold."""
    for candidate in sorted((merged / language.tag).rglob("*.po")):
        path = locales / candidate.relative_to(merged)
        data = _without_guesses(candidate.read_bytes())
        data = _with_header_of(path.read_bytes(), data) if path.exists() else _begun(data)
        if not path.exists() or data != path.read_bytes():
            yield path, data


def _without_guesses(data: bytes) -> bytes:
    data = _FORMAT_FLAGS.sub(b"", data).replace(b"\n#\nmsgid", b"\nmsgid")
    return data.strip(b"\n") + b"\n"


def _begun(data: bytes) -> bytes:
    # A new catalog starts without Babel's placeholder comments and its signature.
    header = _HEADER.search(data)
    if not header:
        return data
    lines = header[0].splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith((b"#", b'"Generated-By'))]
    return _HEADER.sub(lambda _: b"".join(kept), data, count=1)


def _with_header_of(old: bytes, new: bytes) -> bytes:
    # Babel dates, reorders and drops header fields; a translator's header is not ours to edit.
    header = _HEADER.search(old)
    return _HEADER.sub(lambda _: header[0], new, count=1) if header else new


def _change(project: Project, path: Path, language: Language) -> CatalogChange:
    kind = Change.UPDATED if path.exists() else Change.NEW
    return CatalogChange(project.shown(path), language.tag, kind)
