"""Where the links of joined PDFs lead: names of places, those that parts refer to in each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pikepdf

from diglot.typeset.joined_part import Part, items_of

SCHEME = "diglot:"
"""What the address of a link to another part begins with; a label in percent-encoding follows."""

# So much above a place Typst has a link lead to.
_ABOVE = 10.0


class UnknownLabelError(ValueError):
    """A link to a label that no part has."""

    def __init__(self, label: str) -> None:
        super().__init__(f"no part has the label {label}")
        self.label = label


@dataclass(frozen=True, slots=True)
class Target:
    """The place of a label: a page (from 0) of a part, and points from that page's top left corner.

    `description` tells those who do not see a link where it leads; "" for the number of the page.
    """

    part: int
    page: int
    x: float
    y: float
    description: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the others need to know of a part: where its objects begin, its pages, its names.

    `labels` are the numbers of pages as readers see them, of those pages that links lead to.
    """

    base: int
    keys: int
    pages: tuple[int, ...]
    heights: tuple[float, ...]
    labels: Mapping[int, str]
    names: frozenset[bytes]


def survey(path: Path, base: int, keys: int, wanted: frozenset[int]) -> tuple[Known, int, int]:
    """Return what is to be known of a part, and where objects and keys of the next one begin."""
    with Part(path, base) as part:
        pages = part.pdf.pages
        known = Known(
            base,
            keys,
            tuple(part.number(page.obj) for page in pages),
            tuple(float(page.mediabox[3]) for page in pages),
            {at: pages[at].label for at in wanted if at < len(pages)},
            frozenset(name for name, _ in items_of(_names(part), "/Names")),
        )
        return known, base + part.size, keys + int(part.pdf.Root.StructTreeRoot.ParentTreeNextKey)


class Places:
    """The names of places of the whole: the labels, but where two parts have the same."""

    def __init__(self, parts: Sequence[Known], targets: Mapping[str, Target]) -> None:
        self._targets = targets
        self._parts = parts
        self._names: list[dict[bytes, bytes]] = []
        self._leads: dict[bytes, bytes] = {}
        taken: set[bytes] = set()
        for ordinal, known in enumerate(parts):
            own = {label for label in targets if targets[label].part == ordinal}
            names = {}
            for name in sorted(known.names | {label.encode() for label in own}):
                names[name] = b"%d:%b" % (ordinal, name) if name in taken else name
            self._names.append(names)
            taken |= set(names.values())

    def add(self, part: Part, ordinal: int) -> None:
        """Take the names of a part, and have its links to others lead there.

        Raises UnknownLabelError for a link to a label that no part has.
        """
        names = self._names[ordinal]
        for name, place in items_of(_names(part), "/Names"):
            self._leads[names[name]] = part.text(place)
        for page in part.pdf.pages:
            for link in page.obj.get("/Annots", ()):
                self._lead(link, names)

    def _lead(self, link: Any, names: Mapping[bytes, bytes]) -> None:
        if isinstance(link.get("/Dest"), pikepdf.String):
            link.Dest = pikepdf.String(names[bytes(link.Dest)])
        address = str(link.get("/A", {}).get("/URI", ""))
        if not address.startswith(SCHEME):
            return
        label = unquote(address.removeprefix(SCHEME))
        target = self._targets.get(label)
        if target is None:
            raise UnknownLabelError(label)
        known = self._parts[target.part]
        name = self._names[target.part][label.encode()]
        if label.encode() not in known.names:
            height = known.heights[target.page]
            place = known.pages[target.page], target.x, height - max(target.y - _ABOVE, 0.0)
            self._leads[name] = b"[ %d 0 R /XYZ %.8g %.8g 0 ]" % place
        del link.A
        link.Dest = pikepdf.String(name)
        link.Contents = pikepdf.String(target.description or known.labels[target.page])

    def text(self) -> bytes:
        """Return the names and places as they are written in a tree of names."""
        return b" ".join(
            b"%b %b" % (pikepdf.String(name).unparse(), place)
            for name, place in sorted(self._leads.items())
        )


def _names(part: Part) -> Any:
    root: Any = part.pdf.Root
    return root.get("/Names", {}).get("/Dests", {})


class PageLabels:
    """The numbers that readers see on pages, as a tree by the place of each in the whole."""

    def __init__(self) -> None:
        self._pages = 0
        self._labels: list[bytes] = []

    def add(self, part: Part) -> None:
        """Take the numbers of a part."""
        tree = part.pdf.Root.get("/PageLabels", pikepdf.Dictionary())
        part.leave_out(tree)
        labels = dict(items_of(tree, "/Nums"))
        if 0 not in labels:
            # Else the numbers of the part before it would go on.
            self._labels.append(b"%d << >>" % self._pages)
        self._labels += [
            b"%d %b" % (self._pages + at, part.text(label)) for at, label in labels.items()
        ]
        self._pages += len(part.pdf.pages)

    def text(self) -> bytes:
        """Return the numbers as they are written in a tree of numbers."""
        return b" ".join(self._labels)
