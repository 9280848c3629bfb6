"""What builds of a dropped language have made is found by the lists that they left."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diglot.actions.dropped import remove_dropped
from diglot.core.files import write_text
from diglot.sphinxext.config.load import load_project

LISTS = {"finished": {"own": ["a/index.html"]}, "killed": {"others": ["a/mine.txt"]}}


@pytest.mark.parametrize("listed", LISTS.values(), ids=LISTS)
def test_only_what_builds_made_goes(
    copy_project: Callable[[str], Path], listed: dict[str, Any]
) -> None:
    root = copy_project("minimal")
    site, record = root / "build/site/fr", root / "build/doctrees/fr/files.Builder.json"
    for name in ("a/index.html", "a/mine.txt"):
        write_text(site / name, "text")
    write_text(record, json.dumps({"outdir": "../../site/fr", **listed}))
    remove_dropped(load_project(root))
    assert [path.name for path in root.rglob("*") if path.is_file() and site in path.parents] == [
        "mine.txt"
    ]
    assert not record.exists()
    # Its folder goes with the last file.
    (site / "a/mine.txt").unlink()
    write_text(site / "a/index.html", "text")
    write_text(record, json.dumps({"outdir": "../../site/fr", "own": ["a/index.html"]}))
    remove_dropped(load_project(root))
    assert not site.exists()
