"""The structure of joined PDFs, which screen readers follow: one tree of the trees of all parts."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from diglot.typeset.joined_part import Part, items_of
from diglot.typeset.pdf_writer import PdfWriter

_ROOT = frozenset(
    {"/Type", "/K", "/ParentTree", "/ParentTreeNextKey", "/RoleMap", "/IDTree", "/Namespaces"}
)

_HEADING = re.compile(r"/H\d+")


class Tags:
    """Collects the elements of one part after the other.

    A part has one element at the top, a document, whose children become those of the one document
    of the whole.
    """

    def __init__(self, writer: PdfWriter) -> None:
        self._root, self._document = writer.reserve(), writer.reserve()
        self.keys = 0
        """The first key by which pages and links of the next part find their elements."""
        self._parents: list[bytes] = []
        self._identities: list[tuple[bytes, bytes]] = []
        self._roles: dict[str, bytes] = {}
        self._namespaces: dict[bytes, tuple[int, bytes]] = {}
        self._about_document = b""
        self._children: list[bytes] = []

    def add(self, part: Part, ordinal: int) -> None:
        """Take the structure of a part, whose elements are written with the part.

        Raises ValueError where it is of another shape than what Typst writes.
        """
        root = part.pdf.Root.StructTreeRoot
        document = _top(root)
        part.leave_out(root, self._root)
        part.leave_out(document, self._document)
        for key in ("/ParentTree", "/IDTree", "/RoleMap", "/Namespaces"):
            part.leave_out(root.get(key))
        self._take_roles(part, root)
        for name, element in items_of(root.get("/IDTree", {}), "/Names"):
            element.ID = pikepdf.String(_unique(name, ordinal))
            self._identities.append((bytes(element.ID), part.text(element)))
        if ordinal:
            _rename_headers(part, ordinal)
        self._take_children(part, document)
        for key, element in items_of(root.ParentTree, "/Nums"):
            self._parents.append(b"%d %b" % (self.keys + key, part.text(element)))
        self.keys += int(root.ParentTreeNextKey)

    def _take_roles(self, part: Part, root: Any) -> None:
        """Take what the roles of elements mean; of PDF 2.0, by the namespaces that they are of."""
        for role, standard in root.get("/RoleMap", {}).items():
            if self._roles.setdefault(role, standard.unparse()) != standard.unparse():
                raise ValueError(f"the role {role} has two meanings")
        for namespace in root.get("/Namespaces", ()):
            name, own = bytes(namespace.NS), part.number(namespace)
            text = part.text(namespace.get("/RoleMapNS", pikepdf.Dictionary()))
            place, known = self._namespaces.setdefault(name, (own, text))
            if known != text:
                raise ValueError(f"the roles of {namespace.NS} have two meanings")
            if place != own:
                part.leave_out(namespace, place)

    def _take_children(self, part: Part, document: Any) -> None:
        items = {key: document[key] for key in document if key not in {"/K", "/P"}}
        self._about_document = self._about_document or part.text_of_items(items)
        for child in _without_announced(part, _children(document)):
            if isinstance(child, int) or child.get("/S") is None:
                raise ValueError("text stands beside the elements at the top")
            self._children.append(part.text(child))

    def write(self, writer: PdfWriter) -> int:
        """Write the root and the document of the whole; return the number of the root."""
        writer.add(
            self._document,
            b"<< %b /P %d 0 R /K [ %b ] >>"
            % (self._about_document, self._root, b" ".join(self._children)),
        )
        roles = b" ".join(b"%b %b" % (role.encode(), to) for role, to in self._roles.items())
        identities = b" ".join(
            b"%b %b" % (pikepdf.String(name).unparse(), element)
            for name, element in sorted(self._identities)
        )
        namespaces = b" ".join(b"%d 0 R" % place for place, _ in self._namespaces.values())
        writer.add(
            self._root,
            b"<< /Type /StructTreeRoot /K [ %d 0 R ]%b%b%b"
            b" /ParentTree << /Nums [ %b ] >> /ParentTreeNextKey %d >>"
            % (
                self._document,
                b" /RoleMap << %b >>" % roles if roles else b"",
                b" /Namespaces [ %b ]" % namespaces if namespaces else b"",
                b" /IDTree << /Names [ %b ] >>" % identities if identities else b"",
                b" ".join(self._parents),
                self.keys,
            ),
        )
        return self._root


def _top(root: Any) -> Any:
    """Return the element at the top of a structure."""
    if unknown := set(root.keys()) - _ROOT:
        raise ValueError(f"the structure has {', '.join(sorted(unknown))}")
    found = _children(root)
    if len(found) != 1 or found[0].get("/S") != "/Document":
        raise ValueError("the structure does not begin with one document")
    return found[0]


def _children(element: Any) -> list[Any]:
    children = element.get("/K", pikepdf.Array())
    return list(children) if isinstance(children, pikepdf.Array) else [children]


def _without_announced(part: Part, children: list[Any]) -> list[Any]:
    """Return what comes after the headings without content that a part begins with.

    Typst makes no accessible PDF whose first heading is not of the first level. So a part that
    begins deeper within the whole announces the headings above it, and prints nothing.
    """
    for at, child in enumerate(children):
        is_announced = (
            isinstance(child, pikepdf.Dictionary)
            and _HEADING.fullmatch(str(child.get("/S")))
            and not _children(child)
        )
        if not is_announced:
            return children[at:]
        part.leave_out(child)
    return []


def _unique(name: bytes, ordinal: int) -> bytes:
    """Return the name of an element within the whole: those of the first part keep theirs."""
    return b"%d %b" % (ordinal, name) if ordinal else name


def _rename_headers(part: Part, ordinal: int) -> None:
    """Have the cells of tables name their heads as they are called within the whole."""
    for found in part.pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and "/A" in found and "/S" in found:
            attributes = found.A
            for table in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
                if "/Headers" in table:
                    table.Headers = pikepdf.Array(
                        pikepdf.String(_unique(bytes(name), ordinal)) for name in table.Headers
                    )
