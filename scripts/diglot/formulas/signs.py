"""What single characters are in MathML: fences, accents, braces, arrows that stretch."""

from __future__ import annotations

from typing import Final

NOTHING: Final = "\u2063"
"""The invisible separator, which the converter writes for a delimiter that is not there."""

APPLY: Final = "\u2061"
"""The invisible application of a function; it bears the space behind the function's name."""

FENCES: Final = frozenset("()[]{}|‖∣∥⟨⟩⌊⌋⌈⌉⟮⟯⟦⟧⟪⟫⎰⎱⌜⌝⌞⌟/\\↑↓↕⇑⇓⇕" + NOTHING)

# The combining signs that Typst takes, by the characters that MathML writes.
# Source: https://typst.app/docs/reference/math/accent/
ACCENTS: Final = {
    "`": "\u0300",
    "´": "\u0301",
    "ˆ": "\u0302",
    "^": "\u0302",
    "\u0302": "\u0302",
    "˜": "\u0303",
    "~": "\u0303",
    "\u0303": "\u0303",
    "¯": "\u0304",
    "˘": "\u0306",
    "˙": "\u0307",
    "¨": "\u0308",
    "˚": "\u030a",
    "ˇ": "\u030c",
    "→": "\u20d7",
    "\u20d7": "\u20d7",
    "←": "\u20d6",
    "↔": "\u20e1",
    "\u20db": "\u20db",
    "\u20dc": "\u20dc",
}
# Those that the operator dictionary stretches unless an attribute says otherwise.
WIDE_ACCENTS: Final = frozenset("→←↔~ˇ")

# Typst's functions for what embraces a formula.
OVER: Final = {
    "⏞": "overbrace",
    "⏜": "overparen",
    "⏠": "overshell",
    "⎴": "overbracket",
    "\u0332": "overline",
    "‾": "overline",
    "¯": "overline",
}
UNDER: Final = {
    "⏟": "underbrace",
    "⏝": "underparen",
    "⏡": "undershell",
    "⎵": "underbracket",
    "\u0332": "underline",
    "_": "underline",
}

STRETCHED: Final = frozenset("→←↔⇒⇐⇔↦↤↪↩⇌⇋↠↞⇄⇆⇀⇁↼↽⟶⟵⟷=")
SUMS: Final = frozenset("∏∐∑⋀⋁⋂⋃⨀⨁⨂⨃⨄⨅⨆")
"""Operators whose limits are scripts where formulas are small."""

INTEGRALS: Final = frozenset("∫∬∭∮∯∰⨌")

BINARY: Final = frozenset("+−±∓")
# Letters that are italic where nothing is said; Typst leaves capitals of Greek upright.
GREEK_CAPITALS: Final = frozenset("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩϴ")

# The operator dictionary, by the spaces before and behind an infix operator, in em. Those of
# some scripts and arrows that formulas hardly have are left out; any other sign is a relation.
# Source: https://www.w3.org/TR/mathml-core/#operator-dictionary
_MEDIUM = "+-±÷⁄−∓∔∕∖∧∨∩∪∶∸⊌⊍⊎⊓⊔⊕⊖⊘⊝⊞⊟⊻⊼⊽⋎⋏⋒⋓⨿"
_THIN = "%*.?@^·×•∗∘∙≀⊗⊙⊚⊛⊠⊡⊺⋄⋅⋆⋇⋉⋊⋋⋌"
_BEHIND = ",:;"
_NONE = "!_∀∃∄∂√∛∜′″‴∎¬⁣⁡"


def usual_spaces(sign: str) -> tuple[float, float]:
    """Return the spaces about an operator between others, in em."""
    if sign in FENCES or sign in _NONE:
        return 0.0, 0.0
    if sign in _BEHIND:
        return 0.0, 0.1667
    if sign in _THIN or sign in INTEGRALS or sign in SUMS:
        return 0.1667, 0.1667
    return (0.2222, 0.2222) if sign in _MEDIUM else (0.2778, 0.2778)
