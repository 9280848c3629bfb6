"""The language of passages in another one of the project's, so that they are read aloud right.

Source: https://www.w3.org/TR/WCAG22/#language-of-parts, which leaves out names, technical terms
and single words that a language has taken in: Latin words count from three on. A passage in 汉字
among Latin ones counts always, because voices for Latin languages skip it.

Passages are marked while a page is written: the documents stay as they are, so that those of two
languages can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from babel.core import get_global, parse_locale
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from diglot.core.language import Language
from diglot.sphinxext.caching.titles import leaves_titles_alone
from diglot.sphinxext.config.languages import languages_of
from diglot.sphinxext.transforms.ruby import ruby, ruby_text
from diglot.sphinxext.transforms.stated_language import stated_language

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

_WIDE = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
# From a 汉字 or kana to the last that only full-width signs stand between; brackets around it too.
_HAN = re.compile(
    f"[《「『【（〈]?[{_WIDE}](?:[{_WIDE}\u3000-\u303f\uff01-\uff5e]*[{_WIDE}》」』】）〉])?"
)
_LATIN = re.compile(r"(?<![\w&.@/-])[A-Za-z][\w’'-]*(?:[,:;]? [A-Za-z][\w’'-]*){2,}")
# Scripts, by their names in ISO 15924, to what their passages look like among the others.
_PASSAGES = {"Hans": _HAN, "Hant": _HAN, "Jpan": _HAN, "Latn": _LATIN}
# Code, and what holds nothing but its own text.
_NO_PROSE = (nodes.literal, nodes.FixedTextElement, nodes.math, nodes.raw, ruby, ruby_text)

_Passages = tuple[re.Pattern[str], Language]
# By the language of a text; every text of a build asks.
_known: WeakKeyDictionary[Config, dict[str, _Passages | None]] = WeakKeyDictionary()


def register(app: Sphinx) -> None:
    """Write the texts of pages and EPUBs."""
    # Sphinx writes texts as it does elements.
    app.add_node(nodes.Text, override=True, html=(_visit, _depart))  # type: ignore[arg-type]  # as said


def other_script(here: str, languages: Iterable[Language]) -> _Passages | None:
    """Return what passages in another script than a tag's look like, and whose alone it is."""
    own = _PASSAGES.get(_script_of(here))
    patterns = {language: _PASSAGES.get(_script_of(language.tag)) for language in languages}
    others = [
        (pattern, language)
        for language, pattern in patterns.items()
        if pattern is not None and pattern is not own
    ]
    return others[0] if own is not None and len(others) == 1 else None


@cache
def _script_of(tag: str) -> str:
    base, territory, script, *_ = parse_locale(tag.replace("-", "_"))
    likely = get_global("likely_subtags")
    full = likely.get(f"{base}_{territory}") or likely.get(base, base)
    return script or parse_locale(full)[2] or ""


def _other_script(here: str, visitor: HTML5Translator) -> _Passages | None:
    known = _known.setdefault(visitor.config, {})
    if here not in known:
        known[here] = other_script(here, languages_of(visitor.config, visitor.builder.srcdir))
    return known[here]


@leaves_titles_alone
def _visit(visitor: HTML5Translator, node: nodes.Text) -> None:
    here = _language_of_prose(node, visitor.config.language)
    found = _other_script(here, visitor) if here else None
    if found is None or not found[0].search(node):
        type(visitor).visit_Text(visitor, node)
        return
    pattern, language = found
    for piece, is_passage in _pieces(node, pattern):
        if is_passage:
            visitor.body.append(f'<span lang="{language.bcp47}">')
        type(visitor).visit_Text(visitor, nodes.Text(piece))
        if is_passage:
            visitor.body.append("</span>")


@leaves_titles_alone
def _depart(visitor: HTML5Translator, node: nodes.Text) -> None:
    type(visitor).depart_Text(visitor, node)


def _language_of_prose(text: nodes.Text, default: str) -> str:
    """Return the tag of the language that is stated around a text of a page; "" for other texts."""
    stated, around = "", text.parent
    while isinstance(around, nodes.Element):
        if isinstance(around, nodes.section):
            return stated or default
        if isinstance(around, _NO_PROSE):
            return ""
        if not stated and (around.attributes["classes"] or "lang" in around.attributes):
            stated = around.get("lang") or stated_language(around) or ""
        around = around.parent
    return ""


def _pieces(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    """Split a text; yield each piece, and whether it is a passage."""
    end = 0
    for passage in pattern.finditer(text):
        if end < passage.start():
            yield text[end : passage.start()], False
        yield passage[0], True
        end = passage.end()
    if end < len(text):
        yield text[end:], False
