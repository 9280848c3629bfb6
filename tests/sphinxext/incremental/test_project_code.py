"""Code of the project that changes what pages show: another one makes everything again."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from diglot.sphinxext.config.opened import opened_files, source_as_run
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


@pytest.mark.parametrize("compiled", [False, True], ids=["from its source", "from bytecode"])
def test_a_module_is_known_as_it_was_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, compiled: bool
) -> None:
    module = tmp_path / "their_extension.py"
    module.write_text("answer = 1\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    if compiled:
        subprocess.run([sys.executable, "-m", "py_compile", str(module)], check=True)
    with opened_files():
        monkeypatch.delitem(sys.modules, "their_extension", raising=False)
        importlib.import_module("their_extension")
    module.write_text("answer = 2\n", "utf-8")
    assert source_as_run(module) == b"answer = 1\n"
    assert own_files(["their_extension"]) == {module}
