"""What there is to know of a PDF that is joined with others, whatever those are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pikepdf

from diglot.core.digests import digest_of
from diglot.typeset.joined_part import TOKEN, Part, items_of

SCHEME = "diglot:"
"""What the address of a link to another part begins with; a label in percent-encoding follows."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What the others need to know of a part, all by its own numbers.

    `size` is the number of its objects, used or not, and `keys` that of the keys of its elements.
    `labels` are the numbers of its pages
    as readers see them, `names` those of its own places, `wanted` the labels of other parts that
    its links lead to. `shareable` are objects that other parts may have, too, with what tells them
    from all others; so are `namespaces`, by their names.
    """

    digest: bytes
    version: str
    size: int
    keys: int
    pages: tuple[int, ...]
    heights: tuple[float, ...]
    labels: tuple[str, ...]
    names: frozenset[bytes]
    wanted: frozenset[str]
    shareable: tuple[tuple[int, bytes], ...]
    namespaces: tuple[tuple[int, bytes], ...]


def survey(path: Path) -> Survey:
    """Return what is to be known of a part."""
    with Part(path) as part:
        root: Any = part.pdf.Root
        pages = list(part.pdf.pages)
        tags = root.StructTreeRoot
        return Survey(
            digest_of(path),
            part.pdf.pdf_version,
            part.size,
            int(tags.ParentTreeNextKey),
            tuple(page.obj.objgen[0] for page in pages),
            tuple(float(page.mediabox[3]) for page in pages),
            tuple(page.label for page in pages),
            frozenset(name for name, _ in items_of(names_of(part), "/Names")),
            frozenset(filter(None, map(label_of, links_of(part)))),
            tuple(_Shareable(part.pdf).found()),
            tuple((space.objgen[0], bytes(space.NS)) for space in tags.get("/Namespaces", ())),
        )


def names_of(part: Part) -> Any:
    """Return the tree of the names of places in a part."""
    root: Any = part.pdf.Root
    return root.get("/Names", {}).get("/Dests", {})


def links_of(part: Part) -> Iterator[Any]:
    """Yield the links on all pages."""
    for page in part.pdf.pages:
        yield from page.obj.get("/Annots", ())


def label_of(link: Any) -> str | None:
    """Return the label that a link to another part leads to; None for any other link."""
    address = str(link.get("/A", {}).get("/URI", ""))
    return unquote(address.removeprefix(SCHEME)) if address.startswith(SCHEME) else None


class _Shareable:
    """Finds streams, and what they need, which hold the same wherever they are."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        # None for what is not the same elsewhere, or not known yet as it leads back to itself.
        self._digests: dict[int, bytes | None] = {}

    def found(self) -> Iterator[tuple[int, bytes]]:
        """Yield the numbers of all that there are, and digests of what they hold."""
        about = self._pdf.Root.get("/Metadata")
        self._digests |= {} if about is None else {about.objgen[0]: None}
        for found in self._pdf.objects:
            if isinstance(found, pikepdf.Stream):
                self._digest(found.objgen[0])
        for number, digest in self._digests.items():
            if digest is not None:
                yield number, digest

    def _digest(self, number: int) -> bytes | None:
        if number not in self._digests:
            self._digests[number] = None
            self._digests[number] = self._digest_of(self._pdf.get_object(number, 0))
        return self._digests[number]

    def _digest_of(self, found: Any) -> bytes | None:
        is_stream = isinstance(found, pikepdf.Stream)
        text = (found.stream_dict if is_stream else found).unparse(resolved=True)
        tokens = list(TOKEN.finditer(text))
        if any(token["key"] for token in tokens):
            return None
        digest = sha256(TOKEN.sub(lambda token: b"R" if token["number"] else token[0], text))
        for token in tokens:
            if token["number"]:
                needed = self._digest(int(token["number"]))
                if needed is None:
                    return None
                digest.update(needed)
        digest.update(found.read_raw_bytes() if is_stream else b"")
        return digest.digest()
