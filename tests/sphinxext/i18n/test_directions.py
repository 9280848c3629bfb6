"""The direction of each language, and where a page says it."""

import pytest
from babel.core import Locale
from babel.localedata import locale_identifiers

from diglot.core.language import direction_of
from diglot.sphinxext.i18n.directions import with_directions


def test_directions_are_those_of_cldr() -> None:
    known = {tag: Locale.parse(tag).text_direction for tag in locale_identifiers()}
    wrong = {tag for tag, direction in known.items() if direction_of(tag) != direction}
    # Mongolian in its own script stands in columns, which nothing here can set.
    assert {tag[:7] for tag in wrong} <= {"mn_Mong"}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<html class="a" lang="ar" id="b">', '<html class="a" lang="ar" dir="rtl" id="b">'),
        (
            '<p lang="he">א <i lang="en">a</i></p>',
            '<p lang="he" dir="rtl">א <i lang="en" dir="ltr">a</i></p>',
        ),
        ("<p lang='fa'>", "<p lang='fa' dir=\"rtl\">"),
        ('<p lang="ar" dir="ltr">', '<p lang="ar" dir="ltr">'),
        ('<p dir="auto" lang="ar">', '<p dir="auto" lang="ar">'),
        ('<p lang="en"><a hreflang="ar">', '<p lang="en"><a hreflang="ar">'),
    ],
)
def test_elements_that_name_their_language_have_a_direction(html: str, expected: str) -> None:
    assert with_directions(html) == expected
