"""Joins PDFs that Typst has made of the parts of one handout: chapters that were typeset alone.

What readers do not see on pages is made one, too: the structure for screen readers, the outline,
the numbers of pages, and places that links lead to. The parts are read one after the other, and
what is read is written at once: memory holds one of them.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from hashlib import file_digest, sha256
from pathlib import Path
from typing import BinaryIO

import pikepdf

from diglot.core.files import replacing
from diglot.typeset.joined_outline import Outline
from diglot.typeset.joined_part import Part
from diglot.typeset.joined_places import Known, PageLabels, Places, Target, survey
from diglot.typeset.joined_tags import Tags
from diglot.typeset.pdf_writer import PdfWriter

# What the whole makes of all parts; what it takes from the first, as all have the same.
_MADE = frozenset(
    {"/Type", "/Pages", "/Outlines", "/Names", "/PageLabels", "/StructTreeRoot", "/Metadata"}
)
_TAKEN = frozenset({"/Lang", "/MarkInfo", "/OutputIntents", "/ViewerPreferences"})
_OF_PAGES = frozenset({"/Type", "/Kids", "/Count"})

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
    wanted = [
        frozenset(to.page for to in targets.values() if to.part == at) for at in range(len(parts))
    ]
    known, numbers, keys = [], 0, 0
    for path, pages in zip(parts, wanted, strict=True):
        one, numbers, keys = survey(path, numbers, keys, pages)
        known.append(one)
    instance = _instance(parts, targets)
    with replacing(output) as file:
        whole = _Whole(file, known, numbers, Places(known, targets), instance)
        for ordinal, path in enumerate(parts):
            with Part(path, known[ordinal].base, known[ordinal].keys) as part:
                whole.add(part, ordinal, levels[ordinal])
        whole.finish()


def _instance(parts: Sequence[Path], targets: Mapping[str, Target]) -> bytes:
    """Return what tells this PDF from all others, as Typst writes it: a digest of its content."""
    digest = sha256(repr(sorted(targets.items())).encode())
    for path in parts:
        with path.open("rb") as file:
            digest.update(file_digest(file, "sha256").digest())
    return base64.b64encode(digest.digest()[:16])


class _Whole:
    """The PDF that is being written."""

    def __init__(
        self, file: BinaryIO, known: Sequence[Known], numbers: int, places: Places, instance: bytes
    ) -> None:
        self._count = sum(len(part.pages) for part in known)
        self._writer = PdfWriter(file)
        self._writer.reserve(numbers)
        self._pages, self._catalog = self._writer.reserve(), self._writer.reserve()
        self._metadata = self._writer.reserve()
        self._tags, self._outline, self._labels = Tags(self._writer), Outline(), PageLabels()
        self._places, self._instance = places, instance
        self._kids: list[bytes] = []
        self._shared: dict[bytes, int] = {}
        self._about = b""
        self._info: int | None = None
        self._identity = instance

    def add(self, part: Part, ordinal: int, levels: Sequence[int]) -> None:
        """Write a part, and take what is written at the end."""
        root = part.pdf.Root
        if unknown := set(root.keys()) - _MADE - _TAKEN:
            raise ValueError(f"a part has {', '.join(sorted(unknown))}")
        for key in _MADE:
            part.leave_out(root.get(key))
        part.leave_out(root)
        if ordinal == 0:
            self._begin(part)
        else:
            for key in _TAKEN:
                part.leave_out(root.get(key))
            part.leave_out(part.pdf.trailer.get("/Info"))
        self._take_pages(part)
        self._tags.add(part, ordinal)
        self._outline.add(part, levels)
        self._labels.add(part)
        self._places.add(part, ordinal)
        part.write(self._writer, self._shared)

    def _begin(self, part: Part) -> None:
        """Take from the first part what the whole has from it."""
        root, trailer = part.pdf.Root, part.pdf.trailer
        self._writer.begin(part.pdf.pdf_version)
        taken = {key: root[key] for key in sorted(_TAKEN) if key in root}
        self._about = part.text_of_items(taken)
        if "/Info" in trailer:
            self._info = part.number(trailer.Info)
        if "/ID" in trailer:
            self._identity = bytes(trailer.ID[0])
        if "/Metadata" in root:
            text = _COUNT.sub(b"%d" % self._count, root.Metadata.read_bytes())
            if found := _INSTANCE.search(text):
                text = text.replace(found[1], self._instance)
            head = b"<< /Type /Metadata /Subtype /XML /Length %d >>" % len(text)
            self._writer.add_stream(self._metadata, head, text)
            self._about += b" /Metadata %d 0 R" % self._metadata

    def _take_pages(self, part: Part) -> None:
        tree = part.pdf.Root.Pages
        if unknown := set(tree.keys()) - _OF_PAGES:
            raise ValueError(f"all pages of a part have {', '.join(sorted(unknown))}")
        part.leave_out(tree, self._pages)
        self._kids += [part.text(kid) for kid in tree.Kids]

    def finish(self) -> None:
        """Write what all parts have told."""
        writer = self._writer
        writer.add(
            self._pages,
            b"<< /Type /Pages /Count %d /Kids [ %b ] >>" % (self._count, b" ".join(self._kids)),
        )
        about = [self._about, b"/Pages %d 0 R" % self._pages]
        about.append(b"/StructTreeRoot %d 0 R" % self._tags.write(writer))
        if outline := self._outline.write(writer):
            about.append(b"/Outlines %d 0 R" % outline)
        about.append(b"/PageLabels << /Nums [ %b ] >>" % self._labels.text())
        if names := self._places.text():
            about.append(b"/Names << /Dests << /Names [ %b ] >> >>" % names)
        writer.add(self._catalog, b"<< /Type /Catalog %b >>" % b" ".join(about))
        identity = [pikepdf.String(half).unparse() for half in (self._identity, self._instance)]
        writer.finish(self._catalog, self._info, (identity[0], identity[1]))
