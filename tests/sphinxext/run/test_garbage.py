"""What a build of many pages keeps in memory."""

from __future__ import annotations

import subprocess
import sys
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


# In a process of its own: what the tests keep would be looked through with it.
_BY_HAND = """
import gc
from diglot.sphinxext.run.garbage import collect_while_open, due_generation
collect_while_open()
for edit in range(100):
    generation = due_generation()
    print(generation)
    gc.collect(generation)
"""


def test_who_looks_for_young_garbage_by_hand_comes_to_the_old() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _BY_HAND], capture_output=True, text=True, check=True
    )
    generations = done.stdout.split()
    assert generations.count("0") > generations.count("1") > generations.count("2") > 0
