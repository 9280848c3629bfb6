"""The texts that the messages of a document come from: its own, and those of what it includes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

# The directive in MyST and in reStructuredText.
_INCLUDE = re.compile(
    r"^[ \t>]*(?:(?:`{3,}|~{3,}|:{3,})[ \t]*\{include\}|\.\.[ \t]+include::)"
    r"[ \t]+(?P<path>\S.*?)\s*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Files:
    """The files that a document was read from, with the time of change of each."""

    times: Mapping[Path, int]

    @property
    def are_current(self) -> bool:
        """Whether the files are as old as they were when they were read."""
        return all(_time(path) == time for path, time in self.times.items())


def read_sources(path: Path, srcdir: Path) -> tuple[list[str], Files]:
    """Return the texts of the document `path` and, whatever its markup, of all that it includes.

    The document's own text comes first.
    Raises OSError where the document cannot be read. Files that it includes and that cannot be
    read are left out: the build says what is wrong with them.
    """
    texts = [_text(path)]
    times: dict[Path, int] = {path: _time(path)}
    waiting = [*_included(texts[0], (path.parent,), srcdir)]
    while waiting:
        file = waiting.pop(0)
        if file in times:
            continue
        times[file] = _time(file)
        try:
            texts.append(_text(file))
        except OSError:
            continue
        waiting += _included(texts[-1], (file.parent, path.parent), srcdir)
    return texts, Files(times)


def _included(text: str, folders: tuple[Path, ...], srcdir: Path) -> Iterator[Path]:
    # A file in a file that is included is looked for beside it in MyST, beside the page in Sphinx.
    for match in _INCLUDE.finditer(text):
        name = match["path"]
        if name.startswith("/"):
            yield srcdir / name[1:]
        else:
            yield from (folder / name for folder in dict.fromkeys(folders))


def _text(path: Path) -> str:
    return path.read_text("utf-8-sig", errors="replace")


def _time(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
