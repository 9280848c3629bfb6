"""Sessions of sites: their settings, their messages, and drafts on their pages."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from diglot.actions.sessions import SiteSession, serving
from diglot.core.block_names import name_of
from diglot.core.project import Edition, Format
from diglot.sphinxext.config.load import load_project
from folders import PROJECTS


def test_drafts_are_shown_and_leave_nothing_behind(tmp_path: Path) -> None:
    root = tmp_path / "minimal"
    shutil.copytree(PROJECTS / "minimal", root)
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        # An extension that looks into all documents before they are read.
        conf.write('\nextensions = [*extensions, "sphinx.ext.autosummary"]\n')
    project = serving(load_project(root), "translate")
    session = SiteSession(project, Edition("en", Format.SITE), for_desk=True)
    page = project.sitedir / "en/chapter.html"

    def shown(drafts: dict[str, str]) -> str:
        session.draft("chapter.html", drafts)
        session.render("chapter.html")
        return page.read_text("utf-8")

    with closing(session):
        session.open()
        pages, messages = session.messages()
        assert [one.address for one in pages] == ["index.html", "chapter.html"]
        mine = [one for one in messages if one.page == "chapter.html"]
        chapter = root / "docs/chapter.md"
        assert session.update([chapter]).restart == ""
        text = chapter.read_text("utf-8")
        chapter.write_text(f"{text}\n```{{autosummary}}\n```\n", "utf-8")
        assert session.update([chapter]).restart == str(chapter)
        chapter.write_text(text, "utf-8")
        first = mine[1]
        assert (first.domain, first.place) == ("chapter", "docs/chapter.md:4")
        assert f"diglot-message-{name_of(first.msgid)}" in shown({})
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
        session.open()
        session.render("chapter.html")
        assert "draft</em>" not in page.read_text("utf-8")


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
