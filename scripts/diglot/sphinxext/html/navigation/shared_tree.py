"""The navigation computed once a language instead of once a page.

Sphinx resolves, renders and Furo parses the whole tree of contents for every page: quadratic in
the number of pages. Here that is done once; then each page gets its links and its marks. The
first pages are made by Furo, too, and any difference leaves all others to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.tags import Tags

from diglot.core.i18n import _
from diglot.sphinxext.compat.sphinx import global_toctree
from diglot.sphinxext.html.builders import MakesNavigation
from diglot.sphinxext.html.navigation.accessible import accessible, check
from diglot.sphinxext.html.navigation.retitled import Contents
from diglot.sphinxext.html.navigation.tree import MARK, NavigationTree
from diglot.sphinxext.html.patches import patch_log

# What Furo asks Sphinx for, in `furo._compute_navigation_tree`.
_FURO_ASKS: dict[str, Any] = {
    "collapse": False,
    "titles_only": True,
    "maxdepth": -1,
    "includehidden": True,
}
# Where Furo's templates look for the tree.
_VARIABLE = "furo_navigation_tree"
_NO_PAGE = "\x00"


def register(app: Sphinx) -> None:
    """Step in before and after Furo makes its part of a page."""
    navigation = _Navigation()
    app.connect("html-page-context", navigation.answer, priority=499)
    app.connect("html-page-context", navigation.put, priority=501)


class _Navigation:
    """The tree of one build, once it is needed."""

    def __init__(self) -> None:
        self._tree: NavigationTree | None = None
        self._numbers: dict[str, int] = {}
        self._checked = self._refused = self._asked = False
        self._original: Callable[..., str] | None = None
        # What the builder had prepared for its pages when the tree was made, and of what.
        self._prepared: object = None
        self._contents: Contents | None = None

    def answer(
        self, app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
    ) -> None:
        """Answer Furo's question for the tree with nothing, once our tree has proved right."""
        self._original, self._asked = None, False
        if self._refused or "furo" not in app.extensions or "toctree" not in context:
            return
        original: Callable[..., str] = context["toctree"]
        self._original = original

        def toctree(**options: Any) -> str:
            if options != _FURO_ASKS:
                return original(**options)
            self._asked = True
            return "" if self._checked else original(**options)

        context["toctree"] = toctree

    def put(
        self, app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object
    ) -> None:
        """Put the page's tree where Furo's template looks for it, or check it against Furo's."""
        if self._original is None:
            return
        context["toctree"] = self._original
        builder = cast("StandaloneHTMLBuilder", app.builder)
        if self._checked:
            context[_VARIABLE] = self._fast(builder, page)
        elif not self._asked or _VARIABLE not in context:
            self._refuse(builder)
        else:
            check(context[_VARIABLE], patch_log(builder))
            context[_VARIABLE] = _accessible(builder, context[_VARIABLE])
            self._compare(builder, page, context[_VARIABLE])

    def _compare(self, builder: StandaloneHTMLBuilder, page: str, furo_tree: str) -> None:
        try:
            same = self._fast(builder, page) == furo_tree
        except ValueError:
            same = False
        if same:
            # Pages that are no documents are marked nowhere in the tree: they prove too little.
            self._checked = page in builder.env.all_docs
        else:
            self._refuse(builder)

    def _refuse(self, builder: StandaloneHTMLBuilder) -> None:
        self._refused = True
        patch_log(builder).keep(_("its navigation is made for every page, which takes longer"))

    def _fast(self, builder: StandaloneHTMLBuilder, page: str) -> str:
        if self._prepared is not builder.globalcontext:
            self._prepare(builder)
            self._prepared = builder.globalcontext
        if self._tree is None:
            raise ValueError("there is no tree")
        documents = list(self._numbers)
        return self._tree.render(
            self._numbers.get(page),
            builder.get_target_uri(page),
            lambda number: builder.get_relative_uri(page, documents[number]),
        )

    def _prepare(self, builder: StandaloneHTMLBuilder) -> None:
        """Make the tree, or put new titles into it where nothing else has changed."""
        env, before = builder.env, self._contents
        self._contents = None if isinstance(builder, MakesNavigation) else Contents.of(env)
        titles = before.retitled_in(env) if before and self._tree and self._contents else None
        if self._tree is not None and titles is not None:
            self._tree.retitle(self._made(builder, titles))
        else:
            self._numbers = {}
            self._tree = self._parse(builder)

    def _made(
        self, builder: StandaloneHTMLBuilder, titles: Mapping[str, nodes.bullet_list]
    ) -> dict[int, str]:
        """Return titles as HTML, by the numbers of their documents."""
        made: dict[int, str] = {}
        for docname in titles.keys() & self._numbers.keys():
            title = titles[docname]
            item = title.children[0]
            item["classes"].append("toctree-l1")  # type: ignore[index]
            for reference in title.findall(nodes.reference):
                reference["refuri"] = f"{MARK}{self._numbers[docname]};"
            made |= _tree_of(builder, title).titles()
        return made

    def _parse(self, builder: StandaloneHTMLBuilder) -> NavigationTree:
        links = cast("Builder", _Marking(self._numbers, builder.tags))
        if isinstance(builder, MakesNavigation):
            toctree = builder.navigation(_NO_PAGE, links, **_FURO_ASKS)
        else:
            toctree = global_toctree(builder.env, _NO_PAGE, links, builder.tags, **_FURO_ASKS)
        return _tree_of(builder, toctree)


def _tree_of(builder: StandaloneHTMLBuilder, toctree: nodes.Node | None) -> NavigationTree:
    from furo.navigation import get_navigation_tree  # type: ignore[import-untyped]

    html = builder.render_partial(toctree)["fragment"]
    return NavigationTree.parse(_accessible(builder, get_navigation_tree(html)))


def _accessible(builder: StandaloneHTMLBuilder, tree: str) -> str:
    if isinstance(builder, MakesNavigation):
        return builder.accessible_navigation(tree)
    return accessible(tree)


class _Marking:
    """What Sphinx asks for addresses, in the place of a builder: it numbers the documents."""

    def __init__(self, numbers: dict[str, int], tags: Tags) -> None:
        self._numbers, self.tags = numbers, tags

    def get_relative_uri(self, _page: str, document: str) -> str:
        number = self._numbers.setdefault(document, len(self._numbers))
        return f"{MARK}{number};"
