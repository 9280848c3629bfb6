"""The language of passages in another one of the project's, so that they are read aloud right.

Source: https://www.w3.org/TR/WCAG22/#language-of-parts, which leaves out names, technical terms
and single words that a language has taken in: Latin words count from three on. A passage in 汉字
among Latin ones counts always, because voices for Latin languages skip it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.core import get_global, parse_locale
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from diglot.core.language import Language
from diglot.sphinxext.config.languages import languages_of
from diglot.sphinxext.transforms.ruby import ruby, ruby_text
from diglot.sphinxext.transforms.stated_language import CLASS, language_around

_WIDE = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
# From a 汉字 or kana to the last that only full-width signs stand between; brackets around it too.
_HAN = re.compile(
    f"[《「『【（〈]?[{_WIDE}](?:[{_WIDE}\u3000-\u303f\uff01-\uff5e]*[{_WIDE}》」』】）〉])?"
)
_LATIN = re.compile(r"\b[A-Za-z][\w’'-]*(?:[,:;]? [A-Za-z][\w’'-]*){2,}")
# Scripts, by their names in ISO 15924, to what their passages look like among the others.
_PASSAGES = {"Hans": _HAN, "Hant": _HAN, "Jpan": _HAN, "Latn": _LATIN}
# Code, and what holds nothing but its own text.
_NO_PROSE = (
    nodes.literal,
    nodes.FixedTextElement,
    nodes.math,
    nodes.raw,
    nodes.image,
    ruby,
    ruby_text,
)


def register(app: Sphinx) -> None:
    """Mark passages on pages and in EPUBs."""
    app.add_post_transform(MarkPassages)


class MarkPassages(SphinxPostTransform):
    """Put passages in the one other language of the project that its script tells into spans."""

    default_priority = 415
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Look at all texts that state no language."""
        languages = languages_of(self.config, Path(self.env.srcdir))
        if (found := other_script(self.config.language, languages)) is None:
            return
        pattern, language = found
        for text in list(self.document.findall(nodes.Text)):
            parent = text.parent
            if pattern.search(text) and _is_prose(parent) and language_around(parent) is None:
                parent.replace(text, list(_marked(text, pattern, CLASS + language.slug)))


def other_script(
    here: str, languages: Iterable[Language]
) -> tuple[re.Pattern[str], Language] | None:
    """Return what passages in another script than a tag's look like, and whose alone it is."""
    own = _PASSAGES.get(_script_of(here))
    others = [(_PASSAGES.get(_script_of(one.tag)), one) for one in languages]
    foreign = [
        (pattern, one) for pattern, one in others if pattern is not None and pattern is not own
    ]
    return foreign[0] if own is not None and len(foreign) == 1 else None


def _script_of(tag: str) -> str:
    base, _territory, script, *_ = parse_locale(tag)
    likely = get_global("likely_subtags")
    full = likely.get(tag) or likely.get(base, base)
    return script or parse_locale(full)[2] or ""


def _is_prose(node: nodes.Node | None) -> bool:
    while node is not None:
        if isinstance(node, _NO_PROSE):
            return False
        node = node.parent
    return True


def _marked(text: nodes.Text, pattern: re.Pattern[str], name: str) -> Iterator[nodes.Node]:
    end = 0
    for passage in pattern.finditer(text):
        if end < passage.start():
            yield nodes.Text(text[end : passage.start()])
        yield nodes.inline("", passage[0], classes=[name])
        end = passage.end()
    if end < len(text):
        yield nodes.Text(text[end:])
