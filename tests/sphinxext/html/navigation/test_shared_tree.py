"""The navigation made once is, on every page, what Furo makes page by page."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commands import run_module
from diglot.sphinxext.html.navigation.tree import MARK, NavigationTree
from folders import PROJECTS

PROJECT = PROJECTS / "navigation"


def pages(root: Path, builder: str, *options: str) -> dict[str, str]:
    outdir = root / "-".join(["out", builder, *options])
    command = ["-q", "-b", builder, "-c", str(root), *options]
    done = run_module("sphinx", *command, str(root / "docs"), str(outdir))
    assert done.returncode == 0, done.stderr
    return {
        path.relative_to(outdir).as_posix(): path.read_text("utf-8")
        for path in sorted(outdir.rglob("*.html"))
    }


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_page_is_the_same(builder: str, tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(PROJECT, root)
    slow, fast = pages(root, builder, "-t", "slow"), pages(root, builder)
    assert fast.keys() == slow.keys()
    assert len(fast) > 10
    for name, page in fast.items():
        assert page == slow[name], name


def test_the_fast_way_was_taken(tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(PROJECT, root)
    with (root / "conf.py").open("a", encoding="utf-8") as file:
        file.write(
            "\nimport furo.navigation\n_real = furo.navigation.get_navigation_tree\n"
            "def _counted(html):\n    if html:\n        print('TREE', flush=True)\n"
            "    return _real(html)\n"
            "_counted.__wrapped__ = _real.__wrapped__\n"
            "furo.navigation.get_navigation_tree = furo.get_navigation_tree = _counted\n"
        )
    command = [sys.executable, "-m", "sphinx", "-q", "-c", str(root)]
    done = subprocess.run(
        [*command, str(root / "docs"), str(root / "out")],
        capture_output=True,
        text=True,
        check=True,
    )
    # Once the long way for each page before the first document, and for that document.
    assert 1 <= done.stdout.count("TREE") <= 2
    assert "is not as diglot knows it" not in done.stdout


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
    slow, fast = pages(root, "html", "-t", "slow"), pages(root, "html")
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
