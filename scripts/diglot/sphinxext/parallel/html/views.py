"""The choice of the view: both languages, or one alone. Every page has it, and remembers it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from gettext import NullTranslations

from diglot.core.i18n import _
from diglot.core.language import Language
from diglot.sphinxext.html.fragments import render
from diglot.sphinxext.html.patches import BODY, Patch, PatchLog, Times
from diglot.sphinxext.i18n.labels import name_in
from diglot.sphinxext.parallel.interleave import Side

# Where a page's text begins, in Furo and in the themes of Sphinx.
_MAIN = Patch(
    "a page",
    re.compile(r'<main\b[^>]*>|<\w+\b[^>]*\brole="main"[^>]*>'),
    _("the choice of the languages shown is at its top, not above its text"),
    Times.FIRST,
)
_TOP = Patch("a page", BODY, _("it always shows both languages"), Times.FIRST)


def with_views(
    page: str,
    languages: Mapping[Side, Language],
    translators: Mapping[Side, NullTranslations],
    translate: Callable[[str], str],
    log: PatchLog,
) -> str:
    """Return a page (HTML) with the choice at the start of its text, or at its top.

    `translate` returns a message in both languages, the translators in one.
    """
    words = {
        side.value: _words(languages, language, translators[side].gettext)
        for side, language in languages.items()
    }
    views = render(
        "parallel_views.html",
        source=languages[Side.SOURCE],
        target=languages[Side.TARGET],
        words=json.dumps(words, ensure_ascii=False),
        group=translate("Languages shown"),
        both=translate("Side by side"),
        swap=translate("Swap sides"),
    )

    def before(start: re.Match[str]) -> str:
        return start[0] + views

    return log.apply(_MAIN, page, before) or log.apply(_TOP, page, before) or page


def _words(
    languages: Mapping[Side, Language], reader: Language, translate: Callable[[str], str]
) -> dict[str, str]:
    """Return the messages of the script in a language, by the names that it has for them."""
    copy = translate("Copy in %s")
    return {
        "actions": translate("Actions for this passage"),
        "copySource": copy % name_in(languages[Side.SOURCE], reader.tag),
        "copyTarget": copy % name_in(languages[Side.TARGET], reader.tag),
        "copyLink": translate("Copy a link to this passage"),
        "copied": translate("Copied"),
        "failed": translate("The browser did not allow copying"),
    }
