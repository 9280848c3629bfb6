"""The stemmer of a language: Sphinx's pair of one in Python and one in JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder

from diglot.core.language import Language

# Latin words among these signs are English, mostly; Sphinx has no working pair for some of them.
_WITHOUT_FORMS = ("zh", "ja", "ko")


class Stemmer:
    """What is left of a word without its inflection, in a build and in a browser."""

    def __init__(self, env: BuildEnvironment, language: Language) -> None:
        tag = "en" if language.base in _WITHOUT_FORMS else language.base
        builder = IndexBuilder(env, tag, {}, "")
        self.script = builder.get_js_stemmer_code()
        """JavaScript that defines `Stemmer`, a class with the method `stemWord`."""
        stem: Callable[[str], str] = builder.lang.stem
        self._stem = lru_cache(None)(stem)

    def stem(self, word: str) -> str:
        """Return the stem of a folded word; one with digits or of two letters stays as it is."""
        return self._stem(word) if len(word) > 2 and word.isalpha() else word
