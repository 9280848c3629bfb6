"""Where catalogs lie: the layout that Sphinx and sphinx-intl give to ``locale_dirs``.

`folder` is always one of these folders, `tag` a Sphinx tag such as ``zh_CN``, `domain` the path of
a catalog below LC_MESSAGES without its ending: a docname, or with ``gettext_compact`` a folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from diglot.core.errors import DiglotError
from diglot.core.i18n import _
from diglot.core.system_errors import reason_of

MEMORY = "memory.po"
"""The memory's name in a language's folder: beside LC_MESSAGES, so that Sphinx never reads it."""


def messages_dir(folder: Path, tag: str) -> Path:
    """Return the folder that holds the catalogs of a language."""
    return folder / tag / "LC_MESSAGES"


def catalog_path(folder: Path, tag: str, domain: str) -> Path:
    """Return where the catalog of a domain lies."""
    return messages_dir(folder, tag) / f"{domain}.po"


def memory_path(folder: Path, tag: str) -> Path:
    """Return where the memory of a language lies."""
    return folder / tag / MEMORY


def catalogs_in(folder: Path, tag: str) -> Iterator[tuple[str, Path]]:
    """Yield (domain, path) of each catalog of a language that exists, in order.

    Links to folders are followed, as Sphinx does, but not in a circle.
    """
    base = messages_dir(folder, tag)
    for path in sorted(_catalogs_below(base)):
        yield path.relative_to(base).with_suffix("").as_posix(), path


def _catalogs_below(folder: Path, above: frozenset[str] = frozenset()) -> Iterator[Path]:
    """Yield the catalogs below `folder`; `above` are the folders that the way there leads through.

    A folder that is called like a catalog counts as one, which cannot be read.
    """
    place = os.path.realpath(folder)
    if place in above:
        return
    for entry in _entries(folder):
        if entry.name.endswith(".po"):
            yield Path(entry.path)
        if _is_folder(entry):
            yield from _catalogs_below(Path(entry.path), above | {place})


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise DiglotError(
            _(
                "the folder {folder} cannot be read: {reason}",
                folder=folder,
                reason=reason_of(error),
            ),
            hint=_("give yourself the right to read it, or take it away"),
        ) from error


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def domain_of(path: Path, folders: Iterable[Path], tags: Iterable[str]) -> str | None:
    """Return the domain of the catalog at `path`; None if it lies in no language's folder."""
    tags = tuple(tags)
    bases = (messages_dir(folder, tag) for folder in folders for tag in tags)
    base = next((base for base in bases if path.is_relative_to(base)), None)
    return path.relative_to(base).with_suffix("").as_posix() if base else None


def serving_tags(tag: str) -> tuple[str, ...]:
    """Return the tags whose catalogs serve a build in a language, in order of precedence.

    ``zh`` stands in for what ``zh_CN`` lacks, as gettext has it.
    """
    return tuple(dict.fromkeys((tag, tag.partition("_")[0])))


def serving_paths(folders: Iterable[Path], tag: str, domain: str) -> Iterator[Path]:
    """Yield where catalogs that serve a build may lie, in order of precedence."""
    for folder in folders:
        for serving_tag in serving_tags(tag):
            yield catalog_path(folder, serving_tag, domain)


def tags_in(folders: Iterable[Path]) -> list[str]:
    """Return the tags of all languages that have a folder of catalogs, sorted."""
    return sorted(
        {
            messages.parent.name
            for folder in folders
            for messages in folder.glob("*/LC_MESSAGES")
            if messages.is_dir()
        }
    )
