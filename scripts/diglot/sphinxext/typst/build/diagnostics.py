"""What Typst said about a handout, as diagnostics that name the document and its line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from sphinx.environment import BuildEnvironment

from diglot.core.codes import Code
from diglot.sphinxext.reporting.warn import Place, warn
from diglot.typeset.compiler import Typeset, TypstMessage
from diglot.typeset.marks import Origin, origins_of

# A character that is missing a hundred times is reported at its first places.
_PLACES = 3


def report(
    made: Typeset, env: BuildEnvironment, sources: Sequence[Path], known: Typeset | None = None
) -> None:
    """Warn of everything Typst said, but for what `known` has said already."""
    said = {*known.errors, *known.warnings} if known else set()
    for code, messages in (
        (Code.TYPST_ERROR, made.errors),
        (Code.TYPST_WARNING, made.warnings),
    ):
        for message in messages:
            if message not in said:
                warn(code, _message(message), at=_where(message.origin, env), hint=_hint(message))
    for text in made.missing:
        _report_missing(text, env, sources)


def _message(message: TypstMessage) -> str:
    if message.origin or not message.source:
        return message.message
    return f"{message.message} ({message.source})"


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
    for place in [_where(one, env) for one in places[:_PLACES]] or [None]:
        warn(
            Code.MISSING_GLYPH,
            f"no font has {text} ({names}); its code is printed in its place",
            at=place,
            hint="install a font that has it, or name its folder in diglot_fonts",
        )
