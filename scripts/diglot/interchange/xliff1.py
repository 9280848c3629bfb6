"""XLIFF 1.2, which every translation tool reads.

Source: https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html. Codes are ``g`` around text
and ``x`` alone, with clone="no" on what may not be copied; what a code stands for is never read
from the file but restored from the catalog.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from diglot.catalog.entry import State
from diglot.interchange.inline import CodeEvent, build, fill, number_of, read_events
from diglot.interchange.inline_codes import TYPOGRAPHY, CodeKind, InlineCode, printable
from diglot.interchange.marks import Mark, Marked
from diglot.interchange.restore import Refused
from diglot.interchange.returned import Returned
from diglot.interchange.segment import Batch, Segment
from diglot.interchange.xml import XML, Vocabulary, local, serialise

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"

_US = "diglot"
_VOCABULARY = Vocabulary(NAMESPACE)
_name, _sub = _VOCABULARY.name, _VOCABULARY.add
_TEXTS = frozenset({"source", "target", "note"})
_STATES = {
    State.UNTRANSLATED: "needs-translation",
    State.FUZZY: "needs-review-translation",
    State.TRANSLATED: "final",
}
_CONFIRMED = frozenset({"final", "signed-off", "translated"})
_UNTOUCHED = frozenset({"new", "needs-translation"})
_TYPES = {
    CodeKind.EMPHASIS: "italic",
    CodeKind.STRONG: "bold",
    CodeKind.LINK: "link",
}


def write_xliff1(batch: Batch) -> bytes:
    """Return the batch as an XLIFF 1.2 document with a ``file`` for each catalog."""
    root = etree.Element(_name("xliff"), {"version": "1.2"}, nsmap={None: NAMESPACE})
    for domain, segments in batch.documents.items():
        attributes = {
            "original": domain,
            "source-language": batch.source.bcp47,
            "target-language": batch.target.bcp47,
            "datatype": "x-myst",
        }
        body = etree.SubElement(_sub(root, "file", attributes), _name("body"))
        for segment in segments:
            _write_unit(body, segment)
    return serialise(root, _TEXTS)


def _write_unit(body: etree._Element, segment: Segment) -> None:
    confirmed = segment.state is State.TRANSLATED
    unit = _sub(
        body,
        "trans-unit",
        {
            "id": segment.id,
            "approved": "yes" if confirmed else "no",
            XML + "space": "preserve",
            "extradata": segment.version,
        },
    )
    numbering = segment.numbering
    source = _sub(unit, "source")
    target = _sub(unit, "target", {"state": _STATES[segment.state]})
    fill(source, numbering.source, lambda mark: _code(mark, numbering.of_source(mark.number)))
    fill(target, numbering.target, lambda mark: _code(mark, numbering.code(mark.number)))
    for note in segment.notes:
        _sub(unit, "note", {"from": _US}).text = printable(f"{note.kind}: {note.text}")


def _code(mark: Mark, code: InlineCode) -> etree._Element:
    alone = "image" if code.kind is CodeKind.IMAGE else None
    kind = _TYPES.get(code.kind) if mark.content is not None else alone
    attributes = {
        "id": str(mark.number),
        "ctype": kind or "x-" + (code.name or code.kind).replace(" ", "-"),
        "equiv-text": printable(f"{code.start}…{code.end}" if code.paired else code.written),
    }
    if code.kind not in TYPOGRAPHY:
        attributes["clone"] = "no"
    return etree.Element(_name("x" if mark.content is None else "g"), attributes)


def read_xliff1(root: etree._Element) -> Iterator[Returned]:
    """Yield the segments of an XLIFF 1.2 document, as any tool may have left them."""
    for file in root.iterfind(_name("file")):
        for unit in file.iter(_name("trans-unit")):
            yield _read_unit(unit, file)


def _read_unit(unit: etree._Element, file: etree._Element) -> Returned:
    target = unit.find(_name("target"))
    state = "" if target is None else target.get("state", "")
    comments = (note.text or "" for note in unit.findall(_name("note")) if note.get("from") != _US)
    source: tuple[Marked, ...] = ()
    text: tuple[Marked, ...] | None = None
    fault = ""
    try:
        source = _read(unit.find(_name("source")))
        text = None if target is None else _read(target)
    except Refused as refusal:
        fault = refusal.reason
    return Returned(
        language=file.get("target-language", ""),
        domain=file.get("original", ""),
        id=unit.get("id", ""),
        source=source,
        target=text,
        confirmed=_confirmed(state, unit.get("approved")),
        version=unit.get("extradata"),
        untouched=state in _UNTOUCHED,
        comment="\n".join(comment for comment in comments if comment.strip()),
        line=unit.sourceline,
        fault=fault,
    )


def _confirmed(state: str, approved: str | None) -> bool:
    """Return whether a target is confirmed: some tools mark that by its state, some by approval."""
    if state in _UNTOUCHED:
        return approved == "yes"
    return state in _CONFIRMED if state else approved != "no"


def _read(element: etree._Element | None) -> tuple[Marked, ...]:
    return () if element is None else build(read_events(element, _meaning))


def _meaning(element: etree._Element) -> tuple[CodeEvent | str, ...] | None:
    here = number_of(element.get("rid") or element.get("id"))
    match local(element):
        case "g":
            return CodeEvent(1, here), CodeEvent(-1, here)
        case "bx" | "bpt":
            return (CodeEvent(1, here),)
        case "ex" | "ept":
            return (CodeEvent(-1, here),)
        case "it":
            return (CodeEvent(1 if element.get("pos") == "open" else -1, here),)
        case "x" | "ph":
            return (CodeEvent(0, here),)
    return None
