"""The terms of a book: how each is rendered, and how never."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

import snowballstemmer

from diglot.catalog.scripts import CJK, WORD
from diglot.core.language import Language


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source language and its renderings in a target language.

    `translation` is the preferred rendering; `also` are others that are right in places, and
    `never` those that are wrong. `kind` is the part of speech. The `definition` is in the source
    language.
    """

    source: str
    translation: str
    also: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    kind: str = ""
    note: str = ""
    definition: str = ""

    @property
    def renderings(self) -> tuple[str, ...]:
        """Every rendering that is right, the preferred one first."""
        return tuple(filter(None, (self.translation, *self.also)))


@dataclass(frozen=True)
class Glossary:
    """The terms from one language into another.

    `pairs` are terms of the book's own glossary directives with their translations; a term of
    `terms`, which people wrote down for translators, adds to a pair of the same source.
    """

    source: Language
    target: Language
    terms: tuple[Term, ...] = ()
    pairs: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _by_key(self) -> dict[str, Term]:
        by_key = {_key(source): Term(source, target) for source, target in self.pairs.items()}
        for term in self.terms:
            pair = by_key.get(_key(term.source))
            by_key[_key(term.source)] = _joined(term, pair) if pair else term
        return by_key

    def renderings(self, source: str) -> tuple[str, ...]:
        """Return how a term may be rendered, the preferred rendering first."""
        term = self._by_key.get(_key(source))
        return term.renderings if term else ()

    def terms_in(self, text: str) -> Iterator[Term]:
        """Yield the terms that stand in a text of the source language, each once.

        Where one term is part of another, the longer one counts.
        """
        keys = (_key(match[0]) for match in self._pattern.finditer(text))
        by_key = self._by_key
        terms = (by_key.get(key) or by_key.get(key.removesuffix("s")) for key in keys)
        yield from dict.fromkeys(term for term in terms if term)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._by_key, key=len, reverse=True)
        return re.compile("|".join(map(_source_pattern, longest_first)) or r"(?!)", re.IGNORECASE)

    def renders(self, rendering: str, text: str) -> bool:
        """Return whether `rendering` stands in a text of the target language, inflected or not."""
        if CJK.search(rendering):
            return _squeezed(rendering) in _squeezed(text)
        wanted, words = self._stems(rendering), self._stems(text)
        size = len(wanted)
        return any(
            all(stems & other for stems, other in zip(wanted, words[start:], strict=False))
            for start in range(len(words) - size + 1)
        )

    def words(self) -> set[str]:
        """Return every word of every rendering, in lower case."""
        return {
            word.lower()
            for term in self._by_key.values()
            for rendering in term.renderings
            for word in WORD.findall(rendering)
        }

    def _stems(self, text: str) -> list[frozenset[str]]:
        return [_stems(word, self.target.base) for word in re.findall(r"[^\W_]+", text.casefold())]


def _joined(term: Term, pair: Term) -> Term:
    """Return a term that also has the rendering of the book's own glossary."""
    if not term.translation:
        return replace(term, translation=pair.translation)
    return replace(term, also=tuple(dict.fromkeys((*term.also, pair.translation))))


def _source_pattern(term: str) -> str:
    # A Latin term inside Chinese has no space around it, and in English it has a plural.
    pattern = r"\s+".join(map(re.escape, term.split()))
    before = r"(?<![A-Za-z0-9À-ɏ])" if WORD.match(term[0]) else ""
    after = r"s?(?![A-Za-z0-9À-ɏ])" if WORD.match(term[-1]) else ""
    return f"{before}{pattern}{after}"


def _key(term: str) -> str:
    return " ".join(term.split()).casefold()


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


# The stemmers of the Snowball project by language; others compare words as they are.
_STEMMERS = {
    "ar": "arabic",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}


@lru_cache
def _stemmer(base: str) -> Callable[[str], str]:
    name = _STEMMERS.get(base)
    if name not in snowballstemmer.algorithms():
        return str
    stem: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return stem


@lru_cache(maxsize=65536)
def _stems(word: str, base: str) -> frozenset[str]:
    stem = _stemmer(base)
    # Stemmers leave the plural of an abbreviation alone: GPUs.
    return frozenset({stem(word), stem(word.removesuffix("s"))})
