"""The values of MyST's substitutions, which ``{{ name }}`` inserts into a text, as messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from diglot.catalog.entry import State
from diglot.sphinxext.compat.myst import MystContext
from diglot.sphinxext.i18n.lookup import Translations
from diglot.sphinxext.i18n.record import ExtractedMessage
from diglot.sphinxext.i18n.words import is_inline


def substitution_messages(
    context: MystContext, shared: Mapping[str, Any], path: str
) -> Iterator[ExtractedMessage]:
    """Yield the values that the front matter of a document sets.

    `shared` are those of conf.py, whose messages are in the catalog of conf.py. `path` is the
    document's file.
    """
    for name, value in context.config.substitutions.items():
        if is_inline(value) and shared.get(name) != value:
            yield ExtractedMessage(value, path, 1, f"substitution {name}")


def translated_substitutions(
    values: Mapping[str, Any], of_document: Translations, of_conf: Translations
) -> dict[str, Any]:
    """Return the substitutions in the language of the build.

    The catalogs of the document (`of_document`) take precedence over that of conf.py (`of_conf`).
    """
    result = dict(values)
    for name, value in values.items():
        translation = is_inline(value) and (of_document.find(value) or of_conf.find(value))
        if translation and translation.state is State.TRANSLATED:
            result[name] = translation.text
    return result
