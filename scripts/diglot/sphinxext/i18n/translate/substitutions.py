"""The values of MyST's substitutions as messages: ``{{ name }}`` in a text shows one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from diglot.catalog.entry import State
from diglot.sphinxext.compat.myst import MystContext
from diglot.sphinxext.i18n.lookup import Translations
from diglot.sphinxext.i18n.record import Extracted
from diglot.sphinxext.i18n.words import is_inline


def substitution_messages(
    context: MystContext, shared: Mapping[str, Any], path: str
) -> Iterator[Extracted]:
    """Yield the values that a document's front matter sets; `shared` are those of conf.py."""
    for name, value in context.config.substitutions.items():
        if is_inline(value) and shared.get(name) != value:
            yield Extracted(value, path, 1, f"substitution {name}")


def translated(values: Mapping[str, Any], own: Translations, conf: Translations) -> dict[str, Any]:
    """Return the substitutions with each value in the language of the build."""
    result = dict(values)
    for name, value in values.items():
        found = is_inline(value) and (own.find(value) or conf.find(value))
        if found and found.state is State.TRANSLATED:
            result[name] = found.text
    return result
