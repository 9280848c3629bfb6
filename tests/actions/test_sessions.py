"""Sessions of sites: their settings, their messages, and drafts on their pages."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from bench.live import LiveHistory
from diglot.actions.sessions import SiteSession, serving
from diglot.core.block_names import name_of
from diglot.core.codes import Code
from diglot.core.files import changed_since, now
from diglot.core.project import Edition, Format
from diglot.sphinxext.config.load import load_project
from folders import PROJECTS

pytestmark = pytest.mark.usefixtures("forked")

KINDS = """
```python
print("甲")
```

| 表头 | 二 |
| --- | --- |
| 格子 | 重复 |

- 列表

  重复

:::{admonition} 提示题
提示文
:::

::::{tab-set}
:::{tab-item} 标签
标签文
:::
::::

:::{dropdown} 折叠题
折叠文
:::

:::{card} 卡片题
卡片文
:::

脚注[^a]，<b>粗</b>字，![行内图](dot.svg)。

[^a]: 注文

:::{figure} dot.svg
:alt: 替代文字

图题
:::

术语
: 释义

```{math}
a_\\text{甲}
```
"""


def test_drafts_are_shown_and_leave_nothing_behind(tmp_path: Path) -> None:
    root = tmp_path / "minimal"
    shutil.copytree(PROJECTS / "minimal", root)
    conf = root / "conf.py"
    with conf.open("a", encoding="utf-8") as settings:
        # The first extension looks into all documents before they are read.
        settings.write('\nextensions += ["sphinx.ext.autosummary", "sphinx_design"]\n')
        settings.write(
            'myst_enable_extensions = ["colon_fence", "deflist"]\ndiglot_code = "whole"\n'
        )
    chapter = root / "docs/chapter.md"
    text = chapter.read_text("utf-8") + KINDS
    chapter.write_text(text, "utf-8")
    (root / "docs/dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    project = serving(load_project(root), "translate")
    session = SiteSession(project, Edition("en", Format.SITE), for_desk=True)
    page = project.sitedir / "en/chapter.html"

    def shown(drafts: dict[str, str]) -> str:
        session.draft("chapter.html", drafts)
        session.render("chapter.html")
        return page.read_text("utf-8")

    def show_each_in_its_block() -> None:
        mine = [message for message in session.messages()[1] if message.page == "chapter.html"]
        drafts = {
            message.msgid: f"{message.msgid} draft{number}x" for number, message in enumerate(mine)
        }
        blocks = BeautifulSoup(shown(drafts), "html.parser")
        for msgid, draft in drafts.items():
            own = blocks.select(f".diglot-message-{name_of(msgid)}")
            assert own, msgid
            assert all(draft.split()[-1] in str(block) for block in own), msgid

    with closing(session):
        session.open()
        pages, messages = session.messages()
        assert [page.address for page in pages] == ["index.html", "chapter.html"]
        # While nobody waits, it writes the pages that nobody has asked for.
        while not page.exists():
            time.sleep(0.1)
        assert "diglot-message-" in page.read_text("utf-8")
        mine = [message for message in messages if message.page == "chapter.html"]
        assert session.update([chapter]).restart == ""
        # An editor has written another file, which has taken the place of the old one since.
        beside = chapter.with_name("chapter.md.new")
        assert session.update([beside, chapter]).stale == {"chapter.html"}
        chapter.write_text(f"{text}\n```{{autosummary}}\n```\n", "utf-8")
        assert session.update([chapter]).restart == str(chapter)
        chapter.write_text(text, "utf-8")
        first = mine[1]
        assert (first.domain, first.place) == ("chapter", "docs/chapter.md:4")
        assert f"diglot-message-{name_of(first.msgid)}" in shown({})
        show_each_in_its_block()
        assert "draft</em>" in shown({first.msgid: "A *draft* of it."})
        assert "draft</em>" not in shown({})
        # A process that is killed leaves what it has read.
        shown({first.msgid: "A *draft* of it."})
        process = session._process.pid
        assert process is not None
        os.kill(process, signal.SIGKILL)
        session.close()
        session.open()
        session.render("chapter.html")
        assert "draft</em>" not in page.read_text("utf-8")
        # One that ends in order stores what the catalogs say.
        shown({first.msgid: "A *draft* of it."})
        session.close()
        conf.write_text(conf.read_text("utf-8").replace("whole", "comments"), "utf-8")
        session.open()
        session.render("chapter.html")
        assert "draft</em>" not in page.read_text("utf-8")
        show_each_in_its_block()


@pytest.mark.slow
def test_a_setting_that_comes_back_shows_again(copy_project: Callable[[str], Path]) -> None:
    root = copy_project("minimal")
    conf, index = root / "conf.py", root / "build/site/zh-cn/index.html"
    text = conf.read_text("utf-8")
    project = load_project(root)
    with closing(SiteSession(project, project.editions[0])) as session:
        session.open()
        # All is built, then single pages are written.
        session.render("genindex.html")
        for title in ("甲题", "乙题", "甲题"):
            conf.write_text(f'{text}\nhtml_title = "{title}"\n', "utf-8")
            assert session.update([conf]).restart
            session.open()
            if title == "甲题":
                session.render("genindex.html")
            session.render("index.html")
            assert title in index.read_text("utf-8")


def test_sources_that_are_made_or_broken_while_a_site_is_open(
    copy_project: Callable[[str], Path],
) -> None:
    root = copy_project("minimal")
    made = root / "docs/made.md"
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(_MAKES)
    project = load_project(root)
    with closing(SiteSession(project, project.editions[0])) as session:
        session.open()
        # The whole site is built for this page.
        assert session.render("search.html").with_all
        assert made.exists()
        session.update([made])
        session.render("made.html")
        assert "做出来的" in (root / "build/site/zh-cn/made.html").read_text("utf-8")
        # What cannot be read is told on its page, which stays, until it is mended.
        chapter = root / "docs/chapter.md"
        text = chapter.read_bytes()
        chapter.write_bytes(text + b"\xff")
        assert session.update([chapter]).stale == {"chapter.html"}
        (problem,) = session.render("chapter.html").problems
        assert problem.code is Code.UNREADABLE_PAGE
        chapter.write_bytes(text)
        assert session.update([chapter]).stale == {"chapter.html"}
        assert session.render("chapter.html").problems == ()
    assert not made.exists()


_MAKES = """

def setup(app):
    from pathlib import Path

    path = Path(app.srcdir, "made.md")
    text = "---\\norphan: true\\n---\\n\\n# 做出来的\\n"
    app.connect("builder-inited", lambda _app: path.write_text(text, "utf-8"))
    app.connect("build-finished", lambda _app, _error: path.unlink())
"""


@pytest.mark.slow
def test_the_search_finds_what_was_edited_last(copy_project: Callable[[str], Path]) -> None:
    root = copy_project("minimal")
    page, other = root / "docs/page.md", root / "docs/chapter.md"
    texts = root / "build/site/zh-cn/_search/zh-cn/texts/page.js"
    page.write_text("---\norphan: true\n---\n\n# 甲\n\n甲文。\n", "utf-8")
    project = load_project(root)

    def edit(path: Path, old: str, new: str) -> None:
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        while changed_since(path, now()):  # else each build reads it again
            time.sleep(0.005)
        session.update([path])

    with closing(SiteSession(project, project.editions[0])) as session:
        session.open()
        session.render("search.html")
        # A session that begins with what another one has stored reads only what changes.
        session.close()
        session.open()
        edit(page, "甲", "乙")
        session.render("page.html")
        for path, old, new in ((page, "乙", "丙"), (other, "第一段", "首段")):
            edit(path, old, new)
            # This writes the page anew, in a copy of the process.
            session.render("search.html")
            assert "丙文" in texts.read_text("utf-8")


@pytest.mark.slow
def test_pages_after_random_edits_are_those_of_a_clean_build(tmp_path: Path) -> None:
    """`make bench` plays as many as DIGLOT_HISTORIES says."""
    with closing(LiveHistory(tmp_path, seed=141)) as history:
        for _edit in range(3):
            assert history.step() == [], history.log
