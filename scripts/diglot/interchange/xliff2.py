"""XLIFF 2.1, which keeps what each code stands for beside the text.

Source: https://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html. Codes are
``pc`` around text and ``ph`` alone, with canDelete="no" and canCopy="no" on what must stay.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from diglot.catalog.entry import State
from diglot.core.i18n import _
from diglot.interchange.inline import CodeEvent, build, fill, number_of, read_events
from diglot.interchange.inline_codes import TYPOGRAPHY, CodeKind, InlineCode, printable
from diglot.interchange.marks import Mark, Marked
from diglot.interchange.restore import Refused
from diglot.interchange.returned import Returned
from diglot.interchange.segment import Batch, Segment
from diglot.interchange.xml import XML, Vocabulary, local, serialise

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
"""The namespace of XLIFF 2.0 and of 2.1."""

_OURS = "urn:diglot:interchange"
_VERSION = f"{{{_OURS}}}version"
_US = "diglot-"
_VOCABULARY = Vocabulary(NAMESPACE)
_name, _sub = _VOCABULARY.name, _VOCABULARY.add
_TEXTS = frozenset({"source", "target", "note", "data"})
_STATES = {
    State.UNTRANSLATED: {"state": "initial"},
    # A target in the initial state is one that nobody vouches for.
    State.FUZZY: {"state": "initial", "subState": "diglot:needs-review"},
    State.TRANSLATED: {"state": "final"},
}
_TYPES = {
    CodeKind.EMPHASIS: ("fmt", "xlf:i"),
    CodeKind.STRONG: ("fmt", "xlf:b"),
    CodeKind.STRIKETHROUGH: ("fmt", None),
    CodeKind.LINK: ("link", None),
    CodeKind.IMAGE: ("image", None),
}


def write_xliff2(batch: Batch) -> bytes:
    """Return the batch as an XLIFF 2.1 document with a ``file`` for each catalog."""
    languages = {
        "version": "2.1",
        "srcLang": batch.source.bcp47,
        "trgLang": batch.target.bcp47,
    }
    root = etree.Element(_name("xliff"), languages, nsmap={None: NAMESPACE, "diglot": _OURS})
    for number, (domain, segments) in enumerate(batch.documents.items(), 1):
        # A file has to hold a unit.
        if segments:
            file = _sub(root, "file", {"id": f"f{number}", "original": domain})
            for segment in segments:
                _write_unit(file, segment)
    return serialise(root, _TEXTS)


def _write_unit(file: etree._Element, segment: Segment) -> None:
    attributes = {"id": segment.id, XML + "space": "preserve", _VERSION: segment.version}
    unit = _sub(file, "unit", attributes)
    if segment.notes:
        notes = _sub(unit, "notes")
        for place, note in enumerate(segment.notes, 1):
            here = {"id": f"{_US}{place}", "category": note.kind}
            _sub(notes, "note", here).text = printable(note.text)
    numbering, data = segment.numbering, _OriginalData()
    parts = _sub(unit, "segment", _STATES[segment.state])
    in_source = len(numbering.source_codes)

    def of_source(mark: Mark) -> etree._Element:
        return _code(mark, numbering.of_source(mark.number), data)

    def of_target(mark: Mark) -> etree._Element:
        return _code(mark, numbering.code(mark.number), data, added=mark.number > in_source)

    fill(_sub(parts, "source"), numbering.source, of_source)
    if segment.target:
        fill(_sub(parts, "target"), numbering.target, of_target)
    if data.ids:
        original = etree.Element(_name("originalData"))
        parts.addprevious(original)
        for text, name in data.ids.items():
            _sub(original, "data", {"id": name}).text = printable(text)


class _OriginalData:
    """The texts of the codes of one unit, each under an id."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}

    def id(self, text: str) -> str:
        """Return the id of a text."""
        return self.ids.setdefault(text, f"d{len(self.ids) + 1}")


def _code(
    mark: Mark, code: InlineCode, data: _OriginalData, *, added: bool = False
) -> etree._Element:
    attributes = {"id": str(mark.number), **_type(code)}
    if code.kind not in TYPOGRAPHY:
        attributes |= {"canCopy": "no"} if added else {"canCopy": "no", "canDelete": "no"}
    if mark.content is None:
        return etree.Element(_name("ph"), attributes | {"dataRef": data.id(code.written)})
    ends = {"dataRefStart": data.id(code.start), "dataRefEnd": data.id(code.end)}
    return etree.Element(_name("pc"), attributes | ends)


def _type(code: InlineCode) -> dict[str, str]:
    main, sub = _TYPES.get(code.kind, ("other", None))
    if main == "other":
        sub = "diglot:" + (code.name or code.kind).replace(" ", "-").replace(":", "-")
    return {"type": main} | ({"subType": sub} if sub else {})


def read_xliff2(root: etree._Element) -> Iterator[Returned]:
    """Yield the units of an XLIFF 2 document, whose segments a tool may have split."""
    for file in root.iterfind(_name("file")):
        for unit in file.iter(_name("unit")):
            yield _read_unit(unit, file, root.get("trgLang", ""))


def _read_unit(unit: etree._Element, file: etree._Element, language: str) -> Returned:
    parts = [child for child in unit if local(child) in ("segment", "ignorable")]
    states = [part.get("state", "initial") for part in parts if local(part) == "segment"]
    notes = unit.iterfind(f"{_name('notes')}/{_name('note')}")
    comments = [note.text or "" for note in notes if not (note.get("id") or "").startswith(_US)]
    source: tuple[Marked, ...] = ()
    target: tuple[Marked, ...] | None = None
    fault = ""
    try:
        source = build(_events(parts, "source"))
        target = build(_events(parts, "target")) if _translated(parts) else None
    except Refused as refusal:
        fault = refusal.reason
    return Returned(
        language=language,
        domain=file.get("original", ""),
        id=unit.get("id", ""),
        source=source,
        target=target,
        confirmed="initial" not in states,
        version=unit.get(_VERSION),
        untouched=all(state == "initial" for state in states),
        comment="\n".join(comment for comment in comments if comment.strip()),
        line=unit.sourceline,
        fault=fault,
    )


def _translated(parts: list[etree._Element]) -> bool:
    """Return whether the parts have targets. Raises Refused where only some of them have."""
    targets = [part.find(_name("target")) is not None for part in parts]
    needed = [local(part) == "segment" for part in parts]
    if any(targets) and any(need and not has for need, has in zip(needed, targets, strict=True)):
        raise Refused(_("only a part of this message is translated"))
    return any(targets)


def _events(parts: list[etree._Element], side: str) -> Iterator[CodeEvent | str]:
    for part in parts:
        element = part.find(_name(side))
        # What stands between segments needs no translation of its own.
        element = part.find(_name("source")) if element is None else element
        if element is not None:
            yield from read_events(element, _meaning)


def _meaning(element: etree._Element) -> tuple[CodeEvent | str, ...] | None:
    here = number_of(element.get("startRef") or element.get("id"))
    match local(element):
        case "pc":
            return CodeEvent(1, here), CodeEvent(-1, here)
        case "sc":
            return (CodeEvent(1, here),)
        case "ec":
            return (CodeEvent(-1, here),)
        case "ph":
            return (CodeEvent(0, here),)
        case "cp":
            return (_character(element.get("hex", "")),)
        case "sm" | "em":
            return ()
    return None


def _character(number: str) -> str:
    try:
        return chr(int(number, 16))
    except (ValueError, OverflowError):
        raise Refused(_("“{number}” is no number of a character", number=number)) from None
