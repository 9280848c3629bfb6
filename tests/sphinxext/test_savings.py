"""What is done once or lightly gives what Sphinx and docutils give, call by call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes, utils
from docutils.parsers.rst import Parser
from docutils.readers import standalone
from docutils.transforms import universal
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.common import normalize_url
from sphinx.builders import html
from sphinx.testing.util import SphinxTestApp
from sphinx.util import docutils as sphinx_docutils

from diglot.sphinxext import caching
from diglot.sphinxext.caching.saving import install, stock_of
from diglot.sphinxext.caching.trees import SAVINGS

KINDS = (nodes.section, nodes.paragraph, nodes.emphasis, nodes.strong)
STOPS = (
    nodes.SkipNode,
    nodes.SkipChildren,
    nodes.SkipSiblings,
    nodes.SkipDeparture,
    nodes.StopTraversal,
)


def trees() -> st.SearchStrategy[nodes.Node]:
    leaves = st.text(max_size=3).map(nodes.Text)
    return st.recursive(leaves, _element, max_leaves=20)


def _element(children: st.SearchStrategy[nodes.Node]) -> st.SearchStrategy[nodes.Node]:
    def build(kind: type[nodes.Element], inside: list[nodes.Node]) -> nodes.Element:
        return kind("", *[each.deepcopy() for each in inside])

    return st.builds(build, st.sampled_from(KINDS), st.lists(children, max_size=4))


def stock(function: Any) -> Callable[..., Any]:
    found: Callable[..., Any] = stock_of(function)
    assert found is not function
    return found


@pytest.fixture(autouse=True, scope="module")
def _installed() -> None:
    caching.register(SimpleNamespace(connect=lambda *_: None))  # type: ignore[arg-type]


@given(trees(), st.sampled_from([None, nodes.Element, nodes.Text, nodes.strong, len, callable]))
def test_every_walk_finds_the_same_nodes(tree: nodes.Node, condition: Any) -> None:
    assert list(tree.findall(condition)) == list(stock(nodes.Node.findall)(tree, condition))


@given(trees(), st.booleans(), st.booleans(), st.booleans())
def test_other_directions_are_left_to_docutils(
    tree: nodes.Node, own: bool, siblings: bool, ascend: bool
) -> None:
    start = next(iter(tree.findall(nodes.Text)), tree)
    how: dict[str, Any] = {"include_self": own, "siblings": siblings, "ascend": ascend}
    found = list(start.findall(**how))
    assert found == list(stock(nodes.Node.findall)(start, **how))


@given(trees(), st.integers(0, 3))
def test_a_tree_may_change_while_it_is_walked(tree: nodes.Node, turn: int) -> None:
    twin = tree.deepcopy()
    assert _renamed(tree, nodes.Node.findall, turn) == _renamed(
        twin, stock(nodes.Node.findall), turn
    )


def _renamed(tree: nodes.Node, findall: Callable[..., Any], turn: int) -> list[str]:
    """Replace emphasis as it is found, and return what was found."""
    found = []
    for at, node in enumerate(findall(tree, nodes.Element)):
        found.append(node.tagname)
        if node.parent is None or at % 4 < turn:
            continue
        if isinstance(node, nodes.emphasis):
            node.replace_self(nodes.strong("", "", *[child.deepcopy() for child in node]))
        elif isinstance(node, nodes.strong):
            node.parent.remove(node)
    return [*found, tree.pformat()]


class _Visitor(nodes.NodeVisitor):
    def __init__(self, document: nodes.document, stops: list[int | None]) -> None:
        super().__init__(document)
        self.seen: list[str] = []
        self._stops = stops

    def dispatch_visit(self, node: nodes.Node) -> None:
        self.seen.append(f"<{type(node).__name__}>")
        stop = self._stops[len(self.seen) % len(self._stops)]
        if stop is not None:
            raise STOPS[stop]

    def dispatch_departure(self, node: nodes.Node) -> None:
        self.seen.append(f"</{type(node).__name__}>")


@given(trees(), st.lists(st.none() | st.integers(0, len(STOPS) - 1), min_size=1))
def test_every_visit_goes_the_same_way(tree: nodes.Node, stops: list[int | None]) -> None:
    document = new_document("tree")
    found = []
    for walkabout in (nodes.Node.walkabout, stock(nodes.Node.walkabout)):
        visitor = _Visitor(document, stops)
        found.append((_walked(walkabout, tree, visitor), visitor.seen))
    assert found[0] == found[1]


def _walked(walkabout: Callable[..., bool], tree: nodes.Node, visitor: _Visitor) -> object:
    try:
        return walkabout(tree, visitor)
    except nodes.SkipSiblings as left:  # where nobody is above the root
        return type(left)


@given(trees(), st.booleans(), st.sampled_from([None, 7]), st.sampled_from([None, "other.md"]))
def test_children_are_set_up_alike(
    child: nodes.Node, in_document: bool, line: int | None, source: str | None
) -> None:
    document = new_document("page.md")
    document.current_source, document.current_line = "page.md", 3
    parent = nodes.section()
    if in_document:
        document += parent
    found = []
    for setup_child in (nodes.Node.setup_child, stock(nodes.Node.setup_child)):
        one = child.deepcopy()
        one.source, one.line = source, line
        setup_child(parent, one)
        found.append((one.parent, one.document, one.source, one.line))
    assert found[0] == found[1]
    assert found[0][1] == (document if in_document else None)


def test_settings_are_the_same_and_everyone_has_their_own() -> None:
    get: Callable[..., Any] = sphinx_docutils._get_settings
    how: dict[str, Any] = {"defaults": {"tab_width": 3}, "read_config_files": True}
    first, second = (get(standalone.Reader, Parser(), **how) for _ in range(2))
    expected = stock(get)(standalone.Reader, Parser(), **how)
    assert _values(first) == _values(second) == _values(expected)
    first.record_dependencies.add("image.png")
    first.tab_width = 5
    assert second.record_dependencies.list == []
    assert get(standalone.Reader, Parser(), **how).tab_width == 3
    assert get(standalone.Reader, Parser(), defaults={"tab_width": 4}).tab_width == 4


def _values(settings: Any) -> dict[str, Any]:
    return {key: value for key, value in vars(settings).items() if key != "record_dependencies"}


def test_checksums_are_those_of_the_files(tmp_path: Path) -> None:
    checksum: Callable[..., str] = getattr(html, "_file_checksum")  # noqa: B009 - not exported
    for text in ("a {}", ""):
        (tmp_path / f"{text[:1]}.css").write_text(text)
        for name in (f"{text[:1]}.css", Path(f"{text[:1]}.css")):
            assert checksum(tmp_path, name) == stock(checksum)(tmp_path, name)
            assert bool(checksum(tmp_path, name)) == bool(text)


@given(
    st.lists(
        st.lists(st.text("aZ \"'`-.\\&;quot<!>！“\x00\n", max_size=12), max_size=4), max_size=4
    ),
    st.sampled_from(["1", "2", "3", "qDe", "qBi", "w"]),
    st.sampled_from(["en", "fr", "zh-CN"]),
)
def test_quotes_are_set_as_docutils_does(
    blocks: list[list[str]], action: str, language: str
) -> None:
    found = []
    for apply in (universal.SmartQuotes.apply, stock(universal.SmartQuotes.apply)):
        document = new_document("page.md")
        document.settings.smart_quotes, document.settings.language_code = True, language
        document.settings.smartquotes_locales = None
        for texts in blocks:
            inline = [
                (nodes.literal, nodes.emphasis)[at % 2]("", one) for at, one in enumerate(texts)
            ]
            document += nodes.paragraph("", "", *inline, nodes.Text(" ".join(texts)))
        transform: Any = universal.SmartQuotes(document, document)
        transform.smartquotes_action = action
        apply(transform)
        found.append(document.pformat())
    assert found[0] == found[1]


@given(st.text(max_size=20) | st.sampled_from(["a.md#b c", "https://例え.jp/ä?q=1&r=%20", "x:y"]))
def test_addresses_are_normalised_alike(url: str) -> None:
    once, again = normalize_url.normalizeLink(url), normalize_url.normalizeLink(url)
    assert once == again == stock(normalize_url.normalizeLink)(url)


@pytest.mark.parametrize("tag", ["en", "zh-CN", "de_AT-1901", "de-CH-x_altquot", ""])
def test_tags_are_taken_apart_alike(tag: str) -> None:
    expected = stock(utils.normalize_language_tag)(tag)
    first = utils.normalize_language_tag(tag)
    assert first == expected
    first.append("changed")
    assert utils.normalize_language_tag(tag) == expected


def test_files_are_found_where_they_are(tmp_path: Path) -> None:
    (tmp_path / "there.css").write_text("")
    for name in ("there.css", "nowhere.css", str(tmp_path / "there.css")):
        folders: list[Path | str] = [tmp_path / "no", str(tmp_path)]
        expected = stock(utils.find_file_in_dirs)(name, folders)
        assert [utils.find_file_in_dirs(name, folders) for _ in range(2)] == [expected] * 2


def test_a_part_that_looks_different_stays() -> None:
    def other(node: object, condition: object) -> None:
        del node, condition

    owner = SimpleNamespace(findall=other)
    for name in ("findall", "absent"):
        install(replace(SAVINGS[0], owner=owner, name=name))
    assert vars(owner) == {"findall": other}


TITLES = ('Plain & <simple> "it\'s" a@b.org', "中文：标题", "With *markup* and `code`")


@pytest.mark.parametrize("renders", ["", "own"])
def test_titles_are_rendered_as_sphinx_does(tmp_path: Path, renders: str) -> None:
    """Also where an extension has its own way with text."""
    conf = 'extensions = ["myst_parser", "diglot"]\nhtml_theme = "furo"\n'
    if renders:
        conf += (
            "from docutils import nodes\n"
            "def visit(self, node): self.body.append('*' + node)\n"
            "def setup(app):\n"
            "    app.add_node(nodes.Text, override=True, html=(visit, lambda self, node: None))\n"
        )
    (tmp_path / "conf.py").write_text(conf)
    for number, words in enumerate(TITLES):
        (tmp_path / f"p{number}.md").write_text(f"# {words}\n", "utf-8")
    pages = "\n".join(f"p{number}" for number in range(len(TITLES)))
    (tmp_path / "index.md").write_text(f"# Index\n\n```{{toctree}}\n{pages}\n```\n")
    app = SphinxTestApp(srcdir=tmp_path, buildername="html")
    try:
        app.build()
        builder: Any = app.builder
        for title in app.env.titles.values():
            shown = builder.render_partial(title)
            assert shown == html.StandaloneHTMLBuilder.render_partial(builder, title)
            assert shown["title"].startswith("*") == bool(renders)
    finally:
        app.cleanup()
