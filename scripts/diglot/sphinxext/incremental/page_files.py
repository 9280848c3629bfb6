"""The files around the text of pages, as one digest: templates, and what pages name a checksum of.

Sphinx looks at the times of templates only, and at no other of these files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sphinx.builders import Builder

# Sphinx's own words can be translated by a project, too.
_WORDS = "sphinx"

_TEMPLATES = frozenset({".html", ".jinja", ".txt", ".xml"})
_READ = _TEMPLATES | {".css", ".js", ".mo", ".po"}


def fingerprint_of_files(builder: Builder) -> str:
    """Return a digest of a builder's templates, of the project's static files and catalogs."""
    digest = hashlib.sha256()
    for path in sorted({*_templates(builder), *_static_files(builder), *_catalogs(builder)}):
        digest.update(str(path).encode(errors="surrogateescape") + b"\0")
        # Whether other static files are there is all that a build says of them.
        if path.suffix in _READ:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def folders_of_pages(builder: Builder) -> Iterator[Path]:
    """Yield the folders, and the single files, that a builder's pages are made of."""
    templates: Any = getattr(builder, "templates", None)
    yield from map(Path, getattr(templates, "pathchain", ()))
    for entry in getattr(builder.config, "html_static_path", ()):
        yield Path(builder.confdir, entry)


def _templates(builder: Builder) -> Iterator[Path]:
    # A project may have a template loader of its own, which need not have folders.
    templates: Any = getattr(builder, "templates", None)
    for folder in getattr(templates, "pathchain", ()):
        for path in Path(folder).glob("**/*.*"):
            if path.suffix in _TEMPLATES and path.is_file():
                yield path


def _static_files(builder: Builder) -> Iterator[Path]:
    for entry in getattr(builder.config, "html_static_path", ()):
        path = Path(builder.confdir, entry)
        files = path.rglob("*") if path.is_dir() else (path,)
        yield from (file for file in files if file.is_file())


def _catalogs(builder: Builder) -> Iterator[Path]:
    for folder in builder.config.locale_dirs:
        for suffix in (".po", ".mo"):
            catalog = Path(builder.srcdir, folder, builder.config.language, "LC_MESSAGES")
            path = catalog / f"{_WORDS}{suffix}"
            if path.is_file():
                yield path
