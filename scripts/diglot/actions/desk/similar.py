"""Similar messages, and where else words occur: what a language has translated already."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import accumulate, chain, groupby, islice, pairwise

from rapidfuzz import fuzz, process

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_WORD = re.compile(r"[^\W_]+")
# Of a long text, so many of its rarest pieces decide which units are compared with it.
_PIECES, _COMPARED = 24, 400
_LEAST = 55.0
_MOST = 9  # as many as there are digits to take one by


@dataclass(frozen=True, slots=True)
class Unit:
    """A source and its translation; `origin` says where it was found."""

    source: str
    target: str
    origin: str

    def holds(self, words: Sequence[str]) -> bool:
        """Whether one of both texts holds all of some words, which are given in lower case."""
        texts = (self.source.casefold(), self.target.casefold())
        return any(all(word in text for word in words) for text in texts)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit whose source is like a message's by `score` per cent."""

    unit: Unit
    score: float


class Memory:
    """Units by the pieces of their sources: words, and pairs of signs where these have no spaces.

    Made once; a question looks only at units that share rare pieces with it.
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = list(dict.fromkeys(units))
        self._shortest = sorted(self._units, key=_length)
        self._sources = _Texts([unit.source for unit in self._shortest])
        self._targets = _Texts([unit.target for unit in self._shortest])
        self._holding: dict[str, array[int]] = {}
        for number, unit in enumerate(self._units):
            self._hold(number, unit)
        # What was replaced since: those that are gone, and those that came.
        self._gone: set[Unit] = set()
        self._added: list[Unit] = []

    def replace(self, former: Unit | None, latter: Unit | None) -> None:
        """Take in that a unit has come, gone or become another one."""
        if former == latter:
            return
        if former:
            self._gone.add(former)
        if latter in self._gone:
            self._gone.discard(latter)
        elif latter:
            self._hold(len(self._units), latter)
            self._units.append(latter)
            self._added.append(latter)

    def _hold(self, number: int, unit: Unit) -> None:
        for piece in _pieces(unit.source):
            self._holding.setdefault(piece, array("I")).append(number)

    def __len__(self) -> int:
        return len(self._units)

    def similar(self, source: str) -> list[Suggestion]:
        """Return the units whose source is most like a message's, the most alike first."""
        holding = [self._holding[piece] for piece in _pieces(source) if piece in self._holding]
        rarest = sorted(holding, key=len)[:_PIECES]
        # Of a piece that is everywhere, the first places are enough: it tells nothing.
        bounded = (islice(numbers, 4 * _COMPARED) for numbers in rarest)
        counted = Counter(chain.from_iterable(bounded))
        texts = {
            number: self._units[number].source
            for number, _ in counted.most_common(_COMPARED)
            if self._units[number] not in self._gone
        }
        found = process.extract(source, texts, scorer=fuzz.ratio, score_cutoff=_LEAST, limit=_MOST)
        return [Suggestion(self._units[number], score) for _text, score, number in found]

    def concordance(self, words: str, most: int = 50) -> list[Unit]:
        """Return units that hold some words in either language, the shortest first."""
        wanted = words.casefold().split()
        found = merge(self._sources.holding(wanted), self._targets.holding(wanted))
        shortest = (self._shortest[number] for number, _ in groupby(found))
        added = [unit for unit in self._added if wanted and unit.holds(wanted)]
        units = merge(shortest, sorted(added, key=_length), key=_length)
        return list(islice((unit for unit in units if unit not in self._gone), most))


def _length(unit: Unit) -> int:
    return len(unit.source)


class _Texts:
    """Texts without regard to case, in one string: it is searched in C, not text by text."""

    def __init__(self, texts: Sequence[str]) -> None:
        folded = [text.casefold() for text in texts]
        self._all = "\0".join((*folded, ""))
        self._starts = array("Q", accumulate((len(text) + 1 for text in folded), initial=0))

    def holding(self, words: Sequence[str]) -> Iterator[int]:
        """Yield, ascending, the numbers of the texts that hold all of some words; none of none."""
        longest = max(words, key=len, default="")  # as a rule the rarest
        at = self._all.find(longest) if longest else -1
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            start, end = self._starts[number], self._starts[number + 1]
            if all(self._all.find(word, start, end) >= 0 for word in words):
                yield number
            at = self._all.find(longest, end)


def _pieces(text: str) -> set[str]:
    folded = text.casefold()
    pieces = set(_WORD.findall(_CJK.sub(" ", folded)))
    for run in _CJK.findall(folded):
        pieces.update([run] if len(run) == 1 else map("".join, pairwise(run)))
    return pieces
