"""Docusaurus: containers, and the components and scripts of MDX."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diglot.adopt.rewrite.admonitions import KINDS, admonition
from diglot.adopt.rewrite.code import code_rule
from diglot.adopt.rewrite.constructs import Change, Construct
from diglot.adopt.rewrite.containers import end_of
from diglot.adopt.rewrite.headings import heading
from diglot.adopt.rewrite.lines import Block, Inner, Line
from diglot.adopt.rewrite.mdx_tabs import tabs

_CONTAINER = re.compile(
    r"\s*:{3,}\s*(?P<kind>[A-Za-z][\w-]*)\s*(?:\[(?P<label>.*)\])?\s*(?:\{[^{}]*\})?\s*(?P<title>.*?)\s*"
)
_SCRIPT = re.compile(
    r"import\s+(?:[\"']|[\w*{].*\bfrom\s+[\"']|\{\s*$)"
    r"|export\s+(?:const|let|var|function|class|default|async)\b"
    r"|\{/\*.*\*/\}\s*$"
)
_NO_SNIPPET = re.compile(r"(?P<path>)(?P<part>)(?!)")


def containers(lines: Sequence[Line], start: int, inner: Inner) -> Block | None:
    """``:::kind title`` to ``:::``."""
    first = lines[start]
    match = _CONTAINER.fullmatch(first.text)
    last = end_of(lines, start) if match else None
    if match is None or last is None or match["kind"].casefold() not in KINDS:
        return None
    body = [line.shifted(first.indent) for line in lines[start + 1 : last]]
    title = match["label"] or match["title"]
    return admonition(first, last + 1, match["kind"], inner(body), title=title)


def scripts(lines: Sequence[Line], start: int, _inner: Inner) -> Block | None:
    """``import`` and ``export``, to the next blank line, as MDX has them."""
    if not _SCRIPT.match(lines[start].text) or (start and _is_text(lines[start - 1])):
        return None
    end = start
    while end < len(lines) and not lines[end].blank:
        end += 1
    if lines[start].text.startswith("import"):
        end = next((at for at in range(start, end) if _ends_import(lines, at)), end - 1) + 1
    made = tuple(Line(line.number, f"% {line.text}") for line in lines[start:end])
    return Block(end, made, (Change(lines[start].number, Construct.SCRIPT),))


def _ends_import(lines: Sequence[Line], index: int) -> bool:
    return re.search(r"[\"'];?\s*(?://.*)?$", lines[index].text) is not None


def _is_text(line: Line) -> bool:
    return not line.blank and not _SCRIPT.match(line.text) and line.text != "---"


BLOCKS = (code_rule(_NO_SNIPPET, "", ("", "")), heading, containers, scripts, tabs)
UNKNOWN = (
    r"^\s*:{3,}\s*[A-Za-z].*",
    r"<[A-Z][\w.]*\b[^>]*>?",
    r"\{/\*.*?\*/\}",
    r"^(?:import|export)\s.*",
)
