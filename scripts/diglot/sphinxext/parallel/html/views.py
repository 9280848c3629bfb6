"""The choice of the view: both languages, or one alone. Every page has it, and remembers it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from gettext import NullTranslations

from diglot.core.language import Language
from diglot.sphinxext.html.fragments import render
from diglot.sphinxext.parallel.interleave import Side

# Where a page's text begins, in Furo and in the themes of Sphinx.
_MAIN = re.compile(r'<main\b[^>]*>|<\w+\b[^>]*\brole="main"[^>]*>')


def early(languages: Mapping[Side, Language]) -> str:
    """Return the script that shows the reader's last choice before the page is painted."""
    return render("parallel_early.html", target=languages[Side.TARGET])


def with_views(
    page: str,
    languages: Mapping[Side, Language],
    translators: Mapping[Side, NullTranslations],
    say: Callable[[str], str],
) -> str:
    """Return a page (HTML) with the choice at the start of its text.

    `say` gives a message in both languages, the translators in one.
    """
    words = {side.value: _words(languages, translators[side].gettext) for side in Side}
    views = render(
        "parallel_views.html",
        source=languages[Side.SOURCE],
        target=languages[Side.TARGET],
        words=json.dumps(words, ensure_ascii=False),
        group=say("Languages shown"),
        both=say("Side by side"),
        swap=say("Swap sides"),
    )
    return _MAIN.sub(lambda found: found[0] + views, page, count=1)


def _words(languages: Mapping[Side, Language], say: Callable[[str], str]) -> dict[str, str]:
    """Return what the script says in a language, by the names it has for it."""
    copy = say("Copy in %s")
    return {
        "actions": say("Actions for this passage"),
        "copySource": copy % languages[Side.SOURCE].name,
        "copyTarget": copy % languages[Side.TARGET].name,
        "copyLink": say("Copy a link to this passage"),
        "copied": say("Copied"),
        "failed": say("The browser did not allow copying"),
    }
