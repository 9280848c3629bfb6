"""Pictures that both languages show, although they lie in two files.

What is drawn while a document is read, such as the plots of a notebook, is there once for each
language, byte for byte the same; a reader is to see it once.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from docutils import nodes


def share_pictures(source: nodes.document, target: nodes.document, srcdir: Path) -> None:
    """Let pictures of `target` be those files of `source` that have the same bytes.

    `srcdir` is the folder that the pictures' paths start from.
    """
    own = {path: srcdir / path for path, _picture in _pictures(source)}
    others = [(picture, srcdir / path) for path, picture in _pictures(target) if path not in own]
    if not own or not others:
        return
    by_digest = {_digest(file): path for path, file in own.items() if file.is_file()}
    for picture, file in others:
        shared = by_digest.get(_digest(file)) if file.is_file() else None
        if shared is not None:
            picture["uri"] = shared
            picture["candidates"] = {"*": shared}


def _pictures(doctree: nodes.document) -> Iterator[tuple[str, nodes.image]]:
    """Yield the pictures that are one file each, with its path from the folder of the sources."""
    for picture in doctree.findall(nodes.image):
        candidates: dict[str, str] = picture.get("candidates", {})
        if list(candidates) == ["*"]:
            yield candidates["*"], picture


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return file_digest(file, "sha256").digest()
