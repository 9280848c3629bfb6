"""Rules of the house that no kept tool holds: those of imports are in pyproject.toml."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from folders import ROOT

PACKAGE = ROOT / "scripts" / "diglot"


def imported_by(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


def test_core_needs_the_standard_library_only() -> None:
    foreign = {
        f"{path.name}: {module}"
        for path in (PACKAGE / "core").glob("*.py")
        for module in imported_by(path)
        if module.split(".")[0] not in {*sys.stdlib_module_names, "diglot"}
    }
    assert not foreign
