"""What earlier builds left in a book's folder: pages of documents that are gone, and their images.

Sphinx puts every file that lies there into the book.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Set
from html import unescape
from pathlib import Path
from urllib.parse import unquote

_PAGE = ".xhtml"
_IMAGES = "_images"
_STATIC = "_static"
_IMAGE = re.compile(rf"""\b{_IMAGES}/([^"'()<>\s]+)""")


def leftovers(
    outdir: Path, pages: Set[str], extra: Collection[Path], images: Iterable[str]
) -> Iterator[Path]:
    """Yield the files in `outdir` that no longer belong to the book.

    `pages` are the names of its pages, without their ending; `extra` are files and folders
    that the project adds as they are. An image belongs to the book if one of its pages names it,
    or if it is one of `images`, which are paths in `outdir`.
    """
    shown = {image.removeprefix(f"{_IMAGES}/") for image in images}
    for path in outdir.rglob(f"*{_PAGE}"):
        name = path.relative_to(outdir).as_posix()
        if name.removesuffix(_PAGE) in pages or _is_extra(name, extra):
            shown |= {unquote(unescape(name)) for name in _IMAGE.findall(path.read_text("utf-8"))}
        else:
            yield path
    for path in (outdir / _IMAGES).rglob("*"):
        name = path.relative_to(outdir).as_posix()
        is_shown = path.relative_to(outdir / _IMAGES).as_posix() in shown
        if path.is_file() and not is_shown and not _is_extra(name, extra):
            yield path


def _is_extra(name: str, extra: Collection[Path]) -> bool:
    return name.startswith(f"{_STATIC}/") or any(
        path.name == name or (path / name).is_file() for path in extra
    )
