"""Answers that do not change while a build runs, remembered."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from docutils import utils
from docutils.frontend import Values
from docutils.utils import DependencyList
from markdown_it.common import normalize_url
from sphinx.builders import html
from sphinx.util import docutils as sphinx_docutils

from diglot.sphinxext.caching.saving import Saving

_Path = str | os.PathLike[str]


def _remembering_settings(stock: Callable[..., Values]) -> Callable[..., Values]:
    """Build docutils' command line once for the same parts, not once a document."""
    known: dict[tuple[object, ...], tuple[dict[str, Any], Values]] = {}

    def get_settings(
        *components: Any, defaults: dict[str, Any], read_config_files: bool = False
    ) -> Values:
        classes = (one if isinstance(one, type) else type(one) for one in components)
        key = (*classes, read_config_files)
        if key not in known or known[key][0] != defaults:
            settings = stock(*components, defaults=defaults, read_config_files=read_config_files)
            known[key] = (dict(defaults), settings)
        copy = known[key][1].copy()
        # Each document has its own list of the files that it depends on.
        copy.record_dependencies = DependencyList()
        return copy

    return get_settings


def _remembering_tags(stock: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """Take a language's tag apart once, not for every block of text."""
    known: dict[str, list[str]] = {}

    def normalize_language_tag(tag: str) -> list[str]:
        return (known.get(tag) or known.setdefault(tag, stock(tag))).copy()

    return normalize_language_tag


def _remembering_files(stock: Callable[..., str]) -> Callable[..., str]:
    """Look for docutils' own style sheet, which no page shows, once and not for every page."""
    known: dict[tuple[str, ...], str] = {}

    def find_file_in_dirs(path: _Path, dirs: Iterable[_Path]) -> str:
        folders = [os.fspath(one) for one in dirs]
        key = (os.fspath(path), *folders)
        return known.get(key) or known.setdefault(key, stock(path, folders))

    return find_file_in_dirs


def _remembering_checksums(stock: Callable[..., str]) -> Callable[..., str]:
    """Resolve the path of each style sheet and script once, not once a page."""
    known: dict[tuple[str, str], str] = {}

    def checksum(outdir: Path, filename: _Path) -> str:
        key = (str(outdir), os.fspath(filename))
        return known.get(key) or known.setdefault(key, stock(outdir, filename))

    return checksum


SAVINGS = (
    Saving(
        sphinx_docutils,
        "_get_settings",
        ("components", "defaults", "read_config_files"),
        _remembering_settings,
    ),
    Saving(utils, "normalize_language_tag", ("tag",), _remembering_tags),
    Saving(utils, "find_file_in_dirs", ("path", "dirs"), _remembering_files),
    Saving(html, "_file_checksum", ("outdir", "filename"), _remembering_checksums),
    # A link stands in the source and again in each translation.
    Saving(normalize_url, "normalizeLink", ("url",), lru_cache(10_000)),
)
