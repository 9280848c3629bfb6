"""A check that nothing is lost on the way: the signs of the source are those of its MathML."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from diglot.formulas.braces import argument, option, tokens
from diglot.formulas.diagrams import without_diagrams

# Commands whose arguments are not seen: how many in brackets, how many in braces.
_UNSEEN = {
    **dict.fromkeys(("begin", "color", "textcolor"), (1, 1)),
    **dict.fromkeys(("end", "label", "require", "hspace", "mspace", "vspace", "cline"), (0, 1)),
    "multicolumn": (0, 2),
    **dict.fromkeys(("smash", "\\", "cr"), (1, 0)),
    "genfrac": (0, 4),
}
# Those whose argument in brackets is seen, without the brackets.
_SEEN_OPTION = re.compile(r"sqrt$|x[a-z]+$|p?dv$", re.IGNORECASE)
# Environments with an argument that says how many columns there are.
_HAS_COLUMNS = frozenset(
    {"array", "subarray", "alignat", "alignat*", "alignedat", "xalignat", "xalignat*"}
)
_LENGTH = re.compile(
    r"\s*[-+]?\s*(?:\d+(?:\.\d*)?|\.\d+)\s*(?:pt|em|ex|mm|cm|in|mu|pc|sp|bp|px)(?![A-Za-z])"
)
_TAKES_LENGTH = frozenset({"kern", "mkern", "hskip", "mskip"})
_TAKES_DELIMITER = re.compile(r"(?:left|right|middle|[bB]igg?[lrm]?)$")
_DEFINITION = re.compile(
    r"\\(?:[egx]?def|let|(?:re|provide)?newcommand|DeclareMathOperator)(?![A-Za-z])"
)
_STARRED = "(?:operatorname|hspace|tag)\\*"
_STEP = re.compile(rf"\\({_STARRED}|[A-Za-z]+|.)|%[^\n]*\n?|(.)", re.DOTALL)

# Signs that MathML writes in another way. Source: unicode-math, and TeX's text fonts.
_SAME = str.maketrans(
    {"-": "−", "*": "∗", "'": "′", "’": "′", "‘": "`", '"': "”", ":": "∶", "·": "⋅", "…": "...",
     "ϕ": "φ", "ϵ": "ε", "ϑ": "θ", "∅": "∅"}
)  # fmt: skip
_NOT_SEEN = frozenset("{}&^_$~ \t\n\r\\")


def lost(latex: str, shown: str) -> str:
    """Return the signs of a formula that are not in what is shown of it, "" if there are none.

    Letters, digits and signs are counted; commands for a sign are left to the converter, which
    refuses those that it does not know. A formula that defines commands is not counted.
    """
    if _DEFINITION.search(latex):
        return ""
    missing = Counter(_signs(_seen(without_diagrams(latex)))) - Counter(_signs(shown))
    return "".join(missing.elements())


def _signs(text: str) -> Iterable[str]:
    """Yield the signs of a text, whatever their font."""
    plain = unicodedata.normalize("NFKD", text.translate(_SAME)).translate(_SAME)
    return (sign for sign in plain if not sign.isspace() and not unicodedata.combining(sign))


def _seen(latex: str) -> str:
    """Return the signs in a formula that are shown as they are."""
    seen: list[str] = []
    place = 0
    while step := _STEP.match(latex, place):
        place = step.end()
        command, sign = step[1], step[2]
        if sign is not None and sign not in _NOT_SEEN:
            seen.append(sign)
        if command is None:
            continue
        if command == "ce":
            place = _chemistry(latex, place, seen)
        elif command in "{}%#&_|":
            seen.append("" if command == "|" else command)
        else:
            place = _after_arguments(latex, place, command, seen)
    return "".join(seen)


def _chemistry(latex: str, place: int, seen: list[str]) -> int:
    """Take letters and digits alone: the other signs of chemistry have meanings of their own."""
    inside = argument(latex, place)
    if inside is None:
        return place
    words = (word for word in inside[0].split() if word != "v")
    seen.extend(
        sign for word in words for token in tokens(word) for sign in token if token.isalnum()
    )
    return inside[1]


def _after_arguments(latex: str, place: int, command: str, seen: list[str]) -> int:
    if command in _TAKES_LENGTH:
        length = _LENGTH.match(latex, place)
        return length.end() if length else place
    if _TAKES_DELIMITER.match(command):
        delimiter = re.compile(r"\s*[.<>]").match(latex, place)  # none, or angle brackets
        return delimiter.end() if delimiter else place
    if _SEEN_OPTION.match(command) and (inside := option(latex, place)):
        seen.append(_seen(inside[0]))
        return inside[1]
    if command == "\\" and latex.startswith("*", place):
        place += 1
    options, arguments = _UNSEEN.get(command.rstrip("*"), (0, 0))
    for _ in range(options):
        found = option(latex, place)
        place = found[1] if found else place
    name = ""
    for _ in range(arguments):
        found = argument(latex, place)
        name, place = found if found else (name, place)
    if command == "begin":
        place = _after_columns(latex, place, name)
    return place


def _after_columns(latex: str, place: int, environment: str) -> int:
    aligned = option(latex, place)
    if aligned and re.fullmatch(r"\s*[a-z]?\s*", aligned[0]):
        place = aligned[1]
    columns = argument(latex, place) if environment in _HAS_COLUMNS else None
    return columns[1] if columns else place
