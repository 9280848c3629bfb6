"""The navigation made once is, on every page, what Furo makes page by page."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from commands import run_module
from diglot.sphinxext.html.navigation.tree import MARK, NavigationTree
from folders import PROJECTS

PROJECT = PROJECTS / "navigation"


# Says how often Furo makes a tree the long way.
COUNTING = """
import sys
import furo.navigation
_real = furo.navigation.get_navigation_tree
def _counted(html):
    if html:
        print("TREE", file=sys.stderr, flush=True)
    return _real(html)
_counted.__wrapped__ = _real.__wrapped__
furo.navigation.get_navigation_tree = furo.get_navigation_tree = _counted
"""


def build(root: Path, builder: str, *options: str) -> tuple[dict[str, str], str]:
    """Return the pages by name, and what the build said."""
    outdir = root / "-".join(["out", builder, *options])
    command = ["-q", "-b", builder, "-c", str(root), *options]
    done = run_module("sphinx", *command, str(root / "docs"), str(outdir))
    assert done.returncode == 0, done.stderr
    pages = {
        path.relative_to(outdir).as_posix(): path.read_text("utf-8")
        for path in sorted(outdir.rglob("*.html"))
    }
    return pages, done.stdout + done.stderr


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_page_is_the_same_and_made_the_fast_way(builder: str, tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(PROJECT, root)
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(COUNTING)
    (slow, _), (fast, said) = build(root, builder, "-t", "slow"), build(root, builder)
    assert fast.keys() == slow.keys()
    assert len(fast) > 10
    for name, page in fast.items():
        assert page == slow[name], name
    # Once the long way for each page before the first document, and for that document.
    assert 1 <= said.count("TREE") <= 2
    assert "is not as diglot knows it" not in said


# Furo's own code in other versions of it, as lines of conf.py.
OTHER_FUROS = {
    "asks otherwise": """
import furo, furo.navigation
def tree(context):
    asked = context["toctree"](collapse=False, titles_only=True, maxdepth=1, includehidden=True)
    return furo.navigation.get_navigation_tree(asked)
furo._compute_navigation_tree = tree
""",
    "keeps it elsewhere": """
def rename(app, page, template, context, doctree):
    context["furo_tree"] = context.pop("furo_navigation_tree")
def put_back(app, page, template, context, doctree):
    context["furo_navigation_tree"] = context["furo_tree"]
def setup(app):
    app.setup_extension("furo")
    app.connect("html-page-context", rename, priority=500)
    app.connect("html-page-context", put_back, priority=502)
""",
}


@pytest.mark.parametrize("conf", OTHER_FUROS.values(), ids=OTHER_FUROS.keys())
def test_another_furo_makes_its_tree_itself(conf: str, tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(PROJECT, root)
    with (root / "conf.py").open("a", encoding="utf-8") as file:
        file.write(conf)
    (slow, _), (fast, _) = build(root, "html", "-t", "slow"), build(root, "html")
    assert len(fast) > 10
    assert fast == slow


@pytest.mark.parametrize(
    "html",
    [
        f'<a class="reference internal" href="{MARK}0;">x</a>',
        '<ul class="simple">\n<li class="toctree-l1">x</li>\n</ul>',
    ],
    ids=["entry", "list"],
)
def test_a_tree_that_is_built_otherwise_is_refused(html: str) -> None:
    with pytest.raises(ValueError, match="the tree has"):
        NavigationTree.parse(html)


def test_marks_of_the_current_page() -> None:
    html = (
        '<ul>\n<li class="toctree-l1 has-children">'
        f'<a class="reference internal" href="{MARK}0;">A</a>'
        '<input aria-label="A" class="toctree-checkbox"/><ul>\n<li class="toctree-l2">'
        f'<a class="reference internal" href="{MARK}1;">B</a></li>\n</ul></li>\n</ul>'
    )
    tree = NavigationTree.parse(html)
    shown = tree.render(1, "b.html", lambda number: ("a.html", "")[number])
    assert re.findall(r'class="([^"]*)"', shown) == [
        "current",
        "toctree-l1 current has-children",
        "reference internal",
        "toctree-checkbox",
        "current",
        "toctree-l2 current current-page",
        "current reference internal",
    ]
    assert re.findall(r'href="([^"]*)"', shown) == ["a.html", "#"]
    assert shown.count('checked=""') == 1


def test_titles_are_changed_where_links_lead_to_the_document_itself() -> None:
    link = '<li class="toctree-l1"><a class="reference internal" href="{}">{}</a></li>'
    links = ((f"{MARK}0;", "A"), (f"{MARK}1;", "<abbr>B</abbr>"), (f"{MARK}1;#b", "a part"))
    tree = NavigationTree.parse("".join(link.format(*names) for names in links))
    assert tree.titles() == {0: "A", 1: "<abbr>B</abbr>"}
    tree.retitle({1: "<em>C</em>"})
    shown = tree.render(None, "x.html", str)
    assert re.findall(r'href="[^"]*">(.*?)</a>', shown) == ["A", "<em>C</em>", "a part"]
