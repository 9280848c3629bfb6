"""Alerts of GitHub: quotes that begin with a kind in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diglot.adopt.rewrite.admonitions import KINDS, admonition
from diglot.adopt.rewrite.lines import Block, Inner, Line

_ALERT = re.compile(r"\s*> ?\s*\[!(?P<kind>\w+)\](?P<fold>[+-]?)\s*(?P<title>.*?)\s*")
_QUOTED = re.compile(r"\s*> ?")
UNKNOWN = (r"^\s*>\s*\[!\w+\].*",)


def alert(lines: Sequence[Line], start: int, inner: Inner) -> Block | None:
    """``> [!NOTE]`` and the quote below."""
    match = _ALERT.fullmatch(lines[start].text)
    if match is None or match["kind"].casefold() not in KINDS:
        return None
    end = start + 1
    while end < len(lines) and (_QUOTED.match(lines[end].text) or _goes_on(lines, end)):
        end += 1
    quoted = [
        Line(line.number, _QUOTED.sub("", line.text, count=1)) for line in lines[start + 1 : end]
    ]
    folded = {"": "", "-": "closed", "+": "open"}[match["fold"]]
    kind = match["kind"].casefold()
    return admonition(lines[start], end, kind, inner(quoted), title=match["title"], folded=folded)


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Return whether a line without the sign of quotes goes on with the paragraph before it."""
    before = _QUOTED.sub("", lines[index - 1].text, count=1).strip()
    begins_block = re.match(r"\s*(?:[-*+#>|<`~:]|\d+[.)])", lines[index].text)
    is_text = bool(before) and not before.startswith(("`", "~", "#", "[!", "|", "<", ":"))
    return is_text and not lines[index].blank and begins_block is None
