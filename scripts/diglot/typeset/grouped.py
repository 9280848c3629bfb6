"""Typesets a large handout in groups of its chapters, each alone, and joins them.

Typst keeps all that it has laid out, and lays out all of it anew where anything changes: so no
group costs more than itself, and one that nothing has changed in is not typeset again. What a group
says of others (the page of a place, the number of its own first page, the entries of the contents)
it is told. What it is told is not known before the others are typeset: they are taken in order,
and again where they were told something else, until none is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

from diglot.typeset.compiler import Typeset
from diglot.typeset.compiles import Compiles
from diglot.typeset.group import GROUPS, Group, Kind, MadeGroup, address_of, keep, kept, page_count
from diglot.typeset.page_words import page_words
from diglot.typeset.places import Places, Spot
from diglot.typeset.print_job import Printed, PrintJob, draft, typeset
from diglot.typeset.printed import TypeArea

# How often all groups are gone through until what each is told is so.
_ROUNDS = 5


_Target = tuple[int, Spot]
"""The place of a group, and one in it."""

Compilers = Callable[[], AbstractContextManager[Compiles]]
"""Yields what typesets one group."""


def print_handout(job: PrintJob, groups: Sequence[Group], compilers: Compilers) -> Printed:
    """Typeset a handout, in groups where there are any.

    Where that does not come out well, it is typeset as a whole, so that messages are those of the
    whole.
    """
    if groups and (printed := _GroupedHandout(job, groups, compilers).make()):
        return printed
    with compilers() as compiler:
        return typeset(job, compiler)


class _GroupedHandout:
    def __init__(self, job: PrintJob, groups: Sequence[Group], compilers: Compilers) -> None:
        self._job, self._groups, self._compilers = job, groups, compilers
        self._owners = {name: at for at, group in enumerate(groups) for name in group.anchors}
        # What is not typeset yet is where it was in the last build.
        self._known = {at: made for at, group in enumerate(groups) if (made := kept(group))}

    def make(self) -> Printed | None:
        """Return what came of the handout; None where it cannot be made in groups."""
        by_kind = {
            kind: [at for at, group in enumerate(self._groups) if group.kind is kind]
            for kind in Kind
        }
        if not self._settle(by_kind[Kind.CHAPTERS]):
            return None
        rest = [*by_kind[Kind.END], *by_kind[Kind.FRONT]]
        if not all(self._update(at) is not None for at in rest):
            return None
        targets = self._targets()
        if targets is None:
            return None
        output = self._job.folder / GROUPS / f"{self._job.name}.pdf"
        return self._printed(output) if self._join(targets, output) else None

    def _join(self, targets: Mapping[str, _Target], output: Path) -> bool:
        """Make one PDF; return whether all that is in the groups can be put together."""
        # Only handouts in groups pay for it.
        from diglot.typeset.joined import join
        from diglot.typeset.joined_places import Target

        parts = [group.pdf for group in self._groups]
        levels = [self._known[at].places.outline for at in range(len(parts))]
        places = {
            name: Target(at, spot.page - 1, spot.x, spot.y, self._said(at, spot))
            for name, (at, spot) in targets.items()
        }
        try:
            join(parts, places, levels, output)
        except ValueError:
            # Such as a file that a project's own Typst has put into the PDF.
            return False
        return True

    def _settle(self, chapters: Sequence[int]) -> bool:
        """Typeset chapters until all that each was told is so; return whether that came about."""
        for number in range(_ROUNDS):
            changes = [self._draft(at, number) or self._update(at) for at in chapters]
            if None in changes:
                return False
            if not any(changes):
                return True
        return False

    def _draft(self, at: int, number: int) -> bool:
        """Find the pages of a group that is told of pages nobody knows yet; return if it is.

        It is typeset again with those, so that nothing is done about its notes in the first round.
        """
        group = self._groups[at]
        if number > 0 or all(map(self._shown, group.references)):
            return False
        told = self._told(at)
        with self._compilers() as compiler:
            if not draft(replace(group.job, told=told), compiler):
                return False
            places = compiler.places(group.anchors)
        self._known[at] = MadeGroup("", places, told["first"], places.last, None)
        return True

    def _update(self, at: int) -> bool | None:
        """Typeset a group if it has not been with what it is told now; return whether it was.

        None says that it has failed.
        """
        group, told = self._groups[at], self._told(at)
        text = json.dumps(told, ensure_ascii=False, sort_keys=True)
        fingerprint = hashlib.sha256(f"{group.fingerprint} {text}".encode()).hexdigest()
        made = self._known.get(at)
        if made is None or made.fingerprint != fingerprint:
            made = self._typeset(group, told, fingerprint)
            if made is None:
                return None
            self._known[at] = made
            return True
        return False

    def _typeset(self, group: Group, told: Mapping[str, Any], fingerprint: str) -> MadeGroup | None:
        with self._compilers() as compiler:
            printed = typeset(replace(group.job, told=told), compiler)
            result = printed.second or printed.first
            if result.pdf is None:
                return None
            places, area = compiler.places(group.anchors), compiler.type_area()
        # The contents say the pages of those that the writer has written.
        if group.kind is not Kind.FRONT and _levels(places) != group.headings:
            return None
        pdf = _bytes(result.pdf)
        said = tuple(
            replace(typeset, pdf=None) for typeset in (printed.first, printed.second) if typeset
        )
        pages = page_count(pdf)
        made = MadeGroup(fingerprint, places, told["first"], pages, area, said)
        # What there is a warning of is typeset again, so that it is reported again.
        quiet = not (result.errors or result.warnings or result.missing or printed.second)
        keep(group, made if quiet else replace(made, fingerprint=""), pdf)
        return made

    def _told(self, at: int) -> dict[str, Any]:
        """Return what a group is to know of the others, as far as that is known."""
        group = self._groups[at]
        headings = self._headings() if group.kind is Kind.FRONT else ()
        return {
            "first": self._first_page(at),
            "pages": {name: self._shown(name) or _UNKNOWN for name in group.references},
            "headings": [
                {"shown": shown, "address": address_of(name)} for name, shown, _ in headings
            ],
        }

    def _first_page(self, at: int) -> int:
        """Return the number of a group's first page: the front's and the first chapter's is 1."""
        if at == 0 or self._groups[at - 1].kind is Kind.FRONT:
            return 1
        before = self._known.get(at - 1)
        return before.first + before.pages if before else 1

    def _shown(self, anchor: str) -> str | None:
        """Return the number of an anchor's page, if it is known."""
        at = self._owners.get(anchor, -1)
        made = self._known.get(at)
        spot = made.places.anchors.get(anchor) if made else None
        return self._number(at, spot) if spot else None

    def _number(self, at: int, spot: Spot) -> str:
        """Return the number of a page of a group that is known."""
        return str(self._known[at].first + spot.page - 1)

    def _said(self, at: int, spot: Spot) -> str:
        return page_words(self._job.data, self._number(at, spot))

    def _headings(self) -> Iterator[tuple[str, str, _Target]]:
        """Yield what the contents list: a name for it, the number of its page, its place."""
        for at, group in enumerate(self._groups):
            if group.kind is not Kind.FRONT:
                for number, (_, spot) in enumerate(self._known[at].places.headings):
                    yield f"heading:{at}:{number}", self._number(at, spot), (at, spot)

    def _targets(self) -> dict[str, _Target] | None:
        """Return where links between groups lead; None where one leads nowhere."""
        targets = {name: target for name, _, target in self._headings()}
        for name in {name for group in self._groups for name in group.references}:
            owner = self._owners.get(name)
            if owner is None or name not in self._known[owner].places.anchors:
                return None
            targets[name] = owner, self._known[owner].places.anchors[name]
        return targets

    def _printed(self, output: Path) -> Printed:
        """Return what came of all groups as of one."""
        made = [self._known[at] for at in range(len(self._groups))]
        firsts = [group.printed[0] for group in made if group.printed]
        lasts = [group.printed[-1] for group in made if group.printed]
        twice = any(len(group.printed) > 1 for group in made)
        first = _together(firsts, None if twice else output)
        return Printed(first, _together(lasts, output) if twice else None, self._area(made))

    def _area(self, made: Sequence[MadeGroup]) -> TypeArea | None:
        """Return the type area of all pages; groups count theirs from their own first one."""
        before, free, own = 0, set[int](), dict[int, tuple[float, float]]()
        for group in made:
            if group.area is None:
                return None
            free |= {before + page for page in group.area.free}
            own |= {before + page: sides for page, sides in group.area.own.items()}
            before += group.pages
        return replace(made[0].area, free=frozenset(free), own=own) if made[0].area else None


def _together(typesets: Sequence[Typeset], pdf: Path | None) -> Typeset:
    return Typeset(
        pdf,
        tuple(dict.fromkeys(error for made in typesets for error in made.errors)),
        tuple(dict.fromkeys(warning for made in typesets for warning in made.warnings)),
        tuple(dict.fromkeys(sign for made in typesets for sign in made.missing)),
    )


def _levels(places: Places) -> tuple[int, ...]:
    return tuple(level for level, _ in places.headings)


# Stands for a page that is not known yet; most are about as wide.
_UNKNOWN = "00"


def _bytes(pdf: bytes | Path) -> bytes:
    return pdf if isinstance(pdf, bytes) else pdf.read_bytes()
