"""Joins PDFs that Typst has made of the parts of one handout: chapters that were typeset alone.

What readers do not see on pages is made one, too: the structure for screen readers, the outline,
the numbers of pages, and places that links lead to. The parts are taken one after the other, and
what one becomes is written at once: memory holds one of them.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

import pikepdf

from diglot.core.files import replacing
from diglot.typeset.joined_kept import KeptPart
from diglot.typeset.joined_outline import Outline
from diglot.typeset.joined_places import Places, Target
from diglot.typeset.joined_segment import (
    CATALOG,
    DOCUMENT,
    FIRST,
    METADATA,
    PAGES,
    STRUCTURE,
    Head,
    Seat,
    Segment,
)
from diglot.typeset.joined_survey import Survey
from diglot.typeset.joined_tags import Tags
from diglot.typeset.pdf_writer import IN_ONE_STREAM, Objects, PdfWriter

# Parts begin at such steps, so that one which has become a little longer moves no other. What lies
# between them is unused.
_NUMBERS, _KEYS = 512, 128

_COUNT = re.compile(rb"(?<=<xmpTPg:NPages>)\d+")
_INSTANCE = re.compile(rb"<xmpMM:InstanceID>([^<]+)<")


def join(
    parts: Sequence[Path],
    targets: Mapping[str, Target],
    levels: Sequence[Sequence[int]],
    output: Path,
) -> None:
    """Write the PDF `output` that has all pages of the parts, in their order.

    `targets` are the places of the labels that parts refer to in each other, `levels` those of the
    headings of each part (`Places.outline`). Title, language and the like are those of the
    first part. The same parts give the same bytes. Raises UnknownLabelError for a link to a label
    without a place, ValueError where a part is of another shape than what Typst writes, and
    OSError.
    """
    kept = [KeptPart(path) for path in parts]
    known = [part.survey for part in kept]
    numbers = list(accumulate(map(_numbers, known), initial=FIRST - 1))
    keys = list(accumulate(map(_keys, known), initial=0))
    places = Places(known, numbers, targets)
    packs = known[0].version >= "1.5"
    elsewhere = list(_elsewhere(known, numbers))
    with replacing(output) as file:
        whole = _Whole(file, known, numbers[-1], packs=packs)
        for ordinal, part in enumerate(kept):
            base, leads = numbers[ordinal], places.leads_of(ordinal)
            seat = Seat(
                *(ordinal, base, base + part.survey.size, keys[ordinal], packs),
                *(elsewhere[ordinal], tuple(levels[ordinal]), leads),
            )
            whole.add(part.segment(seat))
        instance = _instance(known, targets)
        whole.finish(instance, keys[-1], places)


def _numbers(part: Survey) -> int:
    """Return how many numbers a part takes: for its objects, and for what they are packed into."""
    return _steps(part.size - -part.size // IN_ONE_STREAM, _NUMBERS)


def _keys(part: Survey) -> int:
    return _steps(part.keys, _KEYS)


def _steps(count: int, step: int) -> int:
    return -(-count // step) * step


def _elsewhere(parts: Sequence[Survey], bases: Sequence[int]) -> Iterator[dict[int, int]]:
    """Yield for each part the objects that an earlier one has, and their numbers in the whole."""
    homes: dict[bytes, int] = {}
    for part, base in zip(parts, bases, strict=False):
        found = [*part.shareable, *part.namespaces]
        yield {number: homes[digest] for number, digest in found if digest in homes}
        for number, digest in found:
            homes.setdefault(digest, base + number)


def _instance(parts: Sequence[Survey], targets: Mapping[str, Target]) -> bytes:
    """Return what tells this PDF from all others, as Typst writes it: a digest of its content."""
    digest = sha256(repr(sorted(targets.items())).encode())
    for part in parts:
        digest.update(part.digest)
    return base64.b64encode(digest.digest()[:16])


class _Whole:
    """The PDF that is being written; `used` is the last number that any part may have."""

    def __init__(self, file: BinaryIO, parts: Sequence[Survey], used: int, *, packs: bool) -> None:
        self._count = sum(len(part.pages) for part in parts)
        self._writer, self._used, self._packs = PdfWriter(file, parts[0].version), used, packs
        self._tags, self._outline = Tags(), Outline(self._reserve)
        self._page_labels: list[bytes] = []
        self._leads: dict[bytes, bytes] = {}
        self._kids: list[bytes] = []
        self._head: Head | None = None

    def _reserve(self, count: int = 1) -> int:
        """Return the first of so many numbers that nothing has yet."""
        first = self._used + 1
        self._used += count
        return first

    def add(self, part: Segment) -> None:
        """Write a part, and take what is written at the end."""
        self._head = self._head or part.head
        self._page_labels += [
            b"%d %b" % (len(self._kids) + at, text) for at, text in part.page_labels
        ]
        self._kids += part.kids
        self._tags.add(part.tags)
        self._outline.add(part.outline)
        self._leads |= dict(part.places)
        self._writer.append(part.objects)

    def finish(self, instance: bytes, keys: int, places: Places) -> None:
        """Write what all parts have told."""
        head = self._head
        if head is None:
            raise ValueError("nothing to join")
        objects = Objects(self._reserve, self._packs)
        about = [head.about, b"/Pages %d 0 R" % PAGES]
        if head.metadata is not None:
            text = _COUNT.sub(b"%d" % self._count, head.metadata)
            if found := _INSTANCE.search(text):
                text = text.replace(found[1], instance)
            described = b"<< /Type /Metadata /Subtype /XML /Length %d >>" % len(text)
            objects.add_stream(METADATA, described, text)
            about.append(b"/Metadata %d 0 R" % METADATA)
        kids = self._count, b" ".join(self._kids)
        objects.add(PAGES, b"<< /Type /Pages /Count %d /Kids [ %b ] >>" % kids)
        self._tags.write(objects, STRUCTURE, DOCUMENT, keys)
        about.append(b"/StructTreeRoot %d 0 R" % STRUCTURE)
        if outline := self._outline.write(objects):
            about.append(b"/Outlines %d 0 R" % outline)
        about.append(b"/PageLabels << /Nums [ %b ] >>" % b" ".join(self._page_labels))
        if leads := self._leads | dict(places.added()):
            names = b" ".join(
                b"%b %b" % (pikepdf.String(name).unparse(), place)
                for name, place in sorted(leads.items())
            )
            about.append(b"/Names << /Dests << /Names [ %b ] >> >>" % names)
        objects.add(CATALOG, b"<< /Type /Catalog %b >>" % b" ".join(about))
        self._writer.append(objects.written())
        halves = (head.identity if head.identity is not None else instance, instance)
        identity = tuple(pikepdf.String(half).unparse() for half in halves)
        self._writer.finish(CATALOG, head.info, (identity[0], identity[1]), packs=self._packs)
