r"""Chemical formulas of ``\ce`` (the package mhchem) as ordinary LaTeX.

The usual notation is covered: amounts, elements, indices, charges, isotopes, bonds, states,
groups, arrows with words on them, mathematics between dollars. Anything else is refused.
Source: the manual of mhchem, https://mhchem.github.io/MathJax-mhchem/
"""

from __future__ import annotations

import re
from collections.abc import Callable

from diglot.formulas.braces import argument, option

_ARROWS = {
    "<=>>": r"\rightleftharpoons",
    "<<=>": r"\rightleftharpoons",
    "<-->": r"\rightleftarrows",
    "<=>": r"\rightleftharpoons",
    "<->": r"\leftrightarrow",
    "->": r"\rightarrow",
    "<-": r"\leftarrow",
}
# Only the plain ones have a form that words stretch.
_LONG_ARROWS = {"->": r"\xrightarrow", "<-": r"\xleftarrow", "<=>": r"\xrightleftharpoons",
                "<->": r"\xleftrightarrow"}  # fmt: skip
_ARROW = re.compile("|".join(re.escape(arrow) for arrow in _ARROWS))
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?|\d+/\d+|\(\d+/\d+\))\s*(?=[A-Z({\[^_])")
_CHARGE = re.compile(r"\^?(\d*[+-])(?=[\s()\]}]|$)")
_SCRIPT = re.compile(r"[\^_]")
_COUNT = re.compile(r"\d+|n(?![A-Za-z])")
_BONDS = {"-": "-", "=": "=", "#": r"\equiv "}
_WORD = re.compile(r"[A-Za-z]+")
_SIGN = re.compile(r"[-+=*.^v](?=\s|$)")
_LETTER = re.compile(r"\\[A-Za-z]+")


class NotChemical(ValueError):  # noqa: N818 - it says what a text is not
    """A text that cannot be read as chemistry."""


def chemical(text: str) -> str:
    r"""Return the LaTeX for what stands in ``\ce{…}``.

    Raises NotChemical where it uses a notation that is not known here.
    """
    written: list[str] = []
    place = 0
    while place < len(text):
        for read in _READERS:
            found = read(text, place, written)
            if found is not None:
                place = found
                break
        else:
            raise NotChemical(text[place:])
    return "{" + "".join(written) + "}"


Reader = Callable[[str, int, list[str]], int | None]


def _arrow(text: str, place: int, written: list[str]) -> int | None:
    arrow = _ARROW.match(text, place)
    if arrow is None:
        return None
    above = option(text, arrow.end())
    if above is None:
        written.append(f" {_ARROWS[arrow[0]]} ")
        return _after_spaces(text, arrow.end())
    below = option(text, above[1])
    if arrow[0] not in _LONG_ARROWS:
        raise NotChemical(arrow[0])
    under = f"[{chemical(below[0])}]" if below else ""
    written.append(f" {_LONG_ARROWS[arrow[0]]}{under}{chemical(above[0])} ")
    return _after_spaces(text, below[1] if below else above[1])


def _mathematics(text: str, place: int, written: list[str]) -> int | None:
    if text[place] != "$":
        return None
    end = text.find("$", place + 1)
    if end < 0:
        raise NotChemical(text[place:])
    written.append(f"{{{text[place + 1 : end]}}}")
    return end + 1


def _sign(text: str, place: int, written: list[str]) -> int | None:
    """Read a sign between spaces: it adds substances, or says that a gas or a solid leaves."""
    if place and not text[place - 1].isspace():
        return None
    sign = _SIGN.match(text, place)
    if sign is None:
        return None
    signs = {"*": r"\cdot ", ".": r"\cdot ", "^": r"\uparrow ", "v": r"\downarrow "}
    written.append(signs.get(sign[0], sign[0]))
    return _after_spaces(text, sign.end())


def _amount(text: str, place: int, written: list[str]) -> int | None:
    if place and not text[place - 1].isspace() and text[place - 1] not in "*.":
        return None
    amount = _AMOUNT.match(text, place)
    if amount is None:
        return None
    number = amount[1]
    over, slash, under = number.strip("()").partition("/")
    written.append(rf"\frac{{{over}}}{{{under}}}\," if slash else rf"{number}\,")
    return amount.end()


def _charge(text: str, place: int, written: list[str]) -> int | None:
    charge = _CHARGE.match(text, place)
    if charge is None or place == 0 or text[place - 1].isspace():
        return None
    if charge[0][0].isdigit():  # without the sign of a script, digits are an index: SO4-
        return None
    written.append(f"^{{{charge[1]}}}")
    return charge.end()


def _script(text: str, place: int, written: list[str]) -> int | None:
    if not _SCRIPT.match(text, place):
        return None
    inside = argument(text, place + 1)
    if inside is None or inside[0].startswith("\\"):
        raise NotChemical(text[place:])
    before = "{}" if not written or written[-1].endswith((" ", ",")) else ""
    plain = re.fullmatch(r"[\dA-Za-z+\-.]*", inside[0])
    if plain is None:
        raise NotChemical(inside[0])
    end = inside[1]
    if not text.startswith("{", place + 1):
        longer = re.compile(r"\d*[+-]?").match(text, place + 1)
        if longer and longer[0]:
            inside, end = (longer[0], longer.end()), longer.end()
    written.append(rf"{before}{text[place]}{{\mathrm{{{inside[0]}}}}}")
    return end


def _count(text: str, place: int, written: list[str]) -> int | None:
    count = _COUNT.match(text, place)
    if count is None:
        return None
    after = bool(place) and (text[place - 1].isalpha() or text[place - 1] in ")]}")
    if count[0] == "n" and not after:
        return None
    written.append(f"_{{{count[0]}}}" if after else count[0])
    return count.end()


def _bond(text: str, place: int, written: list[str]) -> int | None:
    bond = _BONDS.get(text[place])
    follows = text[place + 1 : place + 2]
    if bond is None or not follows or not (follows.isalpha() or follows in "({["):
        return None
    written.append(f"{{{bond}}}")
    return place + 1


def _word(text: str, place: int, written: list[str]) -> int | None:
    letter = _LETTER.match(text, place)
    if letter is not None:
        written.append(letter[0] + " ")
        return letter.end()
    word = _WORD.match(text, place)
    if word is None:
        return None
    written.append(rf"\mathrm{{{word[0]}}}")
    return word.end()


def _group(text: str, place: int, written: list[str]) -> int | None:
    if text[place] in "()[],/":
        written.append(text[place])
        return place + 1
    if text[place] in "*.":
        written.append(r"\cdot ")
        return place + 1
    if text[place].isspace():
        end = _after_spaces(text, place)
        if not (_ARROW.match(text, end) or _SIGN.match(text, end) or end == len(text)):
            written.append(r"\ ")
        return end
    if text[place] != "{":
        return None
    inside = argument(text, place)
    if inside is None:
        return None
    written.append(rf"\text{{{inside[0]}}}" if inside[0].isalpha() else chemical(inside[0]))
    return inside[1]


def _after_spaces(text: str, place: int) -> int:
    return len(text) - len(text[place:].lstrip())


_READERS: tuple[Reader, ...] = (
    _arrow, _mathematics, _sign, _amount, _charge, _script, _count, _bond, _word, _group,
)  # fmt: skip
