from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.catalog.number_words import spelled_in
from diglot.catalog.numerals import join_groups, numbers_in
from diglot.core.language import language


def values(text: str, tag: str = "en") -> list[set[str]]:
    return [{str(value) for value in number.values} for number in numbers_in(text, tag)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234,567", [{"1234567"}]),
        ("15,1646", [{"151646"}]),
        ("12 万", [{"120000"}]),
        ("3亿", [{"300000000"}]),
        ("2 千米", [{"2", "2000"}]),
        ("7B", [{"7", "7000000000"}]),
        ("7Bit", [{"7"}]),
        ("1.5 million", [{"1500000"}]),
        ("0.50", [{"1/2"}]),
        ("1.0.2", [{"1.0.2"}]),
        ("1990s", [{"1990", "90"}]),
        ("3 p.m.", [{"3", "15"}]),
        ("A100、GPT-4", [{"100"}, {"4"}]),
        ("2023-04-11", [{"2023"}, {"4"}, {"11"}]),
        ("11.04.2023", [{"11"}, {"4"}, {"2023"}]),
        ("10:00:00", [{"10"}]),
    ],
)
def test_digits(text: str, expected: list[set[str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("1.234", "de", {"1234"}),
        ("1,234", "de", {"617/500"}),
        # Bulgarian groups by spaces: a point may be either.
        ("1.234", "bg", {"1234", "617/500"}),
        ("1.234.567", "bg", {"1234567"}),
        ("0.125", "de", {"1/8"}),
        ("12,34,567", "en_IN", {"1234567"}),
    ],
)
def test_signs_mean_what_they_mean_in_the_language(text: str, tag: str, expected: set[str]) -> None:
    assert values(text, tag) == [expected]


@given(st.integers(0, 10**15))
def test_any_number_is_read_with_commas_and_without(number: int) -> None:
    assert values(f"{number:,}") == values(str(number)) == [{str(number)}]


@given(st.integers(0, 10**12), st.integers(1, 99))
def test_a_decimal_comma_is_a_point(whole: int, hundredths: int) -> None:
    english = f"{whole:,}.{hundredths:02}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert values(german, "de") == values(english)


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("三十五", "zh_CN", 35),
        ("二〇二三年", "zh_CN", 2023),
        ("一万二千", "zh_CN", 12000),
        ("十亿", "zh_CN", 10**9),
        ("三成", "zh_CN", 30),
        ("thirty-five", "en", 35),
        ("one hundred and twenty", "en", 120),
        ("two million three hundred thousand", "en", 2_300_000),
        ("the twentieth", "en", 20),
        ("in April", "en", 4),
        ("twice", "en", 2),
        ("the 1990s", "en", 20),
        ("Chapter IV", "en", 4),
        ("①", "de", 1),
    ],
)
def test_words(text: str, tag: str, expected: int) -> None:
    assert Fraction(expected) in spelled_in(text, language(tag))


def test_groups_are_joined_only_where_the_other_text_has_the_number() -> None:
    others = list(numbers_in("151,646"))
    assert join_groups("共 15 1646 个", others) == "共 151646 个"
    assert join_groups("共 15 1647 个", others) == "共 15 1647 个"


def test_joined_groups_may_have_decimals() -> None:
    others = list(numbers_in("12,345.67"))
    assert join_groups("12 345,67 лв.", others, "bg") == "12345,67 лв."
