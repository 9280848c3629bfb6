"""The language that a block or a span says it is in.

docutils names it by a class, ``language-ja``, of which its HTML writer makes a `lang` attribute
(https://docutils.sourceforge.io/docs/ref/doctree.html#classes). In MyST, ``{lang=ja}`` is the same.
"""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.application import Sphinx

from diglot.sphinxext.compat.myst import replace_attributes

CLASS = "language-"
"""What the class begins with, before a tag of BCP 47."""

# The tags that are in use: a language, perhaps a script, perhaps a region. Source: RFC 5646, 2.1.
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?", re.IGNORECASE)


def register(_app: Sphinx) -> None:
    """Read ``{lang=…}`` in MyST."""
    replace_attributes(lambda lang: CLASS + lang if is_tag(lang) else None)


def is_tag(text: str) -> bool:
    """Return whether a text is a tag of a language as people write them, such as ``zh-Hant``."""
    return _TAG.fullmatch(text) is not None


def stated_language(node: nodes.Element) -> str | None:
    """Return the tag of the language that a node says it is in, in lower case, if it does."""
    classes: list[str] = node.get("classes", [])
    if not classes:
        return None
    stated = (name.removeprefix(CLASS) for name in classes if name.startswith(CLASS))
    return next((tag.lower() for tag in stated if is_tag(tag)), None)


def language_around(node: nodes.Node | None) -> str | None:
    """Return the tag that a node, or the nearest one around it, states."""
    while node is not None:
        if isinstance(node, nodes.Element) and (tag := stated_language(node)):
            return tag
        node = node.parent
    return None
