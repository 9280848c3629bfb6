"""A part as it stands in a PDF of several: the bytes of its objects, and what it tells of itself.

It is the same as long as the part and its seat are: so what was written of it once need not be
read again where another part has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from diglot.typeset.joined_outline import take_outline
from diglot.typeset.joined_part import Part
from diglot.typeset.joined_places import Leads, take_page_labels, take_places
from diglot.typeset.joined_tags import PartTags, take_tags
from diglot.typeset.pdf_writer import Objects, WrittenObjects

# The numbers of objects that a PDF has one of, whatever its parts are.
PAGES, CATALOG, METADATA, STRUCTURE, DOCUMENT = range(1, 6)
FIRST = 6
"""The first number that a part may have."""

# What the whole makes of all parts; what it takes from the first, as all have the same.
_MADE = frozenset(
    {"/Type", "/Pages", "/Outlines", "/Names", "/PageLabels", "/StructTreeRoot", "/Metadata"}
)
_TAKEN = frozenset({"/Lang", "/MarkInfo", "/OutputIntents", "/ViewerPreferences"})
_OF_PAGES = frozenset({"/Type", "/Kids", "/Count"})


@dataclass(frozen=True, slots=True)
class Seat:
    """The place of a part in the whole.

    `base` is added to the numbers of its objects, `packs_from` is the first of those that it packs
    them into, and `keys` is added to those of its elements. `places` are the numbers of objects
    that an earlier part has written, `levels` those of the headings in its outline.
    """

    ordinal: int
    base: int
    packs_from: int
    keys: int
    packs: bool
    places: Mapping[int, int]
    levels: tuple[int, ...]
    leads: Leads


@dataclass(frozen=True, slots=True)
class Head:
    """What the whole takes from its first part.

    `about` are entries of the catalog as they are written, `info` is the number of the object that
    tells of the file, `metadata` the text that does so, too.
    """

    about: bytes
    info: int | None
    identity: bytes | None
    metadata: bytes | None


@dataclass(frozen=True, slots=True)
class Segment:
    """What is written of a part, and what the whole is told: pages, structure, outline, places."""

    objects: WrittenObjects
    head: Head | None
    kids: tuple[bytes, ...]
    tags: PartTags
    outline: tuple[tuple[int, bytes], ...]
    page_labels: tuple[tuple[int, bytes], ...]
    places: tuple[tuple[bytes, bytes], ...]


def write_segment(path: Path, seat: Seat) -> Segment:
    """Write a part. Raises ValueError where it is of another shape than what Typst writes."""
    with Part(path, seat.base, seat.keys, seat.places) as part:
        root = part.pdf.Root
        if unknown := set(root.keys()) - _MADE - _TAKEN:
            raise ValueError(f"a part has {', '.join(sorted(unknown))}")
        for key in _MADE:
            part.leave_out(root.get(key))
        part.leave_out(root)
        head = None
        if seat.ordinal == 0:
            head = _head(part)
        else:
            for key in _TAKEN:
                part.leave_out(root.get(key))
            part.leave_out(part.pdf.trailer.get("/Info"))
        tree: Any = root.Pages
        if unknown := set(tree.keys()) - _OF_PAGES:
            raise ValueError(f"all pages of a part have {', '.join(sorted(unknown))}")
        part.leave_out(tree, PAGES)
        kids = tuple(part.text(kid) for kid in tree.Kids)
        tags = take_tags(part, seat.ordinal, STRUCTURE, DOCUMENT)
        outline = tuple(take_outline(part, seat.levels))
        page_labels = tuple(take_page_labels(part))
        places = tuple(take_places(part, seat.leads))
        objects = Objects(count(seat.packs_from).__next__, seat.packs)
        part.write(objects)
    return Segment(objects.written(), head, kids, tags, outline, page_labels, places)


def _head(part: Part) -> Head:
    root, trailer = part.pdf.Root, part.pdf.trailer
    return Head(
        part.text_of_items({key: root[key] for key in sorted(_TAKEN) if key in root}),
        part.number(trailer.Info) if "/Info" in trailer else None,
        bytes(trailer.ID[0]) if "/ID" in trailer else None,
        root.Metadata.read_bytes() if "/Metadata" in root else None,
    )
