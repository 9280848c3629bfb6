"""What users read is made by the functions of core/i18n.py, so that it can be translated.

`tests/core/test_own_catalogs.py` says that all such sentences are translated.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from folders import ROOT

PACKAGE = ROOT / "scripts" / "diglot"

# Who takes sentences for users: the arguments by number, and by name.
SPEAKERS: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    "Diagnostic": ((2, 4), ("message", "hints")),
    "DiglotError": ((0,), ("hint",)),
    "UsageError": ((0,), ("hint",)),
    "BuildFailed": ((0,), ("hint",)),
    "ConfigError": ((0,), ()),
    "SphinxError": ((0,), ()),
    "Crashed": ((1,), ("trace",)),
    "Refused": ((0, 1), ()),
    "Finding": ((0, 1), ("message", "hint")),
    "LintFinding": ((1, 2), ("message", "hint")),
    "Fault": ((0, 1), ("message", "hint")),
    "DoubtfulName": ((1, 4), ("message", "hint")),
    "Setting": ((4,), ("meaning",)),
    "ImportDecision": ((), ("reason", "hint")),
    "_problem": ((1, 2, 3), ()),
    "_refused": ((0, 1), ()),
    "_wrong": ((2,), ()),
    "warn": ((1,), ("message", "hint")),
    "_warn": ((0,), ("message", "hint")),
    "note": ((0,), ()),
    "keep": ((0,), ()),
    "say": ((0,), ()),
    "Patch": ((2,), ("loss",)),
    "TemplatePatch": ((2,), ("loss",)),
    "add_argument": ((), ("help",)),
    "add_column": ((0,), ()),
}
_WORDS = re.compile(r"[A-Za-z]{2,} [a-z]")


def unmarked(module: ast.Module) -> Iterator[ast.expr]:
    """Yield the English that is handed to users as it is, without a function of i18n."""
    for call in ast.walk(module):
        if isinstance(call, ast.Call):
            numbers, names = SPEAKERS.get(_name(call.func), ((), ()))
            arguments = [call.args[number] for number in numbers if number < len(call.args)]
            arguments += [keyword.value for keyword in call.keywords if keyword.arg in names]
            for argument in arguments:
                yield from _literals(argument, module)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literals(value: ast.expr, module: ast.Module) -> Iterator[ast.expr]:
    """Yield the English literals that an expression may be, also by way of a variable."""
    match value:
        case ast.Constant(value=str()) | ast.JoinedStr():
            if _WORDS.search(ast.unparse(value)):
                yield value
        case ast.Name():
            for statement in ast.walk(module):
                if (
                    isinstance(statement, ast.Assign)
                    and any(
                        isinstance(target, ast.Name) and target.id == value.id
                        for target in statement.targets
                    )
                    and not isinstance(statement.value, ast.Name)
                ):
                    yield from _literals(statement.value, module)
        case ast.IfExp() | ast.BoolOp() | ast.Tuple() | ast.List() | ast.BinOp() | ast.Starred():
            for part in ast.iter_child_nodes(value):
                if isinstance(part, ast.expr):
                    yield from _literals(part, module)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('warn(code, "this is wrong")', ["'this is wrong'"]),
        ('warn(code, _("this is wrong"))', []),
        ('warn(code, f"{this} is quite wrong")', ["f'{this} is quite wrong'"]),
        ('_HINT = "put it right"\nwarn(code, text, hint=_HINT)', ["'put it right'"]),
        ('raise UsageError(_("no"), hint=_("a b") if a else "name a b")', ["'name a b'"]),
        ('yield Diagnostic(c, s, m, p, ("do it again",))', ["'do it again'"]),
        ('output.say("done at last")', ["'done at last'"]),
        ('output.say(f"{a}: {b}")', []),
    ],
)
def test_the_rule_finds_english(text: str, found: list[str]) -> None:
    assert [ast.unparse(literal) for literal in unmarked(ast.parse(text))] == found


def test_what_users_read_can_be_translated() -> None:
    assert [
        f"{path.relative_to(PACKAGE)}:{literal.lineno}: {ast.unparse(literal)}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for literal in unmarked(ast.parse(path.read_text("utf-8")))
    ] == []


def test_messages_are_not_put_together_from_pieces(tmp_path: Path) -> None:
    """A message inside an f-string is English for ever."""
    found = [
        f"{path.relative_to(PACKAGE)}:{part.lineno}: {ast.unparse(part)}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for literal in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(literal, ast.JoinedStr)
        for part in ast.walk(literal)
        if isinstance(part, ast.FormattedValue)
        and isinstance(part.value, ast.Call)
        and _name(part.value.func) in ("_", "ngettext", "listed", "clauses")
    ]
    assert found == []
