"""Code of the project that changes what pages show: another one makes everything again."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from diglot.sphinxext.incremental.project_code import code_of, own_files

SETTINGS = {"project", "copyright", "extensions"}
HANDLER = "def setup(app):\n    app.connect('source-read', f)\n"


def code(text: str) -> str:
    return code_of(ast.parse(text), SETTINGS)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("project = 'a'\n", "project = 'b'\nwords = 'c'\n"),
        (f"{HANDLER}project = 'a'\n", f"# A remark.\n{HANDLER}\nproject = 'b'\n"),
        (f"{HANDLER}project = 'a'\n", f"{HANDLER}project = 'a'\ncopyright = 'c'\n"),
    ],
)
def test_values_of_settings_are_no_code(before: str, after: str) -> None:
    assert code(before) == code(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HANDLER, HANDLER.replace("source-read", "doctree-read")),
        (f"words = 'a'\n{HANDLER}", f"words = 'b'\n{HANDLER}"),
        (f"words = 'a'\n{HANDLER}", f"words = 'a'\nwords += 'b'\n{HANDLER}"),
        ("project = (lambda: 'a')\n", "project = (lambda: 'b')\n"),
    ],
)
def test_what_functions_may_use_is_code(before: str, after: str) -> None:
    assert code(before) != code(after)


def test_modules_are_followed_but_for_what_functions_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "their_package"
    package.mkdir()
    modules = {
        "their_package/__init__.py": "from . import near\nimport json\n",
        "their_package/near.py": "if True:\n    import their_helper\n",
        "their_package/late.py": "",
        "their_helper.py": "def f():\n    import their_package.late\n",
    }
    for name, text in modules.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    # As autodoc does, or a function that has been called.
    __import__("their_package.late")
    found = own_files(["their_package", "json", "diglot"])
    assert {path.relative_to(tmp_path).as_posix() for path in found} == {
        "their_package/__init__.py",
        "their_package/near.py",
        "their_helper.py",
    }
    for name in [name for name in sys.modules if name.startswith("their_")]:
        monkeypatch.delitem(sys.modules, name)
