"""The house's rule: imports point down only, and few rooms know Sphinx."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "scripts" / "diglot"
FLOORS = {
    "cli": 6,
    "server": 5,
    "actions": 4,
    "sphinxext": 3,
    "catalog": 2,
    "typeset": 2,
    "core": 1,
}
MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.glob("*/**/*.py"))


def imported_by(path: Path) -> Iterator[str]:
    tree = ast.parse((PACKAGE / path).read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            assert node.module
            yield node.module


def room_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "diglot" and len(parts) > 1 else None


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_point_down(path: Path) -> None:
    room = path.parts[0]
    for module in imported_by(path):
        other = room_of(module)
        if other and other != room:
            assert FLOORS[other] < FLOORS[room], f"{path} reaches up or sideways to {module}"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_only_sphinxext_knows_sphinx(path: Path) -> None:
    if path.parts[0] == "sphinxext":
        return
    foreign = {module.split(".")[0] for module in imported_by(path)}
    assert not foreign & {"sphinx", "sphinx_intl", "docutils", "myst_parser", "furo"}


@pytest.mark.parametrize("path", [p for p in MODULES if p.parts[0] == "core"], ids=str)
def test_core_needs_the_standard_library_only(path: Path) -> None:
    import sys

    roots = {module.split(".")[0] for module in imported_by(path)}
    assert roots <= {*sys.stdlib_module_names, "diglot"}


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_only_cli_prints_and_exits(path: Path) -> None:
    if path.parts[0] == "cli":
        return
    tree = ast.parse((PACKAGE / path).read_text("utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not calls & {"print", "sys.exit", "exit"}
    assert "sys.argv" not in ast.unparse(tree)
