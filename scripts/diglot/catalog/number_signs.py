"""The signs that a language writes its numbers with: the decimal sign and that of groups."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

NO_BREAK_SPACES = "\u00a0\u2009\u202f"
"""The spaces that group digits in any language, by the International System of Units."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs inside a number: `decimal` is a point or a comma; `group` parts thousands.

    `group` holds all signs that are in use for that, since a typewriter's apostrophe stands for a
    typographic one.
    """

    decimal: str
    group: str


_ENGLISH = Signs(".", ",")
_APOSTROPHES = "'\u2019"


@lru_cache
def signs_of(tag: str) -> Signs:
    """Return the signs of a language beside the digits 0 to 9; English ones if it is unknown.

    `tag` is Sphinx's (``zh_CN``) or the web's. The data is the Unicode Common Locale Data
    Repository's, as Babel carries it.
    """
    # Only those who check numbers wait for Babel.
    from babel.core import Locale, UnknownLocaleError

    whole = re.split("[.@]", tag)[0].replace("-", "_")
    for name in (whole, whole.partition("_")[0]):
        try:
            symbols = Locale.parse(name).number_symbols["latn"]
        except (UnknownLocaleError, ValueError, TypeError):
            continue
        group = symbols["group"]
        decimal = "," if symbols["decimal"] == "," else "."
        return Signs(decimal, _APOSTROPHES if group in _APOSTROPHES else group)
    return _ENGLISH
