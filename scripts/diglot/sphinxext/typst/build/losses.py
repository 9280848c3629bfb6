"""Reports what a PDF has lost of its documents, and what runs into its margins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from diglot.core.codes import Code
from diglot.core.i18n import _
from diglot.sphinxext.reporting.warn import Place, warn
from diglot.sphinxext.typst.build.passages import Passage
from diglot.sphinxext.typst.build.passages import Place as Kind
from diglot.sphinxext.typst.build.search import Search
from diglot.typeset.pdf_content import Outside, PdfContent
from diglot.typeset.printed import letters_of

# Letters of a passage that are shown.
_SHOWN = 60

Document = tuple[str, Sequence[Sequence[Passage]]]
"""A document's name, and its passages in each of its languages."""


def report_losses(name: str, content: PdfContent, documents: Sequence[Document]) -> bool:
    """Warn of all that the PDF `name` lost or that leaves its type area; return whether nothing is.

    Of a page, what leaves the type area is told in one warning for each line of a document.
    """
    search = Search(content)
    lost = list(_lost(search, documents))
    misplaced = [
        (docname, passage)
        for docname, sides in documents
        for passages in sides
        for passage in search.misplaced(passages)
    ]
    for docname, passage in misplaced:
        warn(
            Code.CONTENT_LOST,
            _(
                "this text of a figure is out of order in the handout {name}: {text}",
                name=name,
                text=passage.shown[:_SHOWN],
            ),
            at=(docname, passage.line),
            hint=_(
                "set “figures” of the handout to “here”, so that its figures stay in their places"
            ),
        )
    for docname, passage in lost:
        warn(
            Code.CONTENT_LOST,
            _lost_message(passage, name),
            at=(docname, passage.line),
            hint=_("write it in another way; if it is plain text or a picture, diglot is at fault"),
        )
    outside: dict[tuple[int, Place], str] = {}
    for found in content.outside:
        outside.setdefault((found.page, _origin(found, documents)), found.text.strip())
    for (page, place), text in outside.items():
        warn(
            Code.OUTSIDE_TYPE_AREA,
            _outside_message(text, page, name),
            at=place,
            hint=_("shorten it, or give it a place to break"),
        )
    return not lost and not misplaced and not outside


def _lost_message(passage: Passage, name: str) -> str:
    shown = passage.shown[:_SHOWN]
    if passage.place is Kind.PICTURE:
        return _("this picture is not in the handout {name}: {text}", name=name, text=shown)
    if passage.place is Kind.FORMULA:
        return _("this formula is not in the handout {name}: {text}", name=name, text=shown)
    return _("this text is not in the handout {name}: {text}", name=name, text=shown)


def _outside_message(text: str, page: int, name: str) -> str:
    if not text:
        return _(
            "a picture runs into the margin of page {page} of the handout {name}",
            page=page,
            name=name,
        )
    return _(
        "“{text}” runs into the margin of page {page} of the handout {name}",
        text=text[:_SHOWN],
        page=page,
        name=name,
    )


def _lost(search: Search, documents: Iterable[Document]) -> Iterator[tuple[str, Passage]]:
    for docname, sides in documents:
        start = search.place
        for side, passages in enumerate(sides):
            for passage in search.lost(passages, start, side):
                yield docname, passage


def _origin(outside: Outside, documents: Iterable[Document]) -> Place:
    """Return where a text came from: the first passage that has it; None where none has."""
    letters = letters_of(outside.text)
    for docname, sides in documents:
        for passage in (passage for side in sides for passage in side):
            if letters and letters in passage.letters:
                return docname, passage.line
    return None
