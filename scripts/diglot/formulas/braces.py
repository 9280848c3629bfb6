"""Groups and arguments in LaTeX."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}]|[^\\{}]", re.DOTALL)
_SPACES = re.compile(r"(?:\s|%[^\n]*\n?)*")


def group_end(latex: str, start: int) -> int | None:
    """Return where the group ends that opens at `start`, after its brace; None if it does not."""
    depth = 0
    for token in _TOKEN.finditer(latex, start):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth == 0:
            return token.end()
    return None


def argument(latex: str, start: int) -> tuple[str, int] | None:
    """Return the argument that follows, without its braces, and where it ends.

    None at the end of a formula or of a group. A token without braces is an argument, too.
    """
    spaces = _SPACES.match(latex, start)
    place = spaces.end() if spaces else start
    token = _TOKEN.match(latex, place)
    if token is None or token[0] == "}":
        return None
    if token[0] != "{":
        return token[0], token.end()
    end = group_end(latex, place)
    return None if end is None else (latex[place + 1 : end - 1], end)


def option(latex: str, start: int) -> tuple[str, int] | None:
    """Return the argument in brackets that follows, and where it ends; None if there is none."""
    spaces = _SPACES.match(latex, start)
    place = spaces.end() if spaces else start
    if not latex.startswith("[", place):
        return None
    depth = 0
    for token in _TOKEN.finditer(latex, place):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if token[0] == "]" and depth == 0:
            return latex[place + 1 : token.start()], token.end()
    return None


def taken_out(
    latex: str, command: re.Pattern[str], mark: Callable[[int], str]
) -> tuple[str, list[tuple[re.Match[str], str]]]:
    """Return a formula with a mark for each command and its argument, and both of each.

    `mark` is called with how many came before. Commands without an argument stay.
    """
    written: list[str] = []
    taken: list[tuple[re.Match[str], str]] = []
    place = 0
    for found in command.finditer(latex):
        inside = argument(latex, found.end())
        if inside is None:
            continue
        written.append(latex[place : found.start()] + mark(len(taken)))
        words, place = inside
        taken.append((found, words))
    return "".join(written) + latex[place:], taken


def tokens(latex: str) -> Iterator[str]:
    """Yield the control sequences and the signs of a formula, groups' braces among them."""
    yield from (token[0] for token in _TOKEN.finditer(latex))


def nesting(latex: str) -> int:
    """Return how deep a formula may be nested at most.

    Each command of a group or of a cell counts, because it may be the argument of the one before.
    """
    counts, commands, deepest = [0], 0, 0
    for sign in tokens(latex):
        if sign == "{":
            counts.append(0)
        elif sign == "}":
            commands -= counts.pop() if len(counts) > 1 else 0
        elif sign in {"&", r"\\"}:
            commands -= counts[-1]
            counts[-1] = 0
        elif sign[0] == "\\":
            counts[-1] += 1
            commands += 1
        deepest = max(deepest, len(counts) - 1 + commands)
    return deepest
