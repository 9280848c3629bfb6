"""Pages that have no text of their own, and include the page of the other language."""

from __future__ import annotations

import re
from collections.abc import Callable

_INCLUDE = re.compile(
    r"(?m)^\.\.[ \t]+include::[ \t]+(?P<rst>\S+)[ \t]*$(?!\n[ \t]+\S)"
    r"|^(?P<marks>`{3,}|~{3,}|:{3,})\{include\}[ \t]+(?P<myst>\S+)[ \t]*\n(?P=marks)[ \t]*$"
)

Borrow = Callable[[str], str | None]
"""Returns the text of the page that a path leads to, if that is the same in the other language."""


def with_borrowed(text: str, borrow: Borrow) -> str:
    """Return a page with the other language's text in the place of an include of it.

    Both are one page in the new project, which cannot include itself.
    """

    def shown(match: re.Match[str]) -> str:
        theirs = borrow(match["rst"] or match["myst"])
        return match[0] if theirs is None else theirs

    return _INCLUDE.sub(shown, text)
