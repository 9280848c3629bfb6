"""Blocks of other extensions that have no text, as the HTML that their extensions write of them.

A film or a frame is nothing but attributes, which only its extension can read; of its HTML, paper
has the address.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import Any

from docutils import nodes
from sphinx.builders import Builder
from sphinx.registry import SphinxComponentRegistry
from sphinx.writers.html5 import HTML5Translator

from diglot.core.errors import FAILURES
from diglot.sphinxext.typst.writer.dispatch import is_known
from diglot.sphinxext.typst.writer.html_nodes import nodes_of

_Visit = Callable[[Any, nodes.Element], None]
HtmlHandlers = Mapping[str, tuple[_Visit, _Visit | None]]
"""How extensions write their nodes for the web, by the names of the nodes' classes."""


def html_handlers_of(registry: SphinxComponentRegistry) -> HtmlHandlers:
    """Return what extensions gave with ``app.add_node(node, html=(visit, depart))``."""
    return registry.translation_handlers.get("html", {})


def replace_by_html(
    doctree: nodes.document, handlers: HtmlHandlers, builder: Builder, handled: Container[str]
) -> None:
    """Replace unknown blocks without a text or picture by raw HTML, where that shows something.

    Nodes whose class is named in `handled` are left to the extension that writes them.
    """
    for node in list(doctree.findall(nodes.Element)):
        name = type(node).__name__
        if name not in handlers or name in handled or is_known(node) or not _is_empty_block(node):
            continue
        html = _html_of(node, *handlers[name], builder)
        if html and nodes_of(html):
            raw = nodes.raw("", html, format="html")
            raw.source, raw.line = node.source, node.line
            node.replace_self(raw)


def _is_empty_block(node: nodes.Element) -> bool:
    return not (
        isinstance(node.parent, nodes.TextElement)
        or isinstance(node.get("code"), str)
        or node.astext().strip()
        or any(True for _ in node.findall(nodes.image))
    )


def _html_of(node: nodes.Element, visit: _Visit, depart: _Visit | None, builder: Builder) -> str:
    """Return the HTML of a node alone, "" where it asks for more than there is outside a site."""
    translator: Any = HTML5Translator.__new__(HTML5Translator)
    translator.body, translator.context, translator.in_mailto = [], [], False
    translator.builder, translator.config = builder, builder.config
    translator.document, translator.settings = node.document, None
    try:
        visit(translator, node)
        if depart is not None:
            depart(translator, node)
    except (nodes.SkipNode, nodes.SkipDeparture, nodes.SkipChildren):
        pass
    except FAILURES:
        return ""
    return "".join(translator.body)
