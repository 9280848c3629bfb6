"""The direction in which each language of a page is written, beside its name in the HTML."""

from __future__ import annotations

import re

from diglot.core.language import direction_of

# What names a language, an element's own or that of a link: quick to find.
_TAG = re.compile(r"""lang=(["'])(?P<language>[\w-]+)\1""")
# A tag with a language and without a direction.
_NAMED = re.compile(r"""<\w(?![^<>]*\sdir=)[^<>]*?\slang=(["'])(?P<language>[\w-]+)\1""")


def with_directions(html: str) -> str:
    """Return a page with ``dir`` at each element that names its language.

    A page without a language that is written from right to left stays as it is.
    """
    if not (_goes_left(_TAG, html) and _goes_left(_NAMED, html)):
        return html
    return _NAMED.sub(lambda match: f'{match[0]} dir="{direction_of(match["language"])}"', html)


def _goes_left(pattern: re.Pattern[str], html: str) -> bool:
    languages = {match["language"] for match in pattern.finditer(html)}
    return any(direction_of(language) == "rtl" for language in languages)
