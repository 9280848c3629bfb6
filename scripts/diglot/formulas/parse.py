"""MathML in HTML's syntax as a tree."""

from __future__ import annotations

import html
import re

from lxml import etree

# What XML knows of itself stays as it is written.
_NAMED = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);)[A-Za-z]\w*;")


def tree_of(mathml: str) -> etree._Element:
    """Return MathML as a tree; HTML's named signs become themselves."""
    xml = _NAMED.sub(lambda name: html.unescape(name[0]), mathml)
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
