"""A cache of rendered titles: each page shows those of its neighbours and parents."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.docutils import new_document
from sphinx.writers.html5 import HTML5Translator

_Writer = TypeVar("_Writer", bound=Callable[..., Any])
# Functions that write nodes, of which titles outside of pages get what Sphinx's own make of them.
_as_stock: set[object] = set()


def leaves_titles_alone(function: _Writer) -> _Writer:
    """Declare of what writes a node that it writes a title without a parent as Sphinx does."""
    _as_stock.add(function)
    return function


def register(app: Sphinx) -> None:
    """Render the titles of each build once."""
    app.connect("builder-inited", _cache_titles)


def _cache_titles(app: Sphinx) -> None:
    if app.config.diglot_caching and isinstance(app.builder, StandaloneHTMLBuilder):
        titles = Titles(app.builder)
        app.builder.render_partial = titles.render_partial  # type: ignore[method-assign]


class Titles:
    """Renders each title once.

    A title without markup is escaped without Sphinx's renderer, unless an extension has replaced
    how titles or text are rendered.
    """

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._render = builder.render_partial
        self._builder = builder
        self._rendered: dict[str, dict[str, str]] = {}

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        """Return what the builder's own method `render_partial` returns."""
        if not isinstance(node, nodes.title):
            return self._render(node)
        if self._is_stock and _is_plain(node):
            text = node.astext().translate(HTML5Translator.special_characters)
            return {"fragment": self._fragment, "title": text}
        key = node.pformat()
        if key not in self._rendered:
            # Some docutils write the next answer into the same mapping.
            self._rendered[key] = dict(self._render(node))
        return dict(self._rendered[key])

    @cached_property
    def _is_stock(self) -> bool:
        document = new_document("title", self._builder.docsettings)
        translator = self._builder.create_translator(document, self._builder)
        writers = {
            name: getattr(getattr(translator, name), "__func__", None)
            for name in ("visit_title", "depart_title", "visit_Text", "depart_Text", "encode")
        }
        return all(
            function in _as_stock or function is getattr(HTML5Translator, name)
            for name, function in writers.items()
        )

    @cached_property
    def _fragment(self) -> str:
        # The same for every title: the title of a document is not part of its body.
        return self._render(nodes.title("", "title"))["fragment"]


def _is_plain(title: nodes.title) -> bool:
    return all(isinstance(child, nodes.Text) for child in title.children) and not any(
        title.attributes.values()
    )
