"""The dash before the source of a quotation: —— in Chinese, where docutils writes — everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.application import Sphinx

from diglot.sphinxext.transforms.stated_language import stated_language

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

_DASH = "dash"
"""docutils' name for a source after a dash, as the setting `attribution` has it by default."""
_CHINESE = "——"
"""The dash of Chinese, two characters wide (GB/T 15834-2011, 4.10)."""


def register(app: Sphinx) -> None:
    """Write the sources of quotations on pages and in EPUBs."""
    app.add_node(nodes.attribution, override=True, html=(_visit, _depart))


def dash_before(visitor: HTML5Translator, node: nodes.Element) -> str:
    """Return what stands before a source of a quotation in the language of `node`."""
    setting = visitor.settings.attribution
    is_chinese = _language_of(node, visitor.config.language)[:2] == "zh"
    usual: str = visitor.attribution_formats[setting][0]
    return _CHINESE if is_chinese and setting == _DASH else usual


def _visit(visitor: HTML5Translator, node: nodes.attribution) -> None:
    # In two languages, each part has a dash of its own.
    has_parts = any(isinstance(part, nodes.Element) and "lang" in part for part in node.children)
    dash = "" if has_parts else dash_before(visitor, node)
    visitor.body.append(visitor.starttag(node, "p", dash, CLASS="attribution"))


def _depart(visitor: HTML5Translator, _node: nodes.attribution) -> None:
    suffix = visitor.attribution_formats[visitor.settings.attribution][1]
    visitor.body.append(f"{suffix}</p>\n")


def _language_of(node: nodes.Node | None, default: str) -> str:
    """Return the tag of the language that a node, or the nearest one around it, is marked with."""
    while isinstance(node, nodes.Element):
        if tag := node.get("lang") or stated_language(node):
            return str(tag)
        node = node.parent
    return default
