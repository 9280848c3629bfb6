"""Reading and writing XML: nothing outside the file is ever fetched, no entity is expanded."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from diglot.core.diagnostic import Location
from diglot.core.errors import DiglotError
from diglot.core.i18n import _

XML = "{http://www.w3.org/XML/1998/namespace}"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The elements of a namespace."""

    namespace: str

    def name(self, name: str) -> str:
        """Return the name of an element as lxml writes it."""
        return f"{{{self.namespace}}}{name}"

    def add(
        self, parent: etree._Element, name: str, attributes: dict[str, str] | None = None
    ) -> etree._Element:
        """Return a new last child of `parent`."""
        return etree.SubElement(parent, self.name(name), attributes or {})


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Return the root of an XML document. Raises DiglotError, which calls it `name`.

    Documents that define entities are refused: no exchange format needs them, and they are how
    a file makes its reader fetch or grow without bound.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or None
        raise DiglotError(
            _("this is no readable XML: {reason}", reason=error.msg),
            location=Location(name, line),
            hint=_("export the file from the translation tool once more"),
        ) from error
    definition = root.getroottree().docinfo.internalDTD
    if definition is not None and any(definition.iterentities()):
        raise DiglotError(
            _("this file defines XML entities, which diglot does not read"),
            location=Location(name, 2),
            hint=_("export the file from the translation tool once more"),
        )
    return root


def serialise(root: etree._Element, texts: frozenset[str]) -> bytes:
    """Return a document as UTF-8, each element on a line of its own except inside the `texts`."""
    _indent(root, texts, "\n")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _indent(element: etree._Element, texts: frozenset[str], margin: str) -> None:
    if len(element) == 0 or local(element) in texts:
        return
    element.text = margin + "  "
    for child in element:
        _indent(child, texts, margin + "  ")
        child.tail = margin + "  "
    element[-1].tail = margin


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace; empty for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
