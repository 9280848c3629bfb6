"""Numbers that are written with digits, and what they are worth with their scales."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from fractions import Fraction
from functools import lru_cache

from diglot.catalog.number_signs import NO_BREAK_SPACES, scales_of, signs_of

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
_LATER = r"(?P<later>(?:下午|晚上|傍晚|午后)\s*)?"
_DATE = r"(?P<date>(?<![\d.])\d{1,2}\.\d{1,2}\.\d{4}(?![\d.]*\d))"
_HOURS = r"(?P<decade>s\b)|(?P<pm>(?::\d\d)?\s?p\.?m\b)"
_HAN = r"\s?(?P<han>" + _LONGEST_FIRST + ")"
_ENGLISH = r"[\s-]?(?P<word>(?:hundred|thousand|million|billion|trillion|[kmbt]n?)(?![a-z]))"
# Shorter abbreviations than this may be units.
_ABBREVIATION = 2
# E2E and i18n are names; what stands between their letters counts nothing.
_IN_A_NAME = re.compile(r"(?<=[A-Za-z])\d+(?=[A-Za-z])")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_SPACED = r"(?<!\d)\d{1,4}(?: \d{4})+(?!\d)|(?<!\d)\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\d)"


@dataclass(frozen=True, slots=True)
class Number:
    """A number written with digits; `values` are all it may mean (``32K`` is 32 or 32,000)."""

    shown: str
    values: frozenset[Value]

    @property
    def is_small(self) -> bool:
        """Whether most languages would rather write it as a word."""
        return all(isinstance(value, Fraction) and value <= 12 for value in self.values)


def numbers_in(text: str, tag: str = "en") -> Iterator[Number]:
    """Yield every number that is written with digits of any script, in order.

    `tag` is the language of the text: it decides whether 1,234 is more than a thousand.
    """
    digits = _FOREIGN_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text)
    digits = _IN_A_NAME.sub(lambda match: "x" * len(match[0]), digits)
    signs = signs_of(tag)
    # Arabic and Persian signs mean the same in every language.
    digits = digits.replace("\u066b", signs.decimal).replace("\u066c", signs.group[0])
    for match in _pattern(tag).finditer(digits):
        shown = text[slice(*match.span())].strip()
        if match["date"]:
            yield from (Number(part, frozenset([Fraction(part)])) for part in shown.split("."))
        else:
            yield Number(shown, frozenset(_values(match, tag)))


def join_groups(text: str, others: Iterable[Number], tag: str = "en") -> str:
    """Return a text in which spaces inside a number are gone, if it is one of the `others`.

    Those are the numbers of the text in the other language: only they tell 15 1646, as some write
    151,646, from two numbers side by side. `tag` is the language of `text`.
    """
    values = {value for number in others for value in number.values}

    def joined(match: re.Match[str]) -> str:
        whole = match[0].replace(" ", "")
        return (
            whole if any(number.values & values for number in numbers_in(whole, tag)) else match[0]
        )

    return re.sub(_SPACED, joined, text)


@lru_cache
def _pattern(tag: str) -> re.Pattern[str]:
    """Return what finds the numbers in a language, with a scale behind them."""
    suffix = rf"(?:{_HOURS}|{_HAN}|[\s-]?(?P<own>{_scale_words(tag)})|{_ENGLISH}|(?::00\b)+)?"
    return re.compile(f"{_LATER}(?:{_DATE}|{_digits(tag)}){suffix}", re.IGNORECASE)


def _scale_words(tag: str) -> str:
    """Return the pattern of a language's own words for a thousand, a million and so on."""
    words = sorted(scales_of(tag), key=len, reverse=True)
    # What is written with an alphabet ends where the word does, as in 1w行; 3만명 goes on.
    ends = (r"(?![^\W\u2e80-\u9fff])" if word[-1].upper() != word[-1] else "" for word in words)
    parts = (re.escape(word).replace("\\ ", r"\s") for word in words)
    return "|".join(f"{word}{end}" for word, end in zip(parts, ends, strict=True)) or "(?!)"


def _digits(tag: str) -> str:
    """Return the pattern of a number without its scale in a language."""
    signs = signs_of(tag)
    decimal = signs.decimal
    other = "," if decimal == "." else "."
    groups = re.escape(f"{signs.group}{other}{NO_BREAK_SPACES}")
    point = re.escape(decimal)
    grouped = (
        rf"[1-9]\d{{0,2}}(?P<sign>[{groups}])\d{{3}}(?:(?P=sign)\d{{3}})*(?:{point}\d+)?(?!\d)"
    )
    if decimal == ",":
        # In 1.234.5 and in 1,2,3 the signs mean something else.
        grouped = rf"(?<![\d.,]){grouped}(?![\d.,]*\d)|(?<![\d.,])\d+,\d+(?![\d.,]*\d)"
        english = r"\d{1,3}(?:,\d{3}){2,}(?!\d)"
    else:
        # Groups of two as in India, and of four as Chinese counts.
        grouped += r"|[1-9]\d?(?:,\d\d)+,\d{3}(?:\.\d+)?(?!\d)"
        english = r"\d{1,4}(?:,\d{4})+(?!\d)"
    return rf"(?P<local>{grouped})|(?P<plain>{english}|\d+(?:\.\d+)*)"


def _values(match: re.Match[str], tag: str) -> Iterator[Value]:
    for digits in _readings(match, *astuple(signs_of(tag))):
        if digits.count(".") > 1:
            yield digits
        elif match["own"]:
            word = " ".join(match["own"].lower().split())
            yield from (Fraction(digits) * scale for scale in scales_of(tag)[word])
            # M may be a metre.
            if len(word) <= _ABBREVIATION and word.isascii():
                yield Fraction(digits)
        else:
            yield from _scaled(Fraction(digits), match)


def _readings(match: re.Match[str], decimal: str, group: str) -> Iterator[str]:
    """Yield what the digits of a match may mean, with a point before decimals."""
    if match["plain"]:
        yield match["plain"].replace(",", "")
        return
    whole, _point, decimals = match["local"].partition(decimal)
    digits = re.sub(r"\D", "", whole)
    yield f"{digits}.{decimals}" if decimals else digits
    # Where the language groups by another sign, one such sign may be a foreign decimal one.
    sign = match["sign"]
    if sign and sign in ".," and sign != group and not decimals and whole.count(sign) == 1:
        yield whole.replace(sign, ".")


def _scaled(value: Fraction, match: re.Match[str]) -> Iterator[Value]:
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
