from __future__ import annotations

import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from babel.numbers import format_compact_decimal, format_decimal
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from contexts import context
from diglot.catalog.numerals import numbers_in
from diglot.catalog.tokens import plain
from diglot.checks.message import TranslatedMessage
from diglot.checks.numbers import numbers


def findings(source: str, target: str, tag: str, source_tag: str = "en") -> list[str]:
    message = TranslatedMessage(
        source, target, plain(source), plain(target), context(source_tag, tag)
    )
    return [finding.message for finding in numbers(message)]


@pytest.mark.parametrize(
    ("tag", "source", "target"),
    [
        ("ar", "34,567 words", "34,567 كلمة"),
        ("ar_EG", "34,567.5", "٣٤٬٥٦٧٫٥"),
        ("bg", "12,345.67 leva", "12\u00a0345,67 лв."),
        ("bg", "12,345.67 leva", "12 345,67 лв."),
        ("ca", "1,234,567 people", "1.234.567 persones"),
        ("cs", "on 4/11/2023", "11.04.2023"),
        ("de", "3.5 times", "3,5-mal"),
        ("de", "GPT-3.5 has 175,000 pages", "GPT-3.5 hat 175.000 Seiten"),
        ("de", "version 21.30.25", "Version 21.30.25"),
        ("de", "3.5 billion people", "3,5 Milliarden Menschen"),
        ("de", "1.2 million", "1,2 Mio. Euro"),
        ("de", "a 12-million deal", "ein 12-Millionen-Geschäft"),
        ("de_AT", "12,345.5 tons", "12\u00a0345,5 Tonnen"),
        ("de_CH", "1,234,567.50", "1'234'567.50"),
        ("de_CH", "1,234,567.50", "1’234’567.50"),
        ("en_IN", "1,234,567 files", "12,34,567 files"),
        ("es", "1,234,567 people", "1\u202f234\u202f567 personas"),
        ("es", "30 billion euros", "30 mil millones de euros"),
        ("et", "12,345.67", "12\u00a0345,67"),
        ("fa", "12,345.67", "۱۲٬۳۴۵٫۶۷"),
        ("fr", "1,234,567.5", "1\u202f234\u202f567,5"),
        ("fr_CH", "1,234.5", "1’234,5"),
        ("hi", "1,234,567.25", "१२,३४,५६७.२५"),
        ("hi", "100,000", "1,00,000"),
        ("hr", "12,345.67 kuna", "12.345,67 kuna"),
        ("ja", "15:00, 1,234,567", "15時、1,234,567"),
        ("ko", "30,000 people", "3만명"),
        ("lt", "12,345.67", "12\u00a0345,67"),
        ("pt_PT", "34,567 people", "34.567 pessoas"),
        ("ru", "5 million, 2 million", "5 миллионов, 2 миллиона"),
        ("hi", "1,500,000", "15 लाख"),
        ("sl", "12,345.67", "12.345,67"),
        ("sr", "12,345.67", "12.345,67"),
        ("sr@latin", "12,345.67", "12.345,67"),
        ("zh_CN", "151,646 tokens", "15,1646 个"),
        ("xx_YY", "12,345.67", "12,345.67"),
        ("", "12,345.67", "12,345.67"),
    ],
)
def test_the_same_number_is_no_finding(tag: str, source: str, target: str) -> None:
    assert findings(source, target, tag) == []


@pytest.mark.parametrize(
    ("tag", "source", "target", "expected"),
    [
        ("ar_EG", "34,567.5", "٣٤٬٥٦٧", "34,567.5 became ٣٤٬٥٦٧"),
        ("bg", "12,345 leva", "12,345 лв.", "12,345 became 12,345"),
        ("ca", "34.567 per cent", "34.567 per cent", "34.567 became 34.567"),
        ("cs", "on 4/11/2023", "11.04.2024", "2023 became 2024"),
        ("de", "34,567 pages", "34,567 Seiten", "34,567 became 34,567"),
        ("de", "3 billion people", "3 Billionen Menschen", "3 billion became 3 Billionen"),
        ("es", "3 billion", "3 billones", "3 billion became 3 billones"),
        ("de_CH", "1,234,567", "1'234'576", "1,234,567 became 1'234'576"),
        ("en_IN", "1,234,567", "12,34,576", "1,234,567 became 12,34,576"),
        ("et", "12,345.67", "12\u00a0345,76", "12,345.67 became 12\u00a0345,76"),
        ("fa", "12,345.67", "۱۲٬۳۴۵٫۷۶", "12,345.67 became ۱۲٬۳۴۵٫۷۶"),
        ("hi", "100,000", "10,00,000", "100,000 became 10,00,000"),
        ("hr", "12,345 kuna", "12,345 kuna", "12,345 became 12,345"),
        ("lt", "12,345.67", "12\u00a0345,6", "12,345.67 became 12\u00a0345,6"),
        ("sl", "34,567", "34,567", "34,567 became 34,567"),
        ("sr", "34,567", "345,67", "34,567 became 345,67"),
        ("xx_YY", "12,345", "12.345", "12,345 became 12.345"),
    ],
)
def test_another_number_is_a_finding(tag: str, source: str, target: str, expected: str) -> None:
    assert findings(source, target, tag) == [expected]


@pytest.mark.parametrize("tag", ["zh_CN", "zh-CN", "zh_Hans_CN"])
def test_tags_are_read_in_any_spelling(tag: str) -> None:
    assert findings("12.345,67 kg", "12,345.67 千克", tag, "de-DE") == []


# --- whatever Babel writes, the check reads


def native(text: str, tag: str) -> str:
    """Return a number with the digits that a language writes, which Babel leaves to others."""
    digits = NATIVE_DIGITS.get(Locale.parse(tag).default_numbering_system, "0123456789")
    return text.translate(str.maketrans("0123456789", digits))


# The Unicode standard's first digit of each; digits follow each other in code points.
NATIVE_DIGITS = {
    system: "".join(chr(ord(unicodedata.lookup(f"{script} DIGIT ZERO")) + n) for n in range(10))
    for system, script in {
        "adlm": "ADLAM",
        "arab": "ARABIC-INDIC",
        "arabext": "EXTENDED ARABIC-INDIC",
        "beng": "BENGALI",
        "deva": "DEVANAGARI",
        "mymr": "MYANMAR",
        "nkoo": "NKO",
        "olck": "OL CHIKI",
        "tibt": "TIBETAN",
    }.items()
}


def writes_groups(tag: str) -> bool:
    """Return whether what Babel writes can be told from several numbers.

    It takes every other apostrophe of Swiss numbers for a quotation mark and drops it, and Toki
    Pona groups all digits by two.
    """
    locale = Locale.parse(tag)
    return locale.number_symbols["latn"]["group"] != "'" and locale.language != "tok"


def writes_scales(tag: str, style: Literal["short", "long"]) -> bool:
    """Return whether Babel writes large numbers right: it miscounts patterns for two signs."""
    forms = Locale.parse(tag).compact_decimal_formats[style].values()
    return not any(";" in pattern.pattern for patterns in forms for pattern in patterns.values())


TAGS = st.sampled_from(sorted(locale_identifiers()))
AMOUNTS = st.integers(0, 10**12).map(Decimal) | st.decimals(
    0, 10**9, places=2, allow_nan=False, allow_infinity=False
)


@settings(deadline=None, max_examples=300)
@given(AMOUNTS, TAGS, st.sampled_from(["default", "latn"]))
def test_what_babel_writes_is_read_back(amount: Decimal, tag: str, system: str) -> None:
    assume(writes_groups(tag))
    written = format_decimal(amount, locale=tag, numbering_system=system)
    if system == "default":
        written = native(written, tag)
    (number,) = numbers_in(written, tag)
    assert Fraction(amount) in number.values
    assert findings(f"{amount:,} in all", f"= {written}", tag) == []


@given(AMOUNTS, st.sampled_from(["de_CH", "it_CH", "de_LI", "gsw"]), st.sampled_from("'’"))
def test_so_are_swiss_numbers(amount: Decimal, tag: str, apostrophe: str) -> None:
    written = f"{amount:,}".replace(",", apostrophe)
    (number,) = numbers_in(written, tag)
    assert number.values == {Fraction(amount)}
    assert findings(f"{amount:,} in all", f"= {written}", tag) == []


@settings(deadline=None, max_examples=300)
@given(st.integers(1, 99), st.integers(3, 12), TAGS, st.sampled_from(["short", "long"]))
def test_so_are_words_for_large_numbers(
    tenths: int, power: int, tag: str, style: Literal["short", "long"]
) -> None:
    assume(writes_groups(tag) and writes_scales(tag, style))
    amount = Decimal(tenths) * 10**power
    written = format_compact_decimal(amount, format_type=style, locale=tag, fraction_digits=2)
    assume(written[0].isdigit())
    (number,) = numbers_in(written, tag)
    assert Fraction(amount) in number.values
