"""The navigation computed once a language instead of once a page.

Sphinx resolves, renders and Furo parses the whole tree of contents for every page: quadratic in
the number of pages. Here that is done once; then each page gets its links and its marks. The
first page is also made the long way, and any difference puts the long way back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.toctree import global_toctree_for_doc
from sphinx.util import logging

from diglot.sphinxext.html.builders import MakesNavigation
from diglot.sphinxext.html.navigation.accessible import accessible
from diglot.sphinxext.html.navigation.tree import MARK, NavigationTree

# What Furo asks Sphinx for, in `furo._compute_navigation_tree`.
_FURO_ASKS: dict[str, Any] = {
    "collapse": False,
    "titles_only": True,
    "maxdepth": -1,
    "includehidden": True,
}
_NO_PAGE = "\x00"

_logger = logging.getLogger(__name__)


def register(app: Sphinx) -> None:
    """Step in before and after Furo makes its part of a page."""
    navigation = _Navigation()
    app.connect("env-check-consistency", navigation.forget)
    app.connect("html-page-context", navigation.spare, priority=499)
    app.connect("html-page-context", navigation.put, priority=501)


class _Navigation:
    """The tree of one build, once it is needed."""

    def __init__(self) -> None:
        self._tree: NavigationTree | None = None
        self._numbers: dict[str, int] = {}
        self._checked = self._refused = False
        self._original: Callable[..., str] | None = None

    def forget(self, _app: Sphinx, _env: BuildEnvironment) -> None:
        """Make the tree anew in the next build of this process."""
        self._tree, self._numbers = None, {}

    def spare(
        self, app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
    ) -> None:
        """Spare Furo the tree: answer its question, and no other, with nothing."""
        self._original = None
        if self._refused or "furo" not in app.extensions or "toctree" not in context:
            return
        original = self._original = context["toctree"]

        def toctree(**asked: Any) -> str:
            return "" if asked == _FURO_ASKS else original(**asked)

        context["toctree"] = toctree

    def put(
        self, app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object
    ) -> None:
        """Put the page's tree where Furo's template looks for it."""
        if self._original is None:
            return
        context["toctree"] = self._original
        context["furo_navigation_tree"] = self._of(app.builder, page, self._original)

    def _of(self, builder: Any, page: str, original: Callable[..., str]) -> str:
        from furo.navigation import get_navigation_tree  # type: ignore[import-untyped]

        if self._checked and not self._refused:
            return self._fast(builder, page)
        slow = _accessible(builder, get_navigation_tree(original(**_FURO_ASKS)))
        try:
            self._refused = self._fast(builder, page) != slow
        except ValueError:
            self._refused = True
        if self._refused:
            _logger.info("diglot does not know this navigation; Furo makes it for every page")
        self._checked = page in builder.env.all_docs
        return slow

    def _fast(self, builder: StandaloneHTMLBuilder, page: str) -> str:
        if self._tree is None:
            self._tree = self._parse(builder)
        documents = list(self._numbers)
        return self._tree.render(
            self._numbers.get(page),
            builder.get_target_uri(page),
            lambda number: builder.get_relative_uri(page, documents[number]),
        )

    def _parse(self, builder: StandaloneHTMLBuilder) -> NavigationTree:
        from furo.navigation import get_navigation_tree

        links = cast("Builder", _Marking(self._numbers))
        if isinstance(builder, MakesNavigation):
            toctree = builder.navigation(_NO_PAGE, links, **_FURO_ASKS)
        else:
            toctree = global_toctree_for_doc(
                builder.env, _NO_PAGE, links, tags=builder.tags, **_FURO_ASKS
            )
        html = builder.render_partial(toctree)["fragment"]
        return NavigationTree.parse(_accessible(builder, get_navigation_tree(html)))


def _accessible(builder: StandaloneHTMLBuilder, tree: str) -> str:
    if isinstance(builder, MakesNavigation):
        return builder.accessible_navigation(tree)
    return accessible(tree)


class _Marking:
    """Stands in for a builder that is asked for addresses: it numbers the documents."""

    def __init__(self, numbers: dict[str, int]) -> None:
        self._numbers = numbers

    def get_relative_uri(self, _page: str, document: str) -> str:
        number = self._numbers.setdefault(document, len(self._numbers))
        return f"{MARK}{number};"
