"""The direction in which each language of a page is written, beside its name in the HTML."""

from __future__ import annotations

import re

from diglot.core.language import direction_of

# A tag with a language and without a direction.
_NAMED = re.compile(r"""<\w(?![^<>]*\sdir=)[^<>]*?\slang=(["'])(?P<language>[\w-]+)\1""")


def with_directions(html: str) -> str:
    """Return a page with ``dir`` at each element that names its language.

    A page without a language that is written from right to left stays as it is.
    """
    languages = {match["language"] for match in _NAMED.finditer(html)}
    if not any(direction_of(language) == "rtl" for language in languages):
        return html
    return _NAMED.sub(lambda match: f'{match[0]} dir="{direction_of(match["language"])}"', html)
