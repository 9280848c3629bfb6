"""Typst's messages about a handout, as diagnostics that name the document and its line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from sphinx.environment import BuildEnvironment

from diglot.core.codes import Code
from diglot.core.i18n import _
from diglot.sphinxext.reporting.warn import Place, warn
from diglot.typeset.compiler import Typeset, TypstMessage
from diglot.typeset.marks import Origin, origins_of

# How many places of a missing character are reported.
_PLACES = 3


def report(
    result: Typeset,
    env: BuildEnvironment,
    sources: Sequence[Path],
    reported: Typeset | None = None,
) -> None:
    """Warn of all messages of `result`, except for those of `reported`.

    `sources` are the Typst sources of the documents, to find missing characters in.
    """
    done = {*reported.errors, *reported.warnings} if reported else set()
    for code, messages in (
        (Code.TYPST_ERROR, result.errors),
        (Code.TYPST_WARNING, result.warnings),
    ):
        for message in messages:
            if message not in done:
                warn(code, _message(message), at=_where(message.origin, env), hint=_hint(message))
    for text in result.missing:
        _report_missing(text, env, sources)


def _message(message: TypstMessage) -> str:
    if message.origin or not message.source:
        return message.message
    return _("{message} ({place})", message=message.message, place=message.source)


def _hint(message: TypstMessage) -> str | None:
    return "; ".join(message.hints) or None


def _where(origin: Origin | None, env: BuildEnvironment) -> Place:
    # Sphinx takes the document's name and makes the path of it.
    return (env.path2doc(origin.path), origin.line) if origin else None


def _report_missing(text: str, env: BuildEnvironment, sources: Iterable[Path]) -> None:
    names = ", ".join(
        f"U+{ord(char):04X} {unicodedata.name(char, 'unnamed')}" for char in dict.fromkeys(text)
    )
    places = [place for source in sources for place in origins_of(text, source)]
    for place in [_where(origin, env) for origin in places[:_PLACES]] or [None]:
        warn(
            Code.MISSING_GLYPH,
            _(
                "no font has {text} ({names}); its code is printed in its place",
                text=text,
                names=names,
            ),
            at=place,
            hint=_("name a font that has it in diglot_fonts"),
        )
