"""Links from other pages to headings without a label."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from diglot.core.i18n import _
from diglot.sphinxext.lint.finding import LintFinding
from diglot.sphinxext.lint.headings import Heading, headings_of
from diglot.sphinxext.lint.texts import texts_of
from diglot.sphinxext.markup.pages import Page

Slug = Callable[[str], str]


def heading_label(pages: Iterable[Page], slug: Slug) -> Iterator[tuple[Page, LintFinding]]:
    """A heading that another page links to has a label.

    Without one, the link breaks as soon as somebody changes the text of the heading. `slug` turns
    the text of a heading into its anchor.

    Bad:  [training](model.md#how-to-train)
    Good: [training](#model-train), where (model-train)= stands before the heading
    """
    pages = tuple(pages)
    unlabelled = {page.docname: _unlabelled_headings(page, slug) for page in pages}
    for page in pages:
        for line, docname, anchor in _links(page):
            heading = unlabelled.get(docname, {}).get(anchor)
            if heading and docname != page.docname:
                yield (
                    page,
                    LintFinding(
                        line,
                        _(
                            "the link to {document}#{anchor} rests on the words of a heading",
                            document=docname,
                            anchor=anchor,
                        ),
                        _(
                            "put a label, as (a-label)=, before “{heading}” in {document}, "
                            "line {line}, and link to that",
                            heading=heading.content,
                            document=docname,
                            line=heading.line,
                        ),
                    ),
                )


def _unlabelled_headings(page: Page, slug: Slug) -> dict[str, Heading]:
    return {slug(heading.content): heading for heading in headings_of(page) if not heading.labels}


def _links(page: Page) -> Iterator[tuple[int, str, str]]:
    """Yield (line, document name, anchor) of each link that has a path and an anchor."""
    folder = PurePosixPath(page.docname).parent
    for text in texts_of(page):
        for line, token in text.lines():
            href = unquote(str(token.attrs.get("href", ""))) if token.type == "link_open" else ""
            path, _hash, anchor = href.partition("#")
            if anchor and path and "://" not in path:
                yield line, _document_name(folder, path), anchor


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
