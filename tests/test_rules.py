"""Rules of the house that no kept tool holds: those of imports are in pyproject.toml."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from folders import ROOT, TESTS

SCRIPTS = ROOT / "scripts"
PACKAGE = SCRIPTS / "diglot"


def imported_by(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


def private_parts(path: Path) -> Iterator[str]:
    """Yield what a module takes of other packages' private parts by other ways than a dot."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and not (node.module or "").startswith("diglot"):
            yield from (alias.name for alias in node.names if alias.name.startswith("_"))
            yield from (part for part in (node.module or "").split(".") if part.startswith("_"))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("getattr", "setattr"):
            name = node.args[1]
            if isinstance(name, ast.Constant) and str(name.value).startswith("_"):
                yield str(name.value)


# What gettext is called by, the type of Pygments' tokens, which has no public name, and what
# Python itself gives to all.
KNOWN = {"_", "_TokenType", "__name__", "__code__", "__file__", "__func__", "__future__"}


def test_private_parts_of_others_are_in_one_place() -> None:
    """Those behind a dot are ruff's business (SLF001)."""
    found = {
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in PACKAGE.rglob("*.py")
        if path.parent.name != "compat"
        for name in private_parts(path)
        if name not in KNOWN
    }
    assert not found


SAYS_NOTHING = {"each", "it", "one", "some", "that", "these", "thing", "this", "those", "what", "x"}


def loop_variables(path: Path) -> Iterator[ast.Name]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
            yield from (name for name in ast.walk(node.target) if isinstance(name, ast.Name))


def test_loop_variables_say_what_they_hold() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{name.lineno}: {name.id}"
        for folder in (SCRIPTS, TESTS)
        for path in folder.rglob("*.py")
        for name in loop_variables(path)
        if name.id in SAYS_NOTHING
    }
    assert not found


LONGEST = 250
TABLES = {"core/codes.py": "a row for each code"}


def test_modules_are_short_enough_to_hold_one_idea() -> None:
    lines = {
        path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8").count("\n")
        for path in PACKAGE.rglob("*.py")
    }
    assert {path for path, number in lines.items() if number > LONGEST} == TABLES.keys()


def test_core_needs_the_standard_library_only() -> None:
    foreign = {
        f"{path.name}: {module}"
        for path in (PACKAGE / "core").glob("*.py")
        for module in imported_by(path)
        if module.split(".")[0] not in {*sys.stdlib_module_names, "diglot"}
    }
    assert not foreign


def test_no_folder_of_tests_is_left_out(pytestconfig: pytest.Config) -> None:
    patterns = pytestconfig.getini("norecursedirs")
    folders = {folder for path in TESTS.rglob("test_*.py") for folder in path.parents}
    left_out = {
        folder.relative_to(TESTS).as_posix()
        for folder in folders
        if folder.is_relative_to(TESTS)
        for pattern in patterns
        if fnmatch(folder.name, pattern)
    }
    assert not left_out
