"""Sentences that are put together from pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from diglot.catalog.scripts import CJK, WORD
from diglot.sphinxext.lint.finding import Finding
from diglot.sphinxext.lint.texts import Text, texts_of
from diglot.sphinxext.markup.pages import Page

_NAME = re.compile(r"\w+")


def glued_text(page: Page) -> Iterator[Finding]:
    """A sentence is written out, not put together from substitutions that hold words.

    Translators see neither the value nor its place, and cannot make it agree with the rest.
    Numbers, versions and names are fine.

    Bad:  {{ subject }} takes a long time      (subject: training the model)
    Good: Training the model takes a long time
    """
    values = _values(page)
    for text in texts_of(page):
        for line, token in text.lines():
            if token.type != "substitution_inline" or not _has_words_beside(text):
                continue
            name = _NAME.match(token.content.strip())
            value = str(values.get(name[0], "")) if name else ""
            if _is_wording(value):
                yield Finding(
                    line,
                    f"the sentence is glued together with {{{{ {token.content.strip()} }}}}",
                    "write the words out; keep substitutions for names, numbers and versions",
                )


def _has_words_beside(text: Text) -> bool:
    return bool(WORD.search(text.shown) or CJK.search(text.shown))


def _is_wording(value: str) -> bool:
    """Return whether a value is more than a name: several plain words, or Chinese ones."""
    return len(CJK.findall(value)) > 1 or sum(w.islower() for w in WORD.findall(value)) > 1


def _values(page: Page) -> Mapping[str, Any]:
    for _line, token in page.tokens():
        if token.type == "front_matter":
            try:
                data = yaml.safe_load(token.content)
            except yaml.YAMLError:
                return {}  # MyST itself reports it
            myst = data.get("myst") if isinstance(data, dict) else None
            values = myst.get("substitutions") if isinstance(myst, dict) else None
            return values if isinstance(values, dict) else {}
    return {}
