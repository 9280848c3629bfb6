"""The glossary as TBX-Basic for terminology tools, and as CSV for spreadsheets.

Source of TBX-Basic: https://www.tbxinfo.net; written in its classic form, ``martif``, which more
tools read than the newer one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from lxml import etree

from diglot.catalog.glossary import Term
from diglot.catalog.glossary_file import COLUMNS, as_written
from diglot.core.language import Language
from diglot.interchange.inline_codes import printable
from diglot.interchange.xml import XML, serialise

_STATUS = {
    "translation": "preferredTerm-admn-sts",
    "also": "admittedTerm-admn-sts",
    "never": "deprecatedTerm-admn-sts",
}


def write_tbx(terms: Iterable[Term], source: Language, target: Language) -> bytes:
    """Return the terms as a TBX-Basic document; renderings that are wrong are marked so."""
    root = etree.Element("martif", {"type": "TBX-Basic", XML + "lang": source.bcp47})
    description = etree.SubElement(etree.SubElement(root, "martifHeader"), "fileDesc")
    origin = etree.SubElement(description, "sourceDesc")
    etree.SubElement(origin, "p").text = "diglot"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for number, term in enumerate(terms, 1):
        entry = etree.SubElement(body, "termEntry", {"id": f"t{number}"})
        if term.note:
            etree.SubElement(entry, "note").text = printable(term.note)
        original = _language(entry, source)
        if term.definition:
            definition = etree.SubElement(original, "descrip", {"type": "definition"})
            definition.text = printable(term.definition)
        _term(original, term.source, term.kind)
        renderings = _language(entry, target)
        if term.translation:
            _term(renderings, term.translation, term.kind, _STATUS["translation"])
        for also in term.also:
            _term(renderings, also, term.kind, _STATUS["also"])
        for never in term.never:
            _term(renderings, never, term.kind, _STATUS["never"])
    return serialise(root, frozenset({"term", "note", "descrip", "p"}))


def _language(entry: etree._Element, language: Language) -> etree._Element:
    return etree.SubElement(entry, "langSet", {XML + "lang": language.bcp47})


def _term(parent: etree._Element, text: str, kind: str, status: str = "") -> None:
    group = etree.SubElement(parent, "tig")
    etree.SubElement(group, "term").text = printable(text)
    for name, value in (("partOfSpeech", kind), ("administrativeStatus", status)):
        if value:
            etree.SubElement(group, "termNote", {"type": name}).text = printable(value)


def write_terms_csv(terms: Iterable[Term], _source: Language, target: Language) -> bytes:
    """Return the terms as CSV in the columns of the project's glossary file.

    It begins with a byte order mark, without which spreadsheets misread Chinese. What they would
    take for a formula has an apostrophe in front.
    """
    buffer = io.StringIO()
    rows = csv.writer(buffer, lineterminator="\n")
    rows.writerow(COLUMNS)
    for term in terms:
        several = ("; ".join(term.also), "; ".join(term.never))
        notes = (term.kind, term.note, term.definition)
        cells = (term.source, target.slug, term.translation, *several, *notes)
        rows.writerow(map(as_written, cells))
    return buffer.getvalue().encode("utf-8-sig")
