"""Numbers that are written with digits, and what they are worth with their scales."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from diglot.core.language import Language

Value = Fraction | str
"""What a number is worth; one with several points, such as a version, is worth itself."""

SCALES = {
    "百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
    "萬": 10**4, "億": 10**8, "兆": 10**12,
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9,
    "trillion": 10**12, "k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9,
    "t": 10**12,
}  # fmt: skip

# 千米 is a kilometre, 兆 a megabyte, 4K a size of pictures, and 7B may be a row.
_AMBIGUOUS = frozenset(("百", "千", "兆", "k", "m", "b", "t"))

_LONGEST_FIRST = "|".join(sorted((s for s in SCALES if not s.isascii()), key=len, reverse=True))
_NUMBER = re.compile(
    r"(?P<later>(?:下午|晚上|傍晚|午后)\s*)?"
    # Groups of three, or of four as Chinese counts.
    r"(?P<digits>\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?(?!\d)"
    r"|\d{1,4}(?:,\d{4})+(?!\d)|\d+(?:\.\d+)*)"
    r"(?:(?P<decade>s\b)|(?P<pm>(?::\d\d)?\s?p\.?m\b)|\s?(?P<han>" + _LONGEST_FIRST + r")"
    r"|[\s-]?(?P<word>(?:hundred|thousand|million|billion|trillion|[kmbt]n?)(?![a-z])))?",
    re.IGNORECASE,
)
# E2E and i18n are names; what stands between their letters counts nothing.
_IN_A_NAME = re.compile(r"(?<=[A-Za-z])\d+(?=[A-Za-z])")
_SPACED = re.compile(r"(?<!\d)\d{1,4}(?: \d{4})+(?!\d)|(?<!\d)\d{1,3}(?: \d{3})+(?!\d)")
_FULL_HOUR = re.compile(r"(?<=\d):00\b")
# Source: the number formats of the Unicode Common Locale Data Repository.
_COMMA_LANGUAGES = frozenset(
    {
        "cs", "da", "de", "el", "es", "fi", "fr", "hu", "id", "it", "nb", "nl", "no", "pl", "pt",
        "ro", "ru", "sk", "sv", "tr", "uk", "vi",
    }
)  # fmt: skip
_WITH_COMMA = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+)(?![\d.,]*\d)")
_SWAPPED = str.maketrans(".,", ",.")
_GROUPING = re.compile("[,\u00a0\u2009\u202f]")
_FULL_WIDTH_DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)}


@dataclass(frozen=True, slots=True)
class Number:
    """A number written with digits; `values` are all it may mean (``32K`` is 32 or 32,000)."""

    shown: str
    values: frozenset[Value]

    @property
    def is_small(self) -> bool:
        """Whether most languages would rather write it as a word."""
        return all(isinstance(value, Fraction) and value <= 12 for value in self.values)


def numbers_in(text: str) -> Iterator[Number]:
    """Yield every number that is written with digits, in order."""
    text = text.translate(_FULL_WIDTH_DIGITS)
    for match in _NUMBER.finditer(_IN_A_NAME.sub("", text)):
        yield Number(match[0].strip(), frozenset(_values(match)))


def with_points(text: str, language: Language) -> str:
    """Return a text whose decimals have a point and whose groups have a comma, as in English."""
    text = _FULL_HOUR.sub("", text)
    if language.tag.partition("_")[0] not in _COMMA_LANGUAGES:
        return text
    return _WITH_COMMA.sub(lambda match: match[0].translate(_SWAPPED), text)


def join_groups(text: str, known: Iterable[Number]) -> str:
    """Return a text in which spaces inside a number are gone, if the number is a `known` one.

    Only that tells 15 1646, as some write 151,646, from two numbers side by side.
    """
    values = {value for number in known for value in number.values}

    def joined(match: re.Match[str]) -> str:
        digits = match[0].replace(" ", "")
        return digits if Fraction(digits) in values else match[0]

    return _SPACED.sub(joined, text)


def _values(match: re.Match[str]) -> Iterator[Value]:
    digits = _GROUPING.sub("", match["digits"])
    if digits.count(".") > 1:
        yield digits
        return
    value = Fraction(digits)
    scale = (match["han"] or match["word"] or "").lower()
    if not scale or scale in _AMBIGUOUS:
        yield value
    if scale:
        yield value * SCALES[scale]
    if match["decade"]:
        # The 1990s are the nineties of the 20th century.
        yield Fraction(value % 100)
    if (match["pm"] or match["later"]) and value < 12:
        yield value + 12
