"""Whether a text has words that can be translated."""

from __future__ import annotations

import re

from diglot.core.language import Language

_LETTER = re.compile(r"[^\W\d_]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def has_words(text: str) -> bool:
    """Whether `text` has a letter of any script."""
    return _LETTER.search(text) is not None


def differs_by_language(text: str, source: Language | None) -> bool:
    """Whether a text in the language `source` has to be translated for other languages.

    A Chinese source needs a translation only where it has Chinese characters: a name in Latin
    letters stays as it is in every language.
    """
    letter = _HAN if source and source.is_chinese else _LETTER
    return letter.search(text) is not None


def is_inline(value: object) -> bool:
    """Whether a value is a text of one line with words; longer texts are blocks of their own."""
    return isinstance(value, str) and "\n" not in value.strip() and has_words(value)
