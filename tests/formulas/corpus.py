"""The formulas of tests/cases/formulas, and what MathJax makes of them."""

from __future__ import annotations

from dataclasses import dataclass

from folders import CASES

FORMULAS = CASES / "formulas" / "formulas.txt"
REFUSED = CASES / "formulas" / "refused.txt"
_INLINE = "inline: "
_INDENT = "    "


@dataclass(frozen=True)
class Case:
    """A formula, whether it stands on lines of its own, and its structure as MathJax reads it."""

    line: str
    expected: str | None

    @property
    def block(self) -> bool:
        return not self.line.startswith(_INLINE)

    @property
    def latex(self) -> str:
        return self.line.removeprefix(_INLINE)


def cases() -> list[Case]:
    lines = FORMULAS.read_text("utf-8").splitlines()
    found = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith(("%", " ")):
            continue
        expected = following.strip() if following.startswith(_INDENT) else None
        found.append(Case(line, expected))
    return found


def refused() -> list[str]:
    lines = REFUSED.read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("%")]


def rewrite(structures: dict[str, str]) -> None:
    """Write below each formula its structure, if there is one."""
    lines = []
    for line in FORMULAS.read_text("utf-8").splitlines():
        if line.startswith(_INDENT):
            continue
        lines.append(line)
        if line in structures:
            lines.append(_INDENT + structures[line])
    FORMULAS.write_text("\n".join(lines) + "\n", "utf-8")
