"""The structure of joined PDFs, which screen readers follow: one tree of the trees of all parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf

from diglot.typeset.joined_part import Part, items_of
from diglot.typeset.pdf_writer import Objects

_ROOT = frozenset(
    {"/Type", "/K", "/ParentTree", "/ParentTreeNextKey", "/RoleMap", "/IDTree", "/Namespaces"}
)

_HEADING = re.compile(r"/H\d+")


@dataclass(frozen=True, slots=True)
class PartTags:
    """The structure of a part as it is within the whole, but for the elements themselves.

    A part has one element at the top, a document, whose `children` become those of the one document
    of the whole. `parents` has the elements of pages and links by their keys, `identities` those
    that others name; `roles` and `namespaces` say what the kinds of elements mean.
    """

    about: bytes
    children: tuple[bytes, ...]
    parents: tuple[tuple[int, bytes], ...]
    identities: tuple[tuple[bytes, bytes], ...]
    roles: Mapping[str, bytes]
    namespaces: tuple[tuple[int, bytes], ...]


def take_tags(part: Part, ordinal: int, root: int, document: int) -> PartTags:
    """Return the structure of a part, whose elements are written with the part.

    `root` and `document` are the numbers of what is at the top of the whole. Raises ValueError
    where the structure is of another shape than what Typst writes.
    """
    tree = part.pdf.Root.StructTreeRoot
    top = _top(tree)
    part.leave_out(tree, root)
    part.leave_out(top, document)
    for key in ("/ParentTree", "/IDTree", "/RoleMap", "/Namespaces"):
        part.leave_out(tree.get(key))
    identities = []
    for name, element in items_of(tree.get("/IDTree", {}), "/Names"):
        element.ID = pikepdf.String(_unique(name, ordinal))
        identities.append((bytes(element.ID), part.text(element)))
    if ordinal and identities:
        _rename_headers(part, ordinal)
    items = {key: top[key] for key in top if key not in {"/K", "/P"}}
    return PartTags(
        part.text_of_items(items),
        tuple(_children_of_whole(part, top)),
        tuple(
            (part.keys + int(key), part.text(element))
            for key, element in items_of(tree.ParentTree, "/Nums")
        ),
        tuple(identities),
        {role: standard.unparse() for role, standard in tree.get("/RoleMap", {}).items()},
        tuple(
            (part.number(space), part.text(space.get("/RoleMapNS", pikepdf.Dictionary())))
            for space in tree.get("/Namespaces", ())
        ),
    )


class Tags:
    """Makes one structure of those of all parts."""

    def __init__(self) -> None:
        self._parts: list[PartTags] = []
        self._roles: dict[str, bytes] = {}
        self._namespaces: dict[int, bytes] = {}

    def add(self, part: PartTags) -> None:
        """Take the structure of a part. Raises ValueError where roles mean something else there."""
        for role, standard in part.roles.items():
            if self._roles.setdefault(role, standard) != standard:
                raise ValueError(f"the role {role} has two meanings")
        for place, text in part.namespaces:
            if self._namespaces.setdefault(place, text) != text:
                raise ValueError("the roles of a namespace have two meanings")
        self._parts.append(part)

    def write(self, objects: Objects, root: int, document: int, keys: int) -> None:
        """Write what is at the top; `keys` is the first key that nothing has."""
        children = (child for part in self._parts for child in part.children)
        objects.add(
            document,
            b"<< %b /P %d 0 R /K [ %b ] >>" % (self._parts[0].about, root, b" ".join(children)),
        )
        roles = b" ".join(b"%b %b" % (role.encode(), to) for role, to in self._roles.items())
        identities = b" ".join(
            b"%b %b" % (pikepdf.String(name).unparse(), element)
            for name, element in sorted(found for part in self._parts for found in part.identities)
        )
        parents = b" ".join(b"%d %b" % found for part in self._parts for found in part.parents)
        namespaces = b" ".join(b"%d 0 R" % place for place in self._namespaces)
        objects.add(
            root,
            b"<< /Type /StructTreeRoot /K [ %d 0 R ]%b%b%b"
            b" /ParentTree << /Nums [ %b ] >> /ParentTreeNextKey %d >>"
            % (
                document,
                b" /RoleMap << %b >>" % roles if roles else b"",
                b" /Namespaces [ %b ]" % namespaces if namespaces else b"",
                b" /IDTree << /Names [ %b ] >>" % identities if identities else b"",
                parents,
                keys,
            ),
        )


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


def _children_of_whole(part: Part, document: Any) -> Iterator[bytes]:
    for child in _without_announced(part, _children(document)):
        if isinstance(child, int) or child.get("/S") is None:
            raise ValueError("text stands beside the elements at the top")
        yield part.text(child)


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
    for _, found in part.objects():
        if not isinstance(found, pikepdf.Dictionary) or "/A" not in found or "/S" not in found:
            continue
        attributes = found.A
        for table in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
            if "/Headers" in table:
                table.Headers = pikepdf.Array(
                    pikepdf.String(_unique(bytes(name), ordinal)) for name in table.Headers
                )
