"""Decides for each message without a translation where its translation comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from diglot.catalog import match, reuse
from diglot.catalog.candidates import Origin, Origins, Place
from diglot.catalog.changes import Kind
from diglot.catalog.entry import Entry
from diglot.catalog.template import Message

_OLDER = 75.0
# A match this good inside one document needs no look at the others.
_SURE = 75.0
# What the parts of a joined message may measure together, compared with the whole.
_MOST_JOINED = 1.3

Recall = Callable[[], Iterable[Origin]]
"""Looks up what git keeps; asked only for what nothing else has."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A message without a translation; `was` is its entry where it has one already."""

    domain: str
    message: Message
    was: Entry | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The entry that a wanted message gets, and from where."""

    kind: Kind
    entry: Entry
    origins: tuple[Origin, ...] = ()
    score: float | None = None

    @property
    def takes(self) -> bool:
        """Whether the origin's translation moves here, rather than lending itself."""
        return self.kind in (Kind.MOVED, Kind.RESTORED)


def decide(
    wanted: Sequence[Wanted], origins: Sequence[Origin], recall: Recall
) -> dict[int, Decision]:
    """Return a decision for each wanted message (by index) that something was found for."""
    decider = _Decider(wanted, origins)
    decider.exact(Origins(origins))
    if decider.open():
        older = tuple(recall())
        decider.exact(Origins(older))
        decider.edited()
        decider.split()
        decider.joined()
        decider.similar([*(one for one in origins if one.place in _LAID_ASIDE), *older])
    return decider.decisions


_LAID_ASIDE = (Place.OBSOLETE, Place.MEMORY)


class _Decider:
    """One run of the steps above, each for what the steps before it left open."""

    def __init__(self, wanted: Sequence[Wanted], origins: Sequence[Origin]) -> None:
        self._wanted = wanted
        self._left = [
            one for one in origins if one.place is Place.LEFT and one.entry.context is None
        ]
        self._used: set[int] = set()
        self.decisions: dict[int, Decision] = {}

    def open(self) -> list[int]:
        """Return the new messages that nothing was found for yet."""
        return [
            number
            for number, one in enumerate(self._wanted)
            if one.was is None and number not in self.decisions
        ]

    def exact(self, origins: Origins) -> None:
        """Take or offer translations of the very same message."""
        for number, one in enumerate(self._wanted):
            if number in self.decisions:
                continue
            origin = origins.exact(one.message.msgid, one.domain, translated=one.was is not None)
            if origin:
                self.decisions[number] = _exact(one, origin)
        taken = {
            origin.key
            for decision in self.decisions.values()
            if decision.takes
            for origin in decision.origins
        }
        self._left = [one for one in self._left if one.key not in taken]

    def edited(self) -> None:
        """Pair what is new with what has left: in the same document first, then everywhere."""
        for numbers, candidates in self._by_domain():
            self._pair(numbers, candidates, _SURE)
        self._pair(self.open(), self._unused(), match.ALIKE)

    def _by_domain(self) -> list[tuple[list[int], list[int]]]:
        """Return for each document its open messages and what has left it, as indices."""
        left: defaultdict[str, list[int]] = defaultdict(list)
        for index in self._unused():
            left[self._left[index].domain].append(index)
        numbers: defaultdict[str, list[int]] = defaultdict(list)
        for number in self.open():
            numbers[self._wanted[number].domain].append(number)
        return [(these, left[domain]) for domain, these in numbers.items() if left[domain]]

    def _unused(self) -> list[int]:
        return [index for index in range(len(self._left)) if index not in self._used]

    def _pair(self, numbers: list[int], candidates: list[int], least: float) -> None:
        texts = [self._left[index].entry.msgid for index in candidates]
        for pair in match.pair_off(self._texts(numbers), texts, least):
            number, index = numbers[pair.wanted], candidates[pair.candidate]
            self._used.add(index)
            one, origin = self._wanted[number], self._left[index]
            why = f"the source changed ({pair.score:.0f} % alike)"
            if origin.domain != one.domain:
                why += f" and came from {origin.domain}"
            self._lend(Kind.EDITED, number, (origin,), why, pair.score)

    def split(self) -> None:
        """Offer a message that has left to each new one that seems to be a piece of it."""
        left = self._translated_left()
        for number in self.open():
            one = self._wanted[number]
            candidates = left.get(one.domain, [])
            texts = [self._left[index].entry.msgid for index in candidates]
            for score, found in match.holders(one.message.msgid, texts)[:1]:
                self._used.add(candidates[found])
                why = "perhaps part of a message that was split: cut the translation to fit"
                self._lend(Kind.SPLIT, number, (self._left[candidates[found]],), why, score)

    def joined(self) -> None:
        """Offer the messages that have left to the new one that seems to hold them."""
        numbers: defaultdict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self._wanted):
            decision = self.decisions.get(number)
            if one.was is None and (decision is None or decision.kind is Kind.EDITED):
                numbers[one.domain].append(number)
        parts: defaultdict[int, list[int]] = defaultdict(list)
        for domain, candidates in self._translated_left().items():
            wholes = self._texts(numbers[domain])
            for index in candidates:
                if index in self._used:
                    continue
                for _score, found in match.holders(self._left[index].entry.msgid, wholes)[:1]:
                    parts[numbers[domain][found]].append(index)
        for number, indices in parts.items():
            self._join(number, indices)

    def _join(self, number: int, indices: list[int]) -> None:
        whole = self._wanted[number].message.msgid
        origins = [self._left[index] for index in indices]
        earlier = self.decisions.get(number)
        origins += earlier.origins if earlier else ()
        if sum(len(one.entry.msgid) for one in origins) > len(whole) * _MOST_JOINED:
            return
        if not all(match.holders(one.entry.msgid, [whole]) for one in origins):
            return
        origins.sort(key=lambda one: match.place_in(one.entry.msgid, whole))
        self._used.update(indices)
        why = f"perhaps made of {len(origins)} messages that were joined"
        if len(origins) == 1:
            why = "perhaps a message that was here, with more to it now"
        self._lend(Kind.JOINED, number, tuple(origins), why)

    def similar(self, aside: list[Origin]) -> None:
        """Offer what left earlier, and what git keeps, to what is like it."""
        candidates = [one for one in aside if one.entry.context is None and one.entry.translation]
        numbers = self.open()
        texts = [one.entry.msgid for one in candidates]
        for found in match.nearest(self._texts(numbers), texts, _OLDER):
            origin = candidates[found.candidate]
            why = f"like an older message of {origin.domain} ({found.score:.0f} % alike)"
            self._lend(Kind.SIMILAR, numbers[found.wanted], (origin,), why, found.score)

    def _texts(self, numbers: Iterable[int]) -> list[str]:
        return [self._wanted[number].message.msgid for number in numbers]

    def _translated_left(self) -> dict[str, list[int]]:
        left: defaultdict[str, list[int]] = defaultdict(list)
        for index, origin in enumerate(self._left):
            if origin.entry.translation:
                left[origin.domain].append(index)
        return left

    def _lend(
        self,
        kind: Kind,
        number: int,
        origins: tuple[Origin, ...],
        why: str,
        score: float | None = None,
    ) -> None:
        one = self._wanted[number]
        entry = reuse.joined(one.message, origins, why, one.was)
        # What lent its remarks only leaves the message as untranslated as it is.
        kind = kind if entry.translation else Kind.NEW
        self.decisions[number] = Decision(kind, entry, origins, score)


def _exact(one: Wanted, origin: Origin) -> Decision:
    if origin.place is Place.LIVE:
        why = f"translated so in {origin.domain}; confirm it if it fits here"
        return Decision(Kind.OFFERED, reuse.suggested(one.message, origin, why, one.was), (origin,))
    kind = Kind.MOVED if origin.place is Place.LEFT else Kind.RESTORED
    return Decision(kind, reuse.moved(one.message, origin, one.was), (origin,))
