"""Surveys: what a folder holds that diglot can take over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from diglot.adopt.dialect import Dialect, dialect_of
from diglot.adopt.files import files_in, is_hidden
from diglot.adopt.page_catalogs import page_catalogs, tree_of
from diglot.adopt.pages import languages_in, unnamed_among
from diglot.adopt.trees import Trees, is_page, trees_in

_CJK = re.compile(r"[\u4e00-\u9fff]")
_LEAST_CHINESE = 0.05
"""The share of a Chinese page's signs that are Chinese, code and addresses taken into account."""
_SAMPLE = 50
_CATALOG = re.compile(r"(?:^|/)(?P<tag>[^/]+)/LC_MESSAGES/")


class Kind(StrEnum):
    """What a team brings."""

    CATALOGS = "catalogs"
    """A Sphinx project with catalogs."""
    TREES = "trees"
    """Pages in two languages, as files beside each other."""
    PAGE_CATALOGS = "page catalogs"
    """Pages in one language, with catalogs that are no Sphinx project's."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Survey:
    """What a folder holds; `trees` are there where the kind says so."""

    folder: Path
    kind: Kind
    dialect: Dialect
    trees: Trees | None = None


def survey(folder: Path, languages: tuple[str, str] | None = None) -> Survey:
    """Look at a folder. `languages` are the tags of source and target; guessed where not given.

    Nothing is written and no code of the folder is run.
    """
    everything = files_in(folder)
    # `docs` may be all that is meant, and its generator's settings lie beside it.
    dialect = dialect_of(everything)
    if dialect is Dialect.MARKDOWN:
        dialect = dialect_of(path.name for path in folder.parent.iterdir())
    paths = [path for path in everything if not is_hidden(path)]
    if any(path.endswith("conf.py") for path in paths) and any(
        path.endswith(".po") and _CATALOG.search(path) for path in paths
    ):
        return Survey(folder, Kind.CATALOGS, dialect)
    pages = [path for path in paths if is_page(path)]
    if tree := _with_catalog(folder, paths, pages, languages):
        return Survey(folder, Kind.PAGE_CATALOGS, dialect, tree)
    languages = languages or languages_in(pages, _language_of(folder, unnamed_among(pages)))
    trees = trees_in(paths, *languages) if languages else None
    kind = Kind.TREES if trees else Kind.NOTHING
    return Survey(folder, kind, dialect, trees)


def _with_catalog(
    folder: Path, paths: list[str], pages: list[str], languages: tuple[str, str] | None
) -> Trees | None:
    """Return the tree whose messages a catalog has: in the language asked for, else in one."""
    tags = page_catalogs(paths)
    if languages is None and tags:
        first = min(tags, key=lambda tag: (tag != "zh_CN", tag))
        languages = (_language_of(folder, pages), first)
    return tree_of(folder, paths, *languages) if languages else None


def _language_of(folder: Path, pages: list[str]) -> str:
    """Return the language of most pages, by their signs: Chinese, else English; "" of none."""
    sample = sorted(pages, key=lambda path: (path.count("/"), path))[:_SAMPLE]
    texts = [(folder / path).read_text("utf-8", errors="replace") for path in sample]
    chinese = sum(len(_CJK.findall(text)) > len(text) * _LEAST_CHINESE for text in texts)
    return "zh_CN" if chinese * 2 > len(texts) else "en" if texts else ""
