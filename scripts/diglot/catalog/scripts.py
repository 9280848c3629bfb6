"""Which characters belong to Chinese and Japanese writing, and which languages use them."""

from __future__ import annotations

import re

from diglot.core.language import Language

# Han with its extensions, kana, bopomofo, and the iteration mark.
_CJK = (
    "々〆\u3040-\u30ff\u3105-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_FULL_WIDTH = "\u3000-\u3004\u3008-\u301f\u3030\u30fb\uff01-\uff60\uffe0-\uffe6"

CJK = re.compile(f"[{_CJK}]")
"""One Chinese or Japanese character."""
CJK_RUN = re.compile(f"[{_CJK}](?:[{_CJK}{_FULL_WIDTH}·\\d\\s]*[{_CJK}])?")
"""Such characters with what stands between them."""
FULL_WIDTH = re.compile(f"[{_FULL_WIDTH}]")
"""One full-width mark, letter or digit."""
WORD = re.compile(rf"(?:(?![{_CJK}])[^\W\d_])+(?:['’](?:(?![{_CJK}])[^\W\d_])+)*")
"""One word of an alphabet."""

_CJK_LANGUAGES = frozenset({"zh", "ja", "yue", "lzh"})


def writes_cjk(language: Language) -> bool:
    """Return whether a language is written with Chinese or Japanese characters."""
    return language.base in _CJK_LANGUAGES
