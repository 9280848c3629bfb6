"""Sentences that are put together from substitutions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from diglot.catalog.scripts import CJK, WORD
from diglot.core.i18n import _
from diglot.sphinxext.lint.finding import LintFinding
from diglot.sphinxext.lint.texts import Text, texts_of
from diglot.sphinxext.markup.pages import Page

_NAME = re.compile(r"\w+")


def glued_text(page: Page) -> Iterator[LintFinding]:
    """A sentence has no substitutions whose values are words; numbers and names are fine.

    Translators see the sentence without the value, so they can neither inflect the value nor make
    the sentence agree with it.

    Bad:  {{ subject }} takes a long time      (subject: training the model)
    Good: Training the model takes a long time
    """
    values = _values(page)
    for text in texts_of(page):
        for line, token in text.lines():
            if token.type != "substitution_inline" or not _has_other_words(text):
                continue
            name = _NAME.match(token.content.strip())
            value = str(values.get(name[0], "")) if name else ""
            if _is_wording(value):
                yield LintFinding(
                    line,
                    _(
                        "the sentence is glued together with {substitution}",
                        substitution=f"{{{{ {token.content.strip()} }}}}",
                    ),
                    _("write the words out; keep substitutions for names, numbers and versions"),
                )


def _has_other_words(text: Text) -> bool:
    return bool(WORD.search(text.shown) or CJK.search(text.shown))


def _is_wording(value: str) -> bool:
    """Whether a value is more than a name: several Chinese characters or lower-case words."""
    return len(CJK.findall(value)) > 1 or sum(word.islower() for word in WORD.findall(value)) > 1


def _values(page: Page) -> Mapping[str, Any]:
    """Return the substitutions in the front matter of a page."""
    for _line, token in page.tokens():
        if token.type == "front_matter":
            try:
                data = yaml.safe_load(token.content)
            except yaml.YAMLError:
                return {}  # MyST reports it
            myst = data.get("myst") if isinstance(data, dict) else None
            values = myst.get("substitutions") if isinstance(myst, dict) else None
            return values if isinstance(values, dict) else {}
    return {}
