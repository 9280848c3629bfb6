"""Composing Typst code: source text enters as string literals and can never become markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final


class Markup(str):
    """A Typst expression in code mode; any other string is text.

    Adding or formatting would lose the distinction, so pieces are joined by the functions below.
    """

    __slots__ = ()


Value = Markup | str | int | float | bool | Sequence["Value"] | Mapping[str, "Value"] | None
"""What `literal` can write: text, numbers, `none`, arrays and dictionaries of these."""

NOTHING: Final = Markup("[]")
"""Content without anything in it."""

AUTO: Final = Markup("auto")

THEME: Final = "d"
"""The name under which sources import the theme. It is one letter, since a formula takes longer
names around it for functions of its own (`sans`, `accent`, …), but a letter for a variable."""

_ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        "\n": "\\n",
        "\r": "\\r",
        "\t": "\\t",
        # Typst's lexer takes these for line ends, which would shift every line of a message.
        "\x0b": "\\u{b}",
        "\x0c": "\\u{c}",
        "\x85": "\\u{85}",
        "\u2028": "\\u{2028}",
        "\u2029": "\\u{2029}",
    }
)


def literal(value: Value) -> Markup:
    """Return `value` as Typst code; a Markup is code already."""
    match value:
        case Markup():
            return value
        case None:
            return Markup("none")
        case bool():
            return Markup("true" if value else "false")
        case int() | float():
            return Markup(repr(value))
        case str():
            return Markup(f'"{value.translate(_ESCAPES)}"')
        case Mapping():
            inside = ", ".join(f"{literal(str(k))}: {literal(v)}" for k, v in value.items())
            return Markup(f"({inside})" if inside else "(:)")
        case _:
            return Markup("(" + "".join(f"{literal(item)}, " for item in value) + ")")


def call(function: str, *arguments: Value, **named: Value) -> Markup:
    """Return a call of a function; ``page_ref=…`` is written ``page-ref: …``.

    A string names a function of the theme. A Markup is Typst code that yields a function, such as
    ``Markup("rect.with(stroke: 1pt)")``.
    """
    callee = f"({function})" if isinstance(function, Markup) else f"{THEME}.{function}"
    plain = [str(literal(argument)) for argument in arguments]
    written = [
        *plain,
        *(f"{name.replace('_', '-')}: {literal(value)}" for name, value in named.items()),
    ]
    return Markup(f"{callee}({', '.join(written)})")


def join(pieces: Iterable[Markup]) -> Markup:
    """Return pieces that follow each other on a line."""
    filled = [piece for piece in pieces if piece != NOTHING]
    if not filled:
        return NOTHING
    return filled[0] if len(filled) == 1 else Markup("{" + "; ".join(filled) + "}")


def stack(blocks: Iterable[Markup]) -> Markup:
    """Return blocks one under another, each on a line of its own."""
    filled = [block for block in blocks if block != NOTHING]
    if not filled:
        return NOTHING
    return filled[0] if len(filled) == 1 else Markup("{\n" + "\n".join(filled) + "\n}")


def track(fraction: float) -> Markup:
    """Return a column's share of the line."""
    return Markup(f"{fraction:g}fr")
