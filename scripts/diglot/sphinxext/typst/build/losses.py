"""Reports what a PDF has lost of its documents, and what stands in it where it must not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from diglot.core.codes import Code
from diglot.core.i18n import _
from diglot.sphinxext.reporting.warn import Place, warn
from diglot.sphinxext.typst.build.origins import Document, origin_of
from diglot.sphinxext.typst.build.passages import Passage
from diglot.sphinxext.typst.build.passages import Place as Kind
from diglot.sphinxext.typst.build.search import Search
from diglot.typeset.collisions import Beneath
from diglot.typeset.pdf_content import Covering, PdfContent

# Letters of a passage that are shown.
_SHOWN = 60


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
    is_all_in_place = _report_outside(name, content, documents)
    is_all_apart = _report_overprints(name, content, documents)
    return not lost and not misplaced and is_all_in_place and is_all_apart


def _report_outside(name: str, content: PdfContent, documents: Sequence[Document]) -> bool:
    outside: dict[tuple[int, Place], str] = {}
    for found in content.outside:
        outside.setdefault((found.page, origin_of(found.text, "", documents)), found.text.strip())
    for (page, place), text in outside.items():
        warn(
            Code.OUTSIDE_TYPE_AREA,
            _outside_message(text, page, name),
            at=place,
            hint=_("shorten it, or give it a place to break"),
        )
    return not outside


def _report_overprints(name: str, content: PdfContent, documents: Sequence[Document]) -> bool:
    covering: dict[tuple[int, Place, Beneath], Covering] = {}
    for found in content.covering:
        text = max(found.text, found.other, key=len) if found.text else found.other
        place = origin_of(text, found.around, documents)
        covering.setdefault((found.page, place, found.beneath), found)
    for (_page, place, _beneath), found in covering.items():
        warn(
            Code.OVERPRINT,
            _overprint_message(found, name),
            at=place,
            hint=_(
                "shorten it, or give it a place to break; if it is plain text, diglot is at fault"
            ),
        )
    return not covering


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


def _overprint_message(found: Covering, name: str) -> str:
    text, other = found.text.strip()[:_SHOWN], found.other.strip()[:_SHOWN]
    page = found.page
    if found.beneath is Beneath.COLUMN:
        return _(
            "“{text}” runs over the next column on page {page} of the handout {name}",
            text=text,
            page=page,
            name=name,
        )
    if found.beneath is Beneath.BORDER:
        return _(
            "“{text}” runs over a border on page {page} of the handout {name}",
            text=text,
            page=page,
            name=name,
        )
    if text and other:
        return _(
            "“{text}” and “{other}” are printed over each other on page {page} of the handout"
            " {name}",
            text=text,
            other=other,
            page=page,
            name=name,
        )
    if text or other:
        return _(
            "“{text}” and a picture are printed over each other on page {page} of the handout"
            " {name}",
            text=text or other,
            page=page,
            name=name,
        )
    return _(
        "two pictures are printed over each other on page {page} of the handout {name}",
        page=page,
        name=name,
    )


def _lost(search: Search, documents: Iterable[Document]) -> Iterator[tuple[str, Passage]]:
    for docname, sides in documents:
        start = search.place
        for side, passages in enumerate(sides):
            for passage in search.lost(passages, start, side):
                yield docname, passage
