from __future__ import annotations

from pathlib import Path

import pytest

from diglot.sphinxext.config.root import project_root


@pytest.mark.parametrize(
    ("files", "here", "root"),
    [
        (["conf.py"], ".", "."),
        (["docs/conf.py"], ".", "."),
        (["conf.py"], "docs/guide", "."),
        (["docs/conf.py"], "docs/guide", "docs"),
        (["docs/conf.py", ".git/HEAD"], "docs/guide", "."),
        (["docs/conf.py", ".git/HEAD"], "docs", "docs"),
        (["docs/conf.py", ".git/HEAD"], "src/module", "."),
        (["docs/conf.py", ".git"], "src/module", "."),
        (["conf.py", "sub/.git/HEAD"], "sub/docs", "sub/docs"),
        (["docs/conf.py", "books/a/conf.py", ".git/HEAD"], "books/a/pages", "books/a"),
        (["docs/conf.py"], "elsewhere/folder", "elsewhere/folder"),
        ([], "docs", "docs"),
    ],
)
def test_the_project_of_a_folder(tmp_path: Path, files: list[str], here: str, root: str) -> None:
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / here).mkdir(parents=True, exist_ok=True)
    assert project_root(tmp_path / here) == tmp_path / root
