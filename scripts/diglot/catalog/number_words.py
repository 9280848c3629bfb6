"""Number words in Chinese and English: what may stand for digits in another language."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from diglot.catalog.numerals import SCALES, Value
from diglot.core.language import Language


def spelled_in(text: str, language: Language) -> frozenset[Value]:
    """Return all that the number words of a text may mean.

    Rather a value too many than one too few: they only ever excuse a number that is missing.
    """
    values = {
        Fraction(unicodedata.numeric(character)).limit_denominator(100)
        for character in text
        if unicodedata.category(character) == "No"
    }
    if language.base in ("zh", "ja"):
        values |= _chinese(text)
    elif language.base == "en":
        values |= _english(text)
    return frozenset(values)


def knows_words_of(language: Language) -> bool:
    """Return whether `spelled_in` can read the number words of a language."""
    return language.base in ("zh", "ja", "en")


# --- Chinese

_HAN_DIGITS = {char: value for value, chars in enumerate(
    ("零〇", "一壹", "二两贰兩", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
) for char in chars}  # fmt: skip
_HAN_SCALES = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_HAN_RUN = re.compile("[零〇一壹二两贰兩三叁四肆五伍六陆七柒八捌九玖十拾百千万萬亿億]+")
_HAN_WORDS = {
    "半": (Fraction(1, 2), Fraction(50)),
    "双": (Fraction(2),),
    "首": (Fraction(1),),
    "单": (Fraction(1),),
    "每": (Fraction(1),),
    "倍": (Fraction(2),),
    "翻番": (Fraction(2),),
    "世纪": (Fraction(100),),
    "年代": (Fraction(10),),
    "季度": (Fraction(4),),
    "元旦": (Fraction(1),),
}


def _chinese(text: str) -> set[Fraction]:
    values = {value for word, worth in _HAN_WORDS.items() if word in text for value in worth}
    for match in _HAN_RUN.finditer(text):
        values.add(Fraction(_read_chinese(match[0])))
        values |= {Fraction(_HAN_DIGITS[char]) for char in match[0] if char in _HAN_DIGITS}
        if text[match.end() : match.end() + 1] == "成":
            values.add(Fraction(_read_chinese(match[0]) * 10))
    return values


def _read_chinese(run: str) -> int:
    if all(char in _HAN_DIGITS for char in run):
        return int("".join(str(_HAN_DIGITS[char]) for char in run))
    total = section = digit = 0
    for char in run:
        if char in _HAN_DIGITS:
            digit = _HAN_DIGITS[char]
        elif char in _HAN_SCALES:
            section += (digit or 1) * _HAN_SCALES[char]
            digit = 0
        else:
            total = (total + section + digit or 1) * (10**4 if char in "万萬" else 10**8)
            section = digit = 0
    return total + section + digit


# --- English


def _list(words: str) -> list[str]:
    return words.split()


_UNITS = _list(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_ORDINALS = _list(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENS = _list("twenty thirty forty fifty sixty seventy eighty ninety")
_MONTHS = _list(
    "january february march april may june july august september october november december"
)
_SMALL = {
    **{word: value for value, word in enumerate(_UNITS)},
    **{word: value for value, word in enumerate(_ORDINALS)},
    **{word: value * 10 for value, word in enumerate(_TENS, 2)},
    **{word[:-1] + "ieth": value * 10 for value, word in enumerate(_TENS, 2)},
    **{word[:-1] + "ies": value * 10 for value, word in enumerate(_TENS, 2)},
}
_ENGLISH_WORDS: dict[str, tuple[Fraction, ...]] = {
    **{word: (Fraction(value),) for value, word in enumerate(_MONTHS, 1)},
    **{word[:3]: (Fraction(value),) for value, word in enumerate(_MONTHS, 1)},
    **dict.fromkeys(("a", "an", "single", "once", "each", "per", "every", "sole"), (Fraction(1),)),
    **dict.fromkeys(
        ("twice", "double", "doubled", "doubles", "pair", "couple", "both", "dual", "bi"),
        (Fraction(2),),
    ),
    **dict.fromkeys(("triple", "thrice", "tripled", "trio"), (Fraction(3),)),
    **dict.fromkeys(("half", "halves", "halved"), (Fraction(1, 2), Fraction(2), Fraction(50))),
    **dict.fromkeys(("quarter", "quarters"), (Fraction(1, 4), Fraction(4), Fraction(25))),
    **dict.fromkeys(("dozen", "dozens"), (Fraction(12), Fraction(10))),
    **dict.fromkeys(("decade", "decades"), (Fraction(10),)),
    **dict.fromkeys(("century", "centuries"), (Fraction(100),)),
    **dict.fromkeys(("no", "none"), (Fraction(0),)),
    **dict.fromkeys(("thousandth", "millennium"), (Fraction(1000),)),
}  # fmt: skip
_ROMAN = {
    numeral: value
    for value, numeral in enumerate(
        _list("II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX"), 2
    )
}
_LETTERS = re.compile(r"[A-Za-z]+")
_DECADE = re.compile(r"\b(\d\d)\d0s\b")


def _english(text: str) -> set[Fraction]:
    words = _LETTERS.findall(text)
    values = {Fraction(_ROMAN[word]) for word in words if word in _ROMAN}
    values |= {Fraction(int(century) + 1) for century in _DECADE.findall(text)}
    total = current = 0
    for word in map(str.lower, [*words, ""]):
        values.update(_ENGLISH_WORDS.get(word, ()))
        if word in _SMALL:
            values.add(Fraction(_SMALL[word]))
            current += _SMALL[word]
        elif (scale := word.removesuffix("s")) in SCALES and len(scale) > 2:
            current = max(current, 1) * SCALES[scale]
            if scale != "hundred":
                total, current = total + current, 0
        elif word != "and":
            values.add(Fraction(total + current))
            total = current = 0
    return values
