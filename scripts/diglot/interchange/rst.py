"""Splits reStructuredText messages into text and codes, by the rules for its inline markup.

Source: https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#inline-markup. Emphasis
inside a word, which needs backslashes there, is left as text.
"""

from __future__ import annotations

import re

from diglot.interchange.inline_codes import CodeKind, InlineCode, Node, Nodes, text_nodes
from diglot.interchange.role_segments import literal, role

_BEFORE, _AFTER = r"(?<![\w\\`*|])", r"(?![\w`*|])"
_INLINE = re.compile(
    rf"""{_BEFORE}(?:
      ``(?P<literal>\S|\S.*?\S)``
    | :(?P<role>[A-Za-z0-9][A-Za-z0-9_.:+-]*):`(?P<content>[^`]*[^`\s\\])`
    | `(?P<link>[^`<>]*\S)(?P<address>\s*<[^<>`]+>)`__?
    | `(?P<name>[^`\s](?:[^`]*[^`\s\\])?)`__?
    | \*\*(?P<strong>[^\s*](?:.*?[^\s\\])?)\*\*
    | \*(?P<emphasis>[^\s*](?:[^*]*[^\s*\\])?)\*
    | \|(?P<substitution>[^\s|](?:[^|]*[^\s|\\])?)\|_{{0,2}}
    | \[(?P<note>\d+|\#\w*|\*|[A-Za-z][\w.-]*)\]_
    | (?P<word>[A-Za-z0-9][A-Za-z0-9.+-]*)__?
    ){_AFTER}""",
    re.VERBOSE | re.DOTALL,
)


def split_rst(text: str) -> Nodes:
    """Split a message into text and codes; `join` makes the same message of them again."""
    nodes: list[Node] = []
    place = 0
    for match in _INLINE.finditer(text):
        nodes += text_nodes(text[place : match.start()])
        nodes.append(_code(match))
        place = match.end()
    return (*nodes, *text_nodes(text[place:]))


def _code(match: re.Match[str]) -> InlineCode:
    written = match[0]
    group = str(match.lastgroup)
    start, end = match.span(group)
    before, after = written[: start - match.start()], written[end - match.start() :]
    content = match[group]
    if group == "literal":
        return literal(before, content, after)
    if group == "content":
        return role(match["role"], before, content, after)
    if group == "address":
        text = match["link"]
        rest = written[1 + len(text) :]
        return InlineCode(CodeKind.LINK, "`", text_nodes(text), rest, target=content.strip()[1:-1])
    if group in ("strong", "emphasis"):
        return InlineCode(CodeKind(group), before, text_nodes(content), after)
    kind = {"substitution": CodeKind.SUBSTITUTION, "note": CodeKind.FOOTNOTE}.get(
        group, CodeKind.LINK
    )
    return InlineCode(kind, written, target=content, locked=True)
