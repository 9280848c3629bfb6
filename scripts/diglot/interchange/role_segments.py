"""What stands between the backticks of a role or of inline code: text, a label, or both."""

from __future__ import annotations

import re

from diglot.catalog.role_kinds import DISPLAY, FORMULAS, LABELS, TERMS, base_name
from diglot.interchange.inline_codes import CodeKind, InlineCode, join, text_nodes

_TITLED = re.compile(r"(?P<title>.*?\S)(?P<rest>\s*<(?P<target>[^<>]+)>)", re.DOTALL)
_TICKS = re.compile(r"`+\Z")


def role(name: str, start: str, content: str, end: str) -> InlineCode:
    """Return the code of a role; `start` and `end` are its marks, the backticks included."""
    short = base_name(name)
    if short in DISPLAY:
        return _role(name, start, content, end)
    titled = _TITLED.fullmatch(content)
    if titled and short not in FORMULAS:
        return _role(name, start, titled["title"], titled["rest"] + end, titled["target"])
    if short in TERMS:
        return _role(name, start, content, end, content)
    if content.isascii() or short in LABELS | FORMULAS or ":" in name:
        return _role(name, start, content, end, content, locked=True)
    return _role(name, start, content, end)


def _role(
    name: str, start: str, text: str, end: str, target: str = "", *, locked: bool = False
) -> InlineCode:
    return InlineCode(CodeKind.ROLE, start, text_nodes(text), end, name, target, locked)


def literal(start: str, content: str, end: str) -> InlineCode:
    """Return the code of inline code: protected if it is ASCII, else words that translate."""
    locked = content.isascii()
    target = content if locked else ""
    return InlineCode(CodeKind.LITERAL, start, text_nodes(content), end, "", target, locked)


def with_text(code: InlineCode, text: str) -> str:
    """Return `code` as it is written around another text.

    A role that points somewhere keeps its target: ``{term}`深度学习``` around ``deep learning``
    is ``{term}`deep learning <深度学习>```.
    """
    if text == join(code.content):
        return code.written
    ticks = _TICKS.search(code.end)
    if code.kind is not CodeKind.ROLE or not code.target or ticks is None:
        return code.start + text + code.end
    if text == code.target:
        return code.start + text + ticks[0]
    return f"{code.start}{text} <{code.target}>{ticks[0]}"
