"""Whether a text has any words that a translator could be asked for."""

from __future__ import annotations

import re

from diglot.core.language import Language

_LETTER = re.compile(r"[^\W\d_]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def has_words(text: str) -> bool:
    """Whether there is a letter of any script in `text`."""
    return _LETTER.search(text) is not None


def differs_by_language(text: str, source: Language | None) -> bool:
    """Whether a text of the sources cannot stand as it is in another language.

    Among Chinese words, a name in Latin letters says the same to every reader.
    """
    letter = _HAN if source and source.is_chinese else _LETTER
    return letter.search(text) is not None


def is_inline(value: object) -> bool:
    """Whether a value stands inside a text; longer ones are blocks, and messages by themselves."""
    return isinstance(value, str) and "\n" not in value.strip() and has_words(value)
