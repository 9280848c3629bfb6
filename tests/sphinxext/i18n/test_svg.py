from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.sphinxext.i18n.translate.svg import replace_texts, text_runs
from diglot.sphinxext.i18n.words import has_words


def svg(inside: str, encoding: str = "utf-8") -> bytes:
    head = f'<?xml version="1.0" encoding="{encoding}"?>\n<svg xmlns="http://www.w3.org/2000/svg">'
    return f"{head}{inside}</svg>".encode(encoding)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<text>一</text><title>二</title><desc>三</desc>", ["一", "二", "三"]),
        ("<text>一<tspan>二</tspan>三</text>", ["一", "二", "三"]),
        ("<text>\n  a &lt; b &#x4e2d;\n  c\n</text>", ["a < b 中 c"]),
        ("<text><![CDATA[a < b]]></text>", ["a < b"]),
        ("<text>42</text><style>words</style><g>words</g>", []),
        ('<s:text xmlns:s="http://www.w3.org/2000/svg">一</s:text>', ["一"]),
        ("<text>前<!-- 注 -->后</text>", ["前", "后"]),
    ],
    ids=["elements", "spans", "entities", "CDATA", "no words", "prefix", "comment"],
)
def test_the_texts_of_a_drawing(inside: str, expected: list[str]) -> None:
    assert [run.text for run in text_runs(svg(inside))] == expected


def test_no_other_byte_is_changed() -> None:
    data = svg("<!-- 一 --><text  x='1' >  一\t</text>\r\n<text>二</text>")
    translated = replace_texts(data, text_runs(data), {"一": "<one>", "二": "二"}.__getitem__)
    assert translated == data.replace(b">  \xe4\xb8\x80\t<", b">  &lt;one&gt;\t<")


def test_utf_16_is_refused_and_other_encodings_are_kept() -> None:
    with pytest.raises(ValueError, match="UTF-16"):
        text_runs(svg("<text>一</text>", "utf-16"))
    data = svg("<text>é</text>", "iso-8859-1")
    assert "中".encode("ascii", "xmlcharrefreplace") in replace_texts(
        data, text_runs(data), lambda _text: "中"
    )


def test_a_cdata_section_is_replaced_with_its_delimiters() -> None:
    data = svg("<text><![CDATA[a < b]]></text>")
    assert replace_texts(data, text_runs(data), lambda _text: "c < d") == svg(
        "<text>c &lt; d</text>"
    )


def test_malformed_xml_is_refused() -> None:
    with pytest.raises(ValueError, match="mismatched tag"):
        text_runs(b"<svg><text>x</svg>")


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1))
def test_any_translation_can_be_read_back(text: str) -> None:
    data = svg("<text>一</text>")
    expected = " ".join(text.split())
    runs = text_runs(replace_texts(data, text_runs(data), lambda _text: text))
    assert [run.text for run in runs] == ([expected] if has_words(expected) else [])
