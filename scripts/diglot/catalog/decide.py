"""Decides for each message without a translation where its translation comes from.

The steps, each for what the steps before it left open: the very same message from elsewhere; an
edited message; a message that was split; messages that were joined; something like it from the
obsolete entries, the memory or git's history.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from diglot.catalog import match, reuse
from diglot.catalog.candidates import Candidate, Candidates, Place
from diglot.catalog.changes import ChangeKind
from diglot.catalog.entry import Entry
from diglot.catalog.template import TemplateMessage

# Least likeness, in per cent, to an entry that left earlier.
_OLDER = 75.0
# A match this good (per cent) inside one document needs no look at the others.
_SURE = 75.0
# What the parts of a joined message may measure together, compared with the whole.
_MOST_JOINED = 1.3

Recall = Callable[[], Iterable[Candidate]]
"""Looks up the entries that git's history keeps; slow, so it is called only where needed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A message without a translation; `was` is its untranslated entry where it has one."""

    domain: str
    message: TemplateMessage
    was: Entry | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The entry that a wanted message gets, and the candidates it was made from.

    `score` says how alike the two sources are, in per cent; None where that was not measured.
    """

    kind: ChangeKind
    entry: Entry
    candidates: tuple[Candidate, ...] = ()
    score: float | None = None

    @property
    def moves(self) -> bool:
        """Whether the translation moves here, so that it leaves the place where it was."""
        return self.kind in (ChangeKind.MOVED, ChangeKind.RESTORED)


def decide(
    wanted: Sequence[Wanted], candidates: Sequence[Candidate], recall: Recall
) -> dict[int, Decision]:
    """Return a decision for each wanted message (by index) that has a candidate."""
    decider = _Decider(wanted, candidates)
    decider.exact(Candidates(candidates))
    if decider.open():
        older = tuple(recall())
        decider.exact(Candidates(older))
        decider.edited()
        decider.split()
        decider.joined()
        set_aside = [candidate for candidate in candidates if candidate.place in _SET_ASIDE]
        decider.similar([*set_aside, *older])
    return decider.decisions


_SET_ASIDE = (Place.OBSOLETE, Place.MEMORY)


class _Decider:
    """One run of the steps above.

    Wanted messages and candidates that have left their documents are named by their indices, so
    that two with the same text stay apart.
    """

    def __init__(self, wanted: Sequence[Wanted], candidates: Sequence[Candidate]) -> None:
        self._wanted = wanted
        self._left = [
            candidate
            for candidate in candidates
            if candidate.place is Place.LEFT and candidate.entry.context is None
        ]
        self._used: set[int] = set()
        self.decisions: dict[int, Decision] = {}

    def open(self) -> list[int]:
        """Return the messages that are new here and have no decision yet."""
        return [
            number
            for number, wanted in enumerate(self._wanted)
            if wanted.was is None and number not in self.decisions
        ]

    def exact(self, candidates: Candidates) -> None:
        """Take or offer translations of the very same message."""
        for number, wanted in enumerate(self._wanted):
            if number in self.decisions:
                continue
            candidate = candidates.exact(
                wanted.message.msgid, wanted.domain, translated=wanted.was is not None
            )
            if candidate:
                self.decisions[number] = _exact(wanted, candidate)
        moved = {
            candidate.key
            for decision in self.decisions.values()
            if decision.moves
            for candidate in decision.candidates
        }
        self._left = [candidate for candidate in self._left if candidate.key not in moved]

    def edited(self) -> None:
        """Pair what is new with what has left: in the same document first, then everywhere."""
        for numbers, indices in self._by_domain():
            self._pair(numbers, indices, _SURE)
        self._pair(self.open(), self._unused(), match.ALIKE)

    def _by_domain(self) -> list[tuple[list[int], list[int]]]:
        """Return for each document its open messages and what has left it, as indices."""
        left: defaultdict[str, list[int]] = defaultdict(list)
        for index in self._unused():
            left[self._left[index].domain].append(index)
        opened: defaultdict[str, list[int]] = defaultdict(list)
        for number in self.open():
            opened[self._wanted[number].domain].append(number)
        return [(numbers, left[domain]) for domain, numbers in opened.items() if left[domain]]

    def _unused(self) -> list[int]:
        return [index for index in range(len(self._left)) if index not in self._used]

    def _pair(self, numbers: list[int], indices: list[int], least: float) -> None:
        texts = [self._left[index].entry.msgid for index in indices]
        for pair in match.pair_off(self._texts(numbers), texts, least):
            number, index = numbers[pair.wanted], indices[pair.candidate]
            self._used.add(index)
            candidate = self._left[index]
            why = f"the source changed ({pair.score:.0f} % alike)"
            if candidate.domain != self._wanted[number].domain:
                why += f" and came from {candidate.domain}"
            self._suggest(ChangeKind.EDITED, number, (candidate,), why, pair.score)

    def split(self) -> None:
        """Offer a message that has left to each new one that seems to be a piece of it."""
        left = self._translated_left()
        for number in self.open():
            wanted = self._wanted[number]
            indices = left.get(wanted.domain, [])
            texts = [self._left[index].entry.msgid for index in indices]
            for score, place in match.holders(wanted.message.msgid, texts)[:1]:
                index = indices[place]
                self._used.add(index)
                why = "perhaps part of a message that was split: cut the translation to fit"
                self._suggest(ChangeKind.SPLIT, number, (self._left[index],), why, score)

    def joined(self) -> None:
        """Offer the messages that have left to the new one that seems to hold them."""
        numbers: defaultdict[str, list[int]] = defaultdict(list)
        for number, wanted in enumerate(self._wanted):
            decision = self.decisions.get(number)
            if wanted.was is None and (decision is None or decision.kind is ChangeKind.EDITED):
                numbers[wanted.domain].append(number)
        parts: defaultdict[int, list[int]] = defaultdict(list)
        for domain, indices in self._translated_left().items():
            wholes = self._texts(numbers[domain])
            for index in indices:
                if index in self._used:
                    continue
                for _score, place in match.holders(self._left[index].entry.msgid, wholes)[:1]:
                    parts[numbers[domain][place]].append(index)
        for number, indices in parts.items():
            self._join(number, indices)

    def _join(self, number: int, indices: list[int]) -> None:
        whole = self._wanted[number].message.msgid
        parts = [self._left[index] for index in indices]
        earlier = self.decisions.get(number)
        parts += earlier.candidates if earlier else ()
        if sum(len(part.entry.msgid) for part in parts) > len(whole) * _MOST_JOINED:
            return
        if not all(match.holders(part.entry.msgid, [whole]) for part in parts):
            return
        parts.sort(key=lambda part: match.place_in(part.entry.msgid, whole))
        self._used.update(indices)
        why = f"perhaps made of {len(parts)} messages that were joined"
        if len(parts) == 1:
            why = "perhaps a message that was here, with more to it now"
        self._suggest(ChangeKind.JOINED, number, tuple(parts), why)

    def similar(self, older: list[Candidate]) -> None:
        """Offer what left earlier, and what git keeps, to what is like it."""
        candidates = [
            candidate
            for candidate in older
            if candidate.entry.context is None and candidate.entry.translation
        ]
        numbers = self.open()
        texts = [candidate.entry.msgid for candidate in candidates]
        for pair in match.nearest(self._texts(numbers), texts, _OLDER):
            candidate = candidates[pair.candidate]
            why = f"like an older message of {candidate.domain} ({pair.score:.0f} % alike)"
            number = numbers[pair.wanted]
            self._suggest(ChangeKind.SIMILAR, number, (candidate,), why, pair.score)

    def _texts(self, numbers: Iterable[int]) -> list[str]:
        return [self._wanted[number].message.msgid for number in numbers]

    def _translated_left(self) -> dict[str, list[int]]:
        left: defaultdict[str, list[int]] = defaultdict(list)
        for index, candidate in enumerate(self._left):
            if candidate.entry.translation:
                left[candidate.domain].append(index)
        return left

    def _suggest(
        self,
        kind: ChangeKind,
        number: int,
        candidates: tuple[Candidate, ...],
        why: str,
        score: float | None = None,
    ) -> None:
        wanted = self._wanted[number]
        entry = reuse.joined(wanted.message, candidates, why, wanted.was)
        # Candidates with comments alone leave the message as untranslated as it is.
        kind = kind if entry.translation else ChangeKind.NEW
        self.decisions[number] = Decision(kind, entry, candidates, score)


def _exact(wanted: Wanted, candidate: Candidate) -> Decision:
    if candidate.place is Place.LIVE:
        why = f"translated so in {candidate.domain}; confirm it if it fits here"
        entry = reuse.suggested(wanted.message, candidate, why, wanted.was)
        return Decision(ChangeKind.OFFERED, entry, (candidate,))
    kind = ChangeKind.MOVED if candidate.place is Place.LEFT else ChangeKind.RESTORED
    return Decision(kind, reuse.moved(wanted.message, candidate, wanted.was), (candidate,))
