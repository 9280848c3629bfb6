"""The language of the person at the terminal, and the sentences in it."""

from __future__ import annotations

import gettext
import os
import re
import sys
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path

from diglot.core.i18n import SPHINX, Message, Translations
from diglot.core.translations import ENGLISH, LOCALE, read_own_catalog, serving_language

_SAMPLES = {"zh_CN": "检", "zh_TW": "檢"}
"""The languages there are, each with a character that an output must be able to show."""


def shown(text: str) -> str:
    """Return a text as the user is to read it: a message in their language, others as they are."""
    if not isinstance(text, Message):
        return text
    language = user_language()
    return text if language == ENGLISH else text.translated(partial(_catalog, language))


def user_language() -> str:
    """Return the language that the environment asks for, as gettext has it; else English.

    The locale is what LC_ALL, LC_MESSAGES or LANG names, in this order. LANGUAGE lists languages
    by priority, and says nothing where the locale is C:
    https://www.gnu.org/software/gettext/manual/html_node/Locale-Environment-Variables.html
    """
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "C")
    if _base(locale) in ("c", "posix"):
        return ENGLISH
    wanted = (os.environ.get("LANGUAGE") or locale).split(":")
    found = (language for name in wanted if (language := _known(name)))
    language = next(found, ENGLISH)
    return language if _can_show(language) else ENGLISH


def _base(name: str) -> str:
    return re.split(r"[_.@-]", name.lower())[0]


def _known(name: str) -> str | None:
    """Return the language that serves the name of a locale; None where none does."""
    tag = re.split(r"[.@]", name)[0]
    return ENGLISH if tag.lower() in ("c", "posix") else serving_language(tag)


def _can_show(language: str) -> bool:
    sample = _SAMPLES.get(language, "")
    for stream in (sys.stdout, sys.stderr):
        try:
            sample.encode(stream.encoding or "ascii")
        except UnicodeEncodeError:
            return False
    return True


@cache
def _catalog(language: str, domain: str) -> Translations | None:
    if domain == SPHINX:
        package = find_spec("sphinx")
        folder = Path(package.origin).parent / "locale" if package and package.origin else LOCALE
        path = folder / language / "LC_MESSAGES" / "sphinx.mo"
        if not path.is_file():
            return None
        with path.open("rb") as compiled:
            return gettext.GNUTranslations(compiled)
    return read_own_catalog(LOCALE / language / "LC_MESSAGES" / f"{domain}.po")
