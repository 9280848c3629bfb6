"""The links of a page that lead to an anchor of a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from diglot.sphinxext.lint.texts import texts_of
from diglot.sphinxext.markup.pages import Page


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to an anchor of the document `docname`, which may be its own; its line counts from 1.

    `path` is the way to the document as it is written, empty within a document.
    """

    line: int
    docname: str
    anchor: str
    path: str


def links_of(page: Page) -> Iterator[PageLink]:
    """Yield the links of a page that have an anchor, in order."""
    folder = PurePosixPath(page.docname).parent
    for text in texts_of(page):
        for line, token in text.lines():
            href = unquote(str(token.attrs.get("href", ""))) if token.type == "link_open" else ""
            path, _hash, anchor = href.partition("#")
            if anchor and "://" not in path:
                docname = _document_name(folder, path) if path else page.docname
                yield PageLink(line, docname, anchor, path)


def _document_name(folder: PurePosixPath, path: str) -> str:
    """Return the name of the document that a path leads to, from a page in `folder`."""
    start = PurePosixPath() if path.startswith("/") else folder
    parts: list[str] = []
    for part in (start / path.lstrip("/")).parts:
        if part == ".." and parts:
            parts.pop()
        elif part not in ("..", "."):
            parts.append(part)
    return "/".join(parts).removesuffix(".md")
