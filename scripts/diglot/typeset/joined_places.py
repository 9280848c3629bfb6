"""Where the links of joined PDFs lead: names of places, those that parts refer to in each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pikepdf

from diglot.typeset.joined_part import Part, items_of
from diglot.typeset.joined_survey import Survey, label_of, links_of, names_of

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
class Leads:
    """What the links of a part lead to within the whole.

    `renamed` are those of its own places that are called otherwise there. `elsewhere` are the
    labels that it has links to, with the names of those places and what is said of them.
    """

    renamed: Mapping[bytes, bytes]
    elsewhere: Mapping[str, tuple[bytes, str]]


class Places:
    """The names of places of the whole: the labels, but where two parts have the same."""

    def __init__(
        self, parts: Sequence[Survey], bases: Sequence[int], targets: Mapping[str, Target]
    ) -> None:
        self._parts, self._bases, self._targets = parts, bases, targets
        self._names: list[dict[bytes, bytes]] = []
        taken: set[bytes] = set()
        for ordinal, part in enumerate(parts):
            own = {label for label in targets if targets[label].part == ordinal}
            names = {}
            for name in sorted(part.names | {label.encode() for label in own}):
                names[name] = b"%d:%b" % (ordinal, name) if name in taken else name
            self._names.append(names)
            taken |= set(names.values())

    def leads_of(self, ordinal: int) -> Leads:
        """Return where the links of a part lead.

        Raises UnknownLabelError for a link to a label that no part has.
        """
        part = self._parts[ordinal]
        elsewhere = {}
        for label in sorted(part.wanted):
            target = self._target(label)
            number = self._parts[target.part].labels[target.page]
            elsewhere[label] = self._name(label), target.description or number
        names = self._names[ordinal]
        return Leads(
            {name: names[name] for name in sorted(part.names) if names[name] != name}, elsewhere
        )

    def added(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield the names of labels that their own parts have no names for, and their places."""
        for label in {label for part in self._parts for label in part.wanted}:
            target = self._target(label)
            part = self._parts[target.part]
            if label.encode() not in part.names:
                page = self._bases[target.part] + part.pages[target.page]
                height = part.heights[target.page] - max(target.y - _ABOVE, 0.0)
                yield self._name(label), b"[ %d 0 R /XYZ %.8g %.8g 0 ]" % (page, target.x, height)

    def _target(self, label: str) -> Target:
        target = self._targets.get(label)
        if target is None:
            raise UnknownLabelError(label)
        return target

    def _name(self, label: str) -> bytes:
        return self._names[self._target(label).part][label.encode()]


def take_places(part: Part, leads: Leads) -> Iterator[tuple[bytes, bytes]]:
    """Yield the names and places of a part, once its links lead where they lead in the whole."""
    for name, place in items_of(names_of(part), "/Names"):
        yield leads.renamed.get(name, name), part.text(place)
    for link in links_of(part):
        if isinstance(link.get("/Dest"), pikepdf.String):
            name = bytes(link.Dest)
            link.Dest = pikepdf.String(leads.renamed.get(name, name))
        label = label_of(link)
        if label is not None:
            name, said = leads.elsewhere[label]
            del link.A
            link.Dest = pikepdf.String(name)
            link.Contents = pikepdf.String(said)


def take_page_labels(part: Part) -> Iterator[tuple[int, bytes]]:
    """Yield the numbers that readers see on pages, by the place of each in the part."""
    tree = part.pdf.Root.get("/PageLabels", pikepdf.Dictionary())
    part.leave_out(tree)
    labels = {int(at): part.text(label) for at, label in items_of(tree, "/Nums")}
    if 0 not in labels:
        # Else the numbers of the part before it would go on.
        yield 0, b"<< >>"
    yield from labels.items()
