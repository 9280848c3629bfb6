"""Sphinx projects with catalogs: where their files lie, and what conf.py still lacks."""

from __future__ import annotations

import difflib
import json
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from diglot.adopt.files import is_hidden
from diglot.catalog.entry import Catalog
from diglot.sphinxext.config.language_tags import is_tag
from diglot.sphinxext.config.root import conf_folder

_CATALOG = re.compile(r"(?:(?P<folder>.*)/)?(?P<tag>[^/]+)/LC_MESSAGES/(?P<domain>.+)\.po")
_CJK = re.compile(r"[\u4e00-\u9fff]")
_SUFFIXES = {".md", ".rst", ".txt", ".ipynb"}
HEAD = "# Two languages from one source, as `diglot adopt` found them."


@dataclass(frozen=True, slots=True)
class CatalogProject:
    """A Sphinx project with catalogs; all paths are relative to the folder that was looked at.

    `root` is where the commands are run, `conf` its conf.py, `locales` the folder with the catalogs
    of the languages `tags`; `strange` are folders in it that are called like no language.
    """

    root: str
    conf: str
    locales: str
    tags: tuple[str, ...]
    strange: tuple[str, ...] = ()


def catalog_project(folder: Path, paths: Iterable[str]) -> CatalogProject | None:
    """Return the project with catalogs among the paths of a folder; None where there is none.

    Of several folders of catalogs, such as a program's own, those beside a conf.py count.
    """
    catalogs: defaultdict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    confs = []
    for path in paths:
        if match := _CATALOG.fullmatch(path):
            catalogs[match["folder"] or "."][match["tag"]] += 1
        elif PurePosixPath(path).name == "conf.py" and not is_hidden(path):
            confs.append(path)
    pairs = [(_near(conf, place), conf, place) for conf in confs for place in catalogs]
    if not pairs:
        return None
    _score, conf, place = min(pairs, key=lambda pair: (pair[0], -sum(catalogs[pair[2]].values())))
    tags = sorted(catalogs[place])
    return CatalogProject(
        _root(folder, conf),
        conf,
        place,
        tuple(filter(is_tag, tags)),
        tuple(tag for tag in tags if not is_tag(tag)),
    )


def _near(conf: str, place: str) -> int:
    """Return how many steps lead from a conf.py to a folder of catalogs."""
    return len(PurePosixPath(posixpath.relpath(place, posixpath.dirname(conf) or ".")).parts)


def _root(folder: Path, conf: str) -> str:
    """Return the folder nearest to the top whose project has this conf.py."""
    place = (folder / conf).parent.resolve()
    above = [parent for parent in place.parents if parent.is_relative_to(folder.resolve())]
    roots = (parent for parent in [*reversed(above), place] if conf_folder(parent) == place)
    return next(roots, place).relative_to(folder.resolve()).as_posix()


def source_of(stated: str, catalogs: Mapping[str, Sequence[Catalog]]) -> str:
    """Return the tag of the language that the messages are in; `catalogs` are those of each tag.

    `stated` is ``language`` in conf.py, which may be that of the site that is published instead.
    """
    others = [catalog for tag, read in catalogs.items() if tag != stated for catalog in read]
    if not others:
        own = catalogs.get(stated, ())
        return "zh_CN" if _share_of_chinese(own) > _SOME else "en"
    share = _share_of_chinese(others)
    if stated.partition("_")[0] in ("zh", "ja"):
        return stated if stated not in catalogs or share > _SOME else "en"
    return "zh_CN" if share > _MOST else stated


_SOME, _MOST = 0.1, 0.5
"""The shares of messages with Chinese signs; docstrings are English in Chinese projects, too."""


def _share_of_chinese(catalogs: Iterable[Catalog]) -> float:
    found = [bool(_CJK.search(entry.msgid)) for catalog in catalogs for entry in catalog.entries]
    return sum(found) / len(found) if found else 0.0


def compact_of(paths: Iterable[str], domains: set[str], now: set[str]) -> object:
    """Return the ``gettext_compact`` that catalogs were made with; None where it is as it is.

    `paths` are the files below the sources' folder, `domains` the catalogs', `now` the domains that
    the messages have with the setting as it is.
    """
    names = {
        PurePosixPath(path).with_suffix("").as_posix()
        for path in paths
        if PurePosixPath(path).suffix in _SUFFIXES
    }
    tops = {name.partition("/")[0] for name in names}
    ways: list[tuple[object, set[str]]] = [(None, now), (False, names), (True, tops)]
    if len(domains) == 1:
        ways.append((next(iter(domains)), domains))
    # The first of several that are as good: nothing to be written, if that will do.
    return max(ways, key=lambda way: len(way[1] & domains))[0]


def conf_lines(
    *,
    stated: str,
    languages: Sequence[str],
    locales: str | None = None,
    compact: object = None,
) -> tuple[str, ...]:
    """Return the lines that conf.py lacks; `languages` are the tags, that of the source first.

    `locales` is the folder of catalogs as seen from the sources, where conf.py names another one.
    """
    found = ['extensions = [*globals().get("extensions", ()), "diglot"]']
    if languages[0] != stated:
        found.append(f"language = {json.dumps(languages[0])}")
    if locales is not None:
        found.append(f"locale_dirs = [{json.dumps(locales)}]")
    if compact is not None:
        found.append(f"gettext_compact = {compact!r}")
    found.append(f"diglot_languages = {json.dumps(list(languages))}")
    return tuple(found)


def with_lines(conf: str, lines: Sequence[str]) -> str:
    """Return the text of a conf.py with lines at its end."""
    return "\n".join([conf.rstrip("\n"), "", HEAD, *lines, ""])


def difference(before: str, after: str, name: str) -> str:
    """Return what changes in a text, as a unified diff."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True),
        after.splitlines(keepends=True),
        f"a/{name}",
        f"b/{name}",
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
