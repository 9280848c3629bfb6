"""Headings that other pages link to by their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from diglot.sphinxext.lint.finding import Finding
from diglot.sphinxext.lint.headings import Heading, headings_of
from diglot.sphinxext.lint.texts import texts_of
from diglot.sphinxext.markup.pages import Page

Slug = Callable[[str], str]


def heading_label(pages: Iterable[Page], slug: Slug) -> Iterator[tuple[Page, Finding]]:
    """A heading that another page links to has a label.

    A link to a heading's words breaks as soon as somebody improves them.

    Bad:  [training](model.md#how-to-train)
    Good: [training](#model-train), where (model-train)= stands before the heading
    """
    pages = tuple(pages)
    bare = {page.docname: _bare_headings(page, slug) for page in pages}
    for page in pages:
        for line, docname, anchor in _links(page):
            heading = bare.get(docname, {}).get(anchor)
            if heading and docname != page.docname:
                yield (
                    page,
                    Finding(
                        line,
                        f"the link to {docname}#{anchor} rests on the words of a heading",
                        f"put a label, as (a-label)=, before “{heading.content}” in {docname}, "
                        f"line {heading.line}, and link to that",
                    ),
                )


def _bare_headings(page: Page, slug: Slug) -> dict[str, Heading]:
    return {slug(one.content): one for one in headings_of(page) if not one.labels}


def _links(page: Page) -> Iterator[tuple[int, str, str]]:
    """Yield (line, document, anchor) of each link to a place on another page."""
    folder = PurePosixPath(page.docname).parent
    for text in texts_of(page):
        for line, token in text.lines():
            href = unquote(str(token.attrs.get("href", ""))) if token.type == "link_open" else ""
            path, _hash, anchor = href.partition("#")
            if anchor and path and "://" not in path:
                yield line, _normal(folder, path), anchor


def _normal(folder: PurePosixPath, path: str) -> str:
    """Return the document that a path on a page of `folder` names."""
    start = PurePosixPath() if path.startswith("/") else folder
    parts: list[str] = []
    for part in (start / path.lstrip("/")).parts:
        if part == ".." and parts:
            parts.pop()
        elif part not in ("..", "."):
            parts.append(part)
    return "/".join(parts).removesuffix(".md")
