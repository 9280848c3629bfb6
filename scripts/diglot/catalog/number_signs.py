"""How a language writes numbers in digits: its decimal sign, its groups, its words for a million.

The data is the Unicode Common Locale Data Repository's, as Babel carries it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Only those who check numbers wait for Babel.
    from babel.core import Locale

NO_BREAK_SPACES = "\u00a0\u2009\u202f"
"""The spaces that group digits in any language, by the International System of Units."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs inside a number: `decimal` is a point or a comma; `group` parts thousands.

    `group` holds all signs that are in use for that, since a typewriter's apostrophe stands for a
    typographic one.
    """

    decimal: str
    group: str


_APOSTROPHES = "'\u2019"
# A pattern such as "00 Mio'.'": as many zeros as the number has digits, then the word.
_SCALED = re.compile(r"(?P<zeros>0+)\s*(?P<word>[^0;]*[^0;\s])")


@lru_cache
def signs_of(tag: str) -> Signs:
    """Return the signs of a language beside the digits 0 to 9; English ones if it is unknown.

    `tag` is Sphinx's (``zh_CN``) or the web's.
    """
    symbols = _locale(tag).number_symbols["latn"]
    group = symbols["group"]
    decimal = "," if symbols["decimal"] == "," else "."
    return Signs(decimal, _APOSTROPHES if group in _APOSTROPHES else group)


_INFORMAL = {"zh": (("w", 10**4),)}
"""What people write though no standard has it: the first letter of 万 in pinyin."""


@lru_cache
def scales_of(tag: str) -> Mapping[str, frozenset[int]]:
    """Return what the words behind a number multiply it by: ``{"millionen": {1000000}, …}``.

    They are in lower case and without a full stop; an abbreviation may have several meanings.
    Words in front of a number, as Swahili has them, are left out.
    """
    scales: defaultdict[str, set[int]] = defaultdict(set)
    locale = _locale(tag)
    for word, scale in (*_scales(locale), *_INFORMAL.get(locale.language, ())):
        scales[word].add(scale)
    return {word: frozenset(meanings) for word, meanings in scales.items()}


def _scales(locale: Locale) -> Iterator[tuple[str, int]]:
    for style in ("short", "long"):
        for patterns in locale.compact_decimal_formats[style].values():
            for power, pattern in patterns.items():
                if match := _SCALED.match(pattern.pattern):
                    word = " ".join(match["word"].replace("'", "").split()).rstrip(".").lower()
                    yield word, int(power) // 10 ** (len(match["zeros"]) - 1)


def _locale(tag: str) -> Locale:
    from babel.core import Locale, UnknownLocaleError

    whole = re.split("[.@]", tag)[0].replace("-", "_")
    for name in (whole, whole.partition("_")[0]):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError, TypeError):
            continue
    return Locale("en")
