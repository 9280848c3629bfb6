"""What Sphinx and docutils do again and again for every page, done once or done lightly.

Each saving stands for itself: where the part that it replaces looks different from the one it was
written for, that part stays as it is. What comes out is the same with and without.
"""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from docutils import nodes, utils
from docutils.frontend import Values
from docutils.utils import DependencyList, smartquotes
from markdown_it.common import normalize_url
from sphinx.application import Sphinx
from sphinx.builders import html
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import docutils as sphinx_docutils
from sphinx.util.docutils import new_document
from sphinx.writers.html5 import HTML5Translator

_Path = str | os.PathLike[str]
_Signature = tuple[str, ...]
_Condition = type[nodes.Node] | Callable[[nodes.Node], bool] | None


def register(app: Sphinx) -> None:
    """Save what can be saved in this process; doing it again changes nothing."""
    _replace(nodes.Node, "findall", _FINDALL, _walking)
    _replace(nodes.Node, "walkabout", _WALKABOUT, _walking_about)
    _replace(nodes.Node, "setup_child", _SETUP_CHILD, _setting_up)
    _replace(sphinx_docutils, "_get_settings", _GET_SETTINGS, _remembering_settings)
    _replace(smartquotes, "educate_tokens", _EDUCATE_TOKENS, _educating)
    _replace(utils, "find_file_in_dirs", _FIND_FILE, _remembering_files)
    # A link stands in the source and again in each translation.
    _replace(normalize_url, "normalizeLink", ("url",), lru_cache(10_000))
    _replace(html, "_file_checksum", _FILE_CHECKSUM, _remembering_checksums)
    app.connect("builder-inited", _in_builder)


def _in_builder(app: Sphinx) -> None:
    if isinstance(app.builder, StandaloneHTMLBuilder):
        titles = _Titles(app.builder)
        app.builder.render_partial = titles.render_partial  # type: ignore[method-assign]


def _replace(owner: Any, name: str, expected: _Signature, make: Callable[[Any], Any]) -> None:
    """Put what `make` returns for a function in its place, if its parameters are as expected."""
    found = getattr(owner, name, None)
    stock = getattr(found, "__wrapped__", found)
    if stock is None or tuple(inspect.signature(stock).parameters) != expected:
        return
    ours = make(stock)
    ours.__wrapped__ = stock
    setattr(owner, name, ours)


_FINDALL = ("self", "condition", "include_self", "descend", "siblings", "ascend")


def _walking(stock: Callable[..., Iterator[nodes.Node]]) -> Callable[..., Iterator[nodes.Node]]:
    """Walk down a tree by a stack; docutils has a generator for each node, one in another."""

    def findall(
        self: nodes.Node,
        condition: _Condition = None,
        include_self: bool = True,
        descend: bool = True,
        siblings: bool = False,
        ascend: bool = False,
    ) -> Iterator[nodes.Node]:
        if not (include_self and descend) or siblings or ascend:
            return stock(self, condition, include_self, descend, siblings, ascend)
        return _of_class(self, condition) if isinstance(condition, type) else _that(self, condition)

    return findall


def _of_class(root: nodes.Node, cls: type[nodes.Node]) -> Iterator[nodes.Node]:
    if not _has(root, cls):
        return
    if isinstance(root, cls):
        yield root
    # Lists are walked while their owners may change them, as docutils' own way does.
    open_lists = [iter(root.children)]
    while open_lists:
        for node in open_lists[-1]:
            if isinstance(node, cls):
                yield node
            if node.children:
                open_lists.append(iter(node.children))
                break
        else:
            open_lists.pop()


def _has(root: nodes.Node, cls: type[nodes.Node]) -> bool:
    """Look through a tree in any order; most walks look for what a document has none of."""
    found = [root]
    for node in found:
        if isinstance(node, cls):
            return True
        found += node.children
    return False


def _that(root: nodes.Node, wanted: Callable[[nodes.Node], bool] | None) -> Iterator[nodes.Node]:
    if wanted is None or wanted(root):
        yield root
    open_lists = [iter(root.children)]
    while open_lists:
        for node in open_lists[-1]:
            if wanted is None or wanted(node):
                yield node
            if node.children:
                open_lists.append(iter(node.children))
                break
        else:
            open_lists.pop()


_WALKABOUT = ("self", "visitor")


def _walking_about(stock: Callable[..., bool]) -> Callable[..., bool]:
    """Visit a tree without composing a message at every step, which only debugging shows."""

    def walkabout(self: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
        if visitor.document.reporter.debug_flag:
            return stock(self, visitor)
        departs = True
        stops = False
        try:
            try:
                visitor.dispatch_visit(self)
            except nodes.SkipNode:
                return False
            except nodes.SkipDeparture:
                departs = False
            stops = _about_children(self, visitor)
        except nodes.SkipChildren:
            pass
        except nodes.StopTraversal:
            stops = True
        if departs:
            visitor.dispatch_departure(self)
        return stops

    return walkabout


def _about_children(node: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
    try:
        for child in node.children[:]:
            if child.walkabout(visitor):
                return True
    except nodes.SkipSiblings:
        pass
    return False


_SETUP_CHILD = ("self", "child")


def _setting_up(_stock: Callable[..., None]) -> Callable[..., None]:
    """Look the document up once for each child; docutils climbs up to it four times."""

    def setup_child(self: nodes.Node, child: nodes.Node) -> None:
        child.parent = self
        document = self.document
        if document is None:
            return
        child.document = document
        if child.source is None:
            child.source = document.current_source
        if child.line is None:
            child.line = document.current_line

    return setup_child


_GET_SETTINGS = ("components", "defaults", "read_config_files")


def _remembering_settings(stock: Callable[..., Values]) -> Callable[..., Values]:
    """Build docutils' command line once for the same parts, not once a document."""
    known: dict[tuple[object, ...], tuple[dict[str, Any], Values]] = {}

    def get_settings(
        *components: Any, defaults: dict[str, Any], read_config_files: bool = False
    ) -> Values:
        classes = (one if isinstance(one, type) else type(one) for one in components)
        key = (*classes, read_config_files)
        if key not in known or known[key][0] != defaults:
            settings = stock(*components, defaults=defaults, read_config_files=read_config_files)
            known[key] = (dict(defaults), settings)
        copy = known[key][1].copy()
        # Each document has its own list of the files that it depends on.
        copy.record_dependencies = DependencyList()
        return copy

    return get_settings


_EDUCATE_TOKENS = ("text_tokens", "attr", "language")

# Whatever the actions of smart quotes could change holds one of these.
_TYPED_SIGNS = re.compile(r"""["'`\\&]|--|\.\.\.|\. \. \.""")


def _educating(stock: Callable[..., Iterator[str]]) -> Callable[..., Iterator[str]]:
    """Leave text without quotes, dashes and the like alone."""

    def educate_tokens(
        text_tokens: Iterable[tuple[str, str]], attr: str = "1", language: str = "en"
    ) -> Iterator[str]:
        tokens = list(text_tokens)
        if attr != "-1" and not any(_TYPED_SIGNS.search(text) for _kind, text in tokens):
            return iter([text for _kind, text in tokens])
        return stock(iter(tokens), attr, language)

    return educate_tokens


_FIND_FILE = ("path", "dirs")


def _remembering_files(stock: Callable[..., str]) -> Callable[..., str]:
    """Look for docutils' own style sheet, which no page shows, once and not for every page."""
    known: dict[tuple[str, ...], str] = {}

    def find_file_in_dirs(path: _Path, dirs: Iterable[_Path]) -> str:
        folders = [os.fspath(one) for one in dirs]
        key = (os.fspath(path), *folders)
        return known.get(key) or known.setdefault(key, stock(path, folders))

    return find_file_in_dirs


_FILE_CHECKSUM = ("outdir", "filename")


def _remembering_checksums(stock: Callable[..., str]) -> Callable[..., str]:
    """Resolve the path of each style sheet and script once, not once a page."""
    known: dict[tuple[str, str], str] = {}

    def checksum(outdir: Path, filename: _Path) -> str:
        key = (str(outdir), os.fspath(filename))
        return known.get(key) or known.setdefault(key, stock(outdir, filename))

    return checksum


class _Titles:
    """Renders each title once: every page shows those of its neighbours and of its parents.

    A title without markup takes no renderer, unless an extension renders titles or text its way.
    """

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._render = builder.render_partial
        self._builder = builder
        self._known: dict[str, dict[str, str]] = {}

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        """Stand in for the builder's method."""
        if not isinstance(node, nodes.title):
            return self._render(node)
        if self._is_stock and _is_plain(node):
            text = node.astext().translate(HTML5Translator.special_characters)
            return {"fragment": self._fragment, "title": text}
        key = node.pformat()
        if key not in self._known:
            self._known[key] = self._render(node)
        return self._known[key].copy()

    @cached_property
    def _is_stock(self) -> bool:
        document = new_document("title", self._builder.docsettings)
        translator = self._builder.create_translator(document, self._builder)
        return all(
            getattr(getattr(translator, name), "__func__", None) is getattr(HTML5Translator, name)
            for name in ("visit_title", "depart_title", "visit_Text", "depart_Text", "encode")
        )

    @cached_property
    def _fragment(self) -> str:
        # The title of a document is no part of its body, whatever it says.
        return self._render(nodes.title("", "title"))["fragment"]


def _is_plain(title: nodes.title) -> bool:
    return all(isinstance(child, nodes.Text) for child in title.children) and not any(
        title.attributes.values()
    )
