"""Reads a translation memory in TMX: pairs of texts, which say nothing of where they belong.

Source: https://www.gala-global.org/tmx-14b. What stands inside of codes is their markup, as other
tools and diglot itself write it, so that a text is all the characters of its segment.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from diglot.interchange.returned import Returned
from diglot.interchange.xml import XML

_ALL = "*all*"


def read_tmx(root: etree._Element) -> Iterator[Returned]:
    """Yield each pair of the memory, from its source language to every other, as to be confirmed.

    The pairs have no domain and no id.
    """
    header = root.find("header")
    source = "" if header is None else header.get("srclang", "")
    for unit in root.iter("tu"):
        texts = [
            (_language(variant), _text(variant), variant.sourceline)
            for variant in unit.iterfind("tuv")
        ]
        wanted = unit.get("srclang", source).lower()
        for first, text, _line in texts:
            if wanted in (first.lower(), _ALL, ""):
                for language, translation, line in texts:
                    if language != first and text and translation:
                        yield Returned(
                            language, "", "", text, translation, confirmed=False, line=line
                        )


def _language(variant: etree._Element) -> str:
    return variant.get(XML + "lang") or variant.get("lang") or ""


def _text(variant: etree._Element) -> str:
    segment = variant.find("seg")
    return "" if segment is None else "".join(map(str, segment.itertext()))
