from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp

from diglot.sphinxext.transforms.anchors import stable_anchors

# MyST itself still asks for names that Sphinx 11 will drop.
pytestmark = pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")

PAGE = """
# 开头

(label)=
## 有标签

(标签)=
## 第二节

## 例子

## 例子

## identity

### !!!

:::{figure} a.png

一张图
:::

```{table} 一张表

| a |
|---|
| b |
```

:::{glossary}
提示词
  意思

Agent
  meaning
:::

见[](#例子)、{ref}`label`、{ref}`标签`、{term}`提示词`。
"""
OTHER = "---\norphan: true\n---\n\n# 别处\n\n见[](index.md#例子)与[](index.md#有标签)，"
OTHER += "旧链接[](index.md#id5)、[](index.md#id3)。\n"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[SphinxTestApp]:
    (tmp_path / "conf.py").write_text(
        "extensions = ['myst_parser', 'diglot']\nmyst_enable_extensions = ['colon_fence']\n"
        "language = 'zh_CN'\nnumfig = True\nmyst_heading_anchors = 3\n",
        "utf-8",
    )
    (tmp_path / "index.md").write_text(PAGE, "utf-8")
    (tmp_path / "other.md").write_text(OTHER, "utf-8")
    (tmp_path / "a.png").write_bytes(b"")
    app = SphinxTestApp(srcdir=tmp_path)
    app.build()
    yield app
    app.cleanup()


def ids(app: SphinxTestApp, kind: type[nodes.Element]) -> list[list[str]]:
    return [node["ids"] for node in app.env.get_doctree("index").findall(kind)]


def test_headings_have_ids_made_of_their_labels_or_texts(app: SphinxTestApp) -> None:
    assert ids(app, nodes.section) == [
        ["开头", "id1"],
        ["label", "有标签", "id2"],
        ["标签", "第二节", "id4", "id3"],
        ["例子", "id5"],
        ["例子-1", "id6"],
        ["identity"],
        ["section", "id7"],
    ]


def test_figures_tables_and_terms_have_ids_made_of_their_texts(app: SphinxTestApp) -> None:
    assert [node_ids[0] for node_ids in ids(app, nodes.figure)] == ["fig-一张图"]
    assert [node_ids[0] for node_ids in ids(app, nodes.table)] == ["table-一张表"]
    assert ids(app, nodes.term) == [["term-提示词", "term-0"], ["term-Agent"]]


def test_references_lead_to_the_first_id(app: SphinxTestApp) -> None:
    page = (app.outdir / "index.html").read_text("utf-8")
    for anchor in ("例子", "label", "标签", "term-提示词"):
        assert re.search(rf'<a class="reference internal" href="#{anchor}">', page), anchor
    assert app.env.toc_fignumbers["index"]["figure"] == {"fig-一张图": (1,)}
    assert '#例子-1"' in page, "the table of contents"
    other = (app.outdir / "other.html").read_text("utf-8")
    # Ids that docutils numbers lead to the heading, as they do without diglot.
    assert re.findall(r'href="index.html#(.*?)"><span[^>]*>(.*?)</span>', other)[-2:] == [
        ("例子", "例子"),
        ("标签", "第二节"),
    ]
    assert stable_anchors(app.env)["index"].items() >= {"id3": "标签", "id5": "例子"}.items()
    assert app.warning.getvalue() == ""


def test_numbered_ids_still_lead_to_a_place(app: SphinxTestApp) -> None:
    page = (app.outdir / "index.html").read_text("utf-8")
    for anchor in ("id1", "id2", "id4", "id5", "id6", "term-0"):
        assert f'id="{anchor}"' in page
