"""TMX 1.4: every confirmed translation, as a memory for translation tools.

Source: https://www.gala-global.org/tmx-14b. Codes keep their markup inside ``bpt``/``ept`` around
text and ``ph`` alone; x ties a code of the source to that of the translation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from lxml import etree

from diglot import __version__
from diglot.interchange.inline_codes import InlineCode, printable
from diglot.interchange.marks import Mark, Marked
from diglot.interchange.segment import Batch, Segment
from diglot.interchange.xml import XML, serialise


def write_tmx(batch: Batch) -> bytes:
    """Return the confirmed pairs of the batch as a TMX document, equal pairs once."""
    root = etree.Element("tmx", {"version": "1.4"})
    header = {
        "creationtool": "diglot",
        "creationtoolversion": __version__,
        "segtype": "paragraph",
        "o-tmf": "PO",
        "adminlang": "en",
        "srclang": batch.source.bcp47,
        "datatype": "plaintext",
    }
    etree.SubElement(root, "header", header)
    body = etree.SubElement(root, "body")
    for segment in confirmed(batch):
        unit = etree.SubElement(body, "tu")
        etree.SubElement(unit, "prop", {"type": "x-document"}).text = printable(segment.domain)
        numbering = segment.numbering
        for language, marked, find in (
            (batch.source, numbering.source, numbering.of_source),
            (batch.target, numbering.target, numbering.code),
        ):
            variant = etree.SubElement(unit, "tuv", {XML + "lang": language.bcp47})
            text = etree.SubElement(variant, "seg")
            _fill(text, _flat(marked, find))
    return serialise(root, frozenset({"seg", "prop"}))


def confirmed(batch: Batch) -> Iterator[Segment]:
    """Yield the segments whose translation is confirmed, each pair of texts once."""
    seen: set[tuple[str, str]] = set()
    for segment in chain.from_iterable(batch.documents.values()):
        pair = segment.source, segment.target
        if segment.target and not segment.entry.fuzzy and pair not in seen:
            seen.add(pair)
            yield segment


def _fill(parent: etree._Element, parts: Iterable[str | etree._Element]) -> None:
    for part in parts:
        if not isinstance(part, str):
            parent.append(part)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + part
        else:
            parent.text = (parent.text or "") + part


def _flat(
    marked: Iterable[Marked], find: Callable[[int], InlineCode]
) -> Iterator[str | etree._Element]:
    for part in marked:
        if isinstance(part, str):
            yield part
        else:
            yield from _code(part, find)


def _code(mark: Mark, find: Callable[[int], InlineCode]) -> Iterator[str | etree._Element]:
    here, code = str(mark.number), find(mark.number)
    kind = "x-" + (code.name or code.kind).replace(" ", "-")
    if mark.content is None:
        yield _element("ph", code.written, {"x": here, "type": kind})
        return
    yield _element("bpt", code.start, {"i": here, "x": here, "type": kind})
    yield from _flat(mark.content, find)
    yield _element("ept", code.end, {"i": here})


def _element(name: str, text: str, attributes: dict[str, str]) -> etree._Element:
    element = etree.Element(name, attributes)
    element.text = printable(text)
    return element
