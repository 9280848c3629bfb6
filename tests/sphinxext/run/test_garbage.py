"""What a build of many pages keeps in memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from diglot.actions.build import build
from diglot.sphinxext.config.load import load_project
from diglot.sphinxext.run import garbage

# MyST-Parser 5 still asks transforms for their application, which Sphinx 9 deprecates.
pytestmark = pytest.mark.filterwarnings("ignore::PendingDeprecationWarning:myst_parser")

_CONF = """
import pathlib
def setup(app):
    def count(app, env):
        kept = vars(env)["_write_doc_doctree_cache"]
        pathlib.Path(__file__).with_name("kept").write_text(str(len(kept)))
    app.connect("env-updated", count)
"""


def test_where_pages_are_many_only_the_last_stays_in_memory(
    copy_project: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_project("minimal")
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(_CONF)
    monkeypatch.setattr(garbage, "_MANY_DOCUMENTS", 1)
    project = load_project(root)
    build(project, project.select(["zh-cn/site"]))
    assert (root / "kept").read_text() == "1"
    page = (root / "build/site/zh-cn/chapter.html").read_text("utf-8")
    assert "第二段。" in page
