"""Pages that are written while nobody waits, in copies of the process that knows them."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from diglot.core.project import Edition, Format
from diglot.sphinxext.config.load import load_project
from diglot.sphinxext.session.ahead import Ahead
from diglot.sphinxext.session.desk import DeskSession


def test_the_result_of_a_copy_comes_back() -> None:
    ahead: Ahead[int] = Ahead()
    assert not ahead.settle()
    ahead.begin(os.getpid)
    (other,) = ahead.settle()
    assert other != os.getpid()
    assert not ahead.is_running


def test_a_copy_that_dies_leaves_nothing() -> None:
    ahead: Ahead[int] = Ahead()
    ahead.begin(lambda: os._exit(1))
    assert not ahead.settle()


def test_pages_are_written_ahead_and_again_once_they_have_changed(
    copy_project: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_project("minimal")
    project = load_project(root)
    with closing(DeskSession(project, Edition("en", Format.SITE))) as session:
        session.introduce()
        page = project.sitedir / "en" / "chapter.html"
        assert session.stale == {"chapter.html"}
        assert not page.exists()
        # A text is shown while another page is being written.
        assert session.work_ahead()
        (message,) = [message for message in session.messages()[1] if message.page == "index.html"][
            :1
        ]
        drafted = session.draft("index.html", {message.msgid: "Draft"})
        assert "Draft" in drafted.blocks[0].after
        while session.work_ahead():
            pass
        assert "chapter.html" not in session.stale
        assert page.exists()
        # What changes after a page was written ahead makes it stale.
        source = root / "docs" / "chapter.md"
        source.write_text(source.read_text("utf-8") + "\n再来一段。\n", "utf-8")
        assert session.update([source]).stale >= {"chapter.html"}
        session.render("chapter.html")
        assert "再来一段。" in page.read_text("utf-8")
