"""Where in conf.py a setting is stated."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path


def line_of(conf: Path, name: str, part: object = None) -> int | None:
    """Return the line of the last statement that gives a value to the setting `name`.

    With `part`, a key or an item of the value, it is the line of that part where it is written as
    it is. None where conf.py does not state the setting itself but gets it from elsewhere.
    """
    try:
        module = ast.parse(conf.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return None
    statement = next(reversed([node for node in module.body if name in _names(node)]), None)
    if statement is None:
        return None
    constants = (node for node in ast.walk(statement) if isinstance(node, ast.Constant))
    lines = (node.lineno for node in constants if part is not None and node.value == part)
    return next(lines, statement.lineno)


def _names(statement: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement gives values to, in whatever blocks it holds."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
