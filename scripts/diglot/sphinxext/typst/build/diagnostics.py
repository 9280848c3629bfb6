"""Typst's messages about a handout, as diagnostics that name the document and its line."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sphinx.environment import BuildEnvironment

from diglot.core.codes import Code
from diglot.core.i18n import _, clauses, listed
from diglot.sphinxext.reporting.warn import Place, place, warn
from diglot.sphinxext.typst.build.builder import TypstBuilder
from diglot.typeset.compiler import Typeset, TypstMessage
from diglot.typeset.marks import Origin, origins_of

# How many places of a missing character are reported.
_PLACES = 3


def report(
    result: Typeset,
    builder: TypstBuilder,
    sources: Sequence[Path],
    reported: Typeset | None = None,
) -> None:
    """Warn of all messages of `result`, except for those of `reported`.

    `sources` are the Typst sources of the documents, to find missing characters in.
    """
    env = builder.env
    done = {*reported.errors, *reported.warnings} if reported else set()
    for code, messages in (
        (Code.TYPST_ERROR, result.errors),
        (Code.TYPST_WARNING, result.warnings),
    ):
        for message in messages:
            if message not in done:
                _report(code, message, builder)
    for text in result.missing:
        _report_missing(text, env, sources)


def _report(code: Code, message: TypstMessage, builder: TypstBuilder) -> None:
    """Warn of one message, at the place that somebody can mend."""
    own = _own_place(message, builder.theme_sources)
    if own is None:
        where, hint = _where(message.origin, builder.env), _hint(message, builder)
        warn(code, _message(message), at=where, hint=hint)
        return
    text = message.message
    if message.origin:
        document = Path(builder.srcdir, message.origin.path)
        used = f"{os.path.relpath(document, builder.confdir)}:{message.origin.line}"
        text = _("{message} (used in {place})", message=text, place=used)
    warn(code, text, at=own, hint=clauses(message.hints) or None)


def _hint(message: TypstMessage, builder: TypstBuilder) -> str | None:
    """Return Typst's hints; where it has none, what else may be at fault."""
    sources = builder.theme_sources.values()
    names = sorted({path.name for path in sources if path.suffix == ".typ"})
    if message.hints or not names:
        return clauses(message.hints) or None
    return _(
        "{files} may be why: a function takes the arguments of the one that it replaces",
        files=listed(names),
    )


def _own_place(message: TypstMessage, theme_sources: Mapping[Path, Path]) -> Place:
    """Return the line of a theme's file as its author knows it; None where it is another file."""
    name, _colon, line = (message.source or "").rpartition(":")
    if not name:
        return None
    # Typst shortens paths as seen from the working folder, else from the root.
    seen, below = Path(os.path.abspath(name)), f"/{name.lstrip('/')}"  # noqa: PTH100 - no links
    for copy, path in theme_sources.items():
        if copy == seen or copy.as_posix().endswith(below):
            return place(path, int(line))
    return None


def _message(message: TypstMessage) -> str:
    if message.origin or not message.source:
        return message.message
    return _("{message} ({place})", message=message.message, place=message.source)


def _where(origin: Origin | None, env: BuildEnvironment) -> Place:
    # Sphinx takes the document's name and makes the path of it.
    return (env.path2doc(origin.path), origin.line) if origin else None


def _report_missing(text: str, env: BuildEnvironment, sources: Iterable[Path]) -> None:
    names = ", ".join(
        f"U+{ord(char):04X} {unicodedata.name(char, 'unnamed')}" for char in dict.fromkeys(text)
    )
    origins = [origin for source in sources for origin in origins_of(text, source)]
    for where in [_where(origin, env) for origin in origins[:_PLACES]] or [None]:
        warn(
            Code.MISSING_GLYPH,
            _(
                "no font has {text} ({names}); its code is printed in its place",
                text=text,
                names=names,
            ),
            at=where,
            hint=_("name a font that has it in diglot_fonts"),
        )
