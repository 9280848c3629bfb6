"""How the page that a link leads to is said, to those who do not see the link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_BRACKETS = "(（)）"


def page_words(data: Mapping[str, Any], shown: str) -> str:
    """Return the page with the number `shown` in the language of a theme's `data`.

    That is what the theme prints after a reference, without its brackets.
    """
    tag = "-".join(part for part in (data["lang"], data["region"]) if part)
    form: str = data["words"][tag]["page"]
    return form.strip(_BRACKETS).replace("%s", shown)
