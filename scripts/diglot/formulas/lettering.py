r"""Commands for the look of letters, in terms of what the converter knows.

It leaves digits and names as they are in ``\boldsymbol``, does not know ``\textcircled``, and
writes another letter for I in Fraktur.
"""

from __future__ import annotations

import re

# What Unicode has in circles: the first letter or number, and how many follow it.
_CIRCLED = {
    **{str(number): chr(0x2460 + number - 1) for number in range(1, 21)},
    **{str(number): chr(0x3251 + number - 21) for number in range(21, 36)},
    **{str(number): chr(0x32B1 + number - 36) for number in range(36, 51)},
    **{chr(ord("A") + number): chr(0x24B6 + number) for number in range(26)},
    **{chr(ord("a") + number): chr(0x24D0 + number) for number in range(26)},
}
# Digits, and the names of functions, each behind what must not be taken for one of them.
_BOLD = re.compile(
    r"(?P<kept>\\(?:[hm]?space|mkern|kern|begin|end|color|text[a-z]*|math[a-z]+)\s*\{[^{}]*\})"
    r"|\\operatorname\s*\{(?P<operator>[A-Za-z0-9 ]+)\}"
    r"|\\(?P<name>log|ln|lg|exp|sin|cos|tan|cot|sec|csc|sinh|cosh|tanh|arcsin|arccos|arctan|dim|ker"
    r"|deg|arg|hom)(?![A-Za-z])"
    r"|\\(?:[A-Za-z]+|.)|(?P<digits>(?<=[_^A-Za-z])\d|\d+)",
    re.DOTALL,
)


def circled(text: str) -> str | None:
    """Return the sign for a letter or number in a circle, if there is one."""
    sign = _CIRCLED.get(text.strip())
    return rf"\text{{{sign}}}" if sign else None


def bold(latex: str) -> str:
    r"""Return the argument of ``\boldsymbol`` with its digits and names in the bold font."""
    return _BOLD.sub(_in_bold, latex)


def _in_bold(found: re.Match[str]) -> str:
    if name := found["operator"] or found["name"]:
        return rf"\mathop{{\mathbf{{{name}}}}}\nolimits "
    # Of "x_12" and "\\frac12", the first digit alone is the argument.
    return rf"{{\mathbf{{{found['digits']}}}}}" if found["digits"] else found[0]


def fraktur(letters: str) -> str:
    r"""Return letters in Fraktur, of which I is ``\Im``."""
    parts = (rf"\mathfrak{{{part}}}" if part else "" for part in letters.split("I"))
    return "{" + r"\Im ".join(parts) + "}"
