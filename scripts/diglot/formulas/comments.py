"""Comments of TeX, which go from a percent sign to the end of the line."""

from __future__ import annotations

import re

_LINE = re.compile(r"(?m)^[ \t]*%.*\n?")
_REST = re.compile(r"(?<!\\)(?P<breaks>(?:\\\\)*)%.*")


def without_comments(latex: str) -> str:
    """Return a formula without its comments.

    Where lines are joined, or something is put behind the last one, a comment would hide it. A line
    of its own goes altogether, for an empty one would divide the formula.
    """
    return _REST.sub(r"\g<breaks>", _LINE.sub("", latex))
