"""A Pygments style as the colour theme that Typst's code blocks understand (TextMate's)."""

from __future__ import annotations

import plistlib
from typing import Any

from pygments.style import Style
from pygments.styles import get_style_by_name
from pygments.token import Token, _TokenType
from pygments.util import ClassNotFound

# TextMate's names for what Pygments calls a token.
_SCOPES: tuple[tuple[_TokenType, str], ...] = (
    (Token.Comment, "comment"),
    (Token.String, "string"),
    (Token.String.Escape, "constant.character.escape"),
    (Token.Number, "constant.numeric"),
    (Token.Keyword, "keyword, storage, storage.type, storage.modifier"),
    (Token.Keyword.Constant, "constant.language"),
    (Token.Operator, "keyword.operator"),
    (Token.Name.Function, "entity.name.function, support.function, variable.function"),
    (Token.Name.Class, "entity.name.class, entity.name.type, support.class, support.type"),
    (Token.Name.Tag, "entity.name.tag"),
    (Token.Name.Attribute, "entity.other.attribute-name"),
    (Token.Name.Variable, "variable.other.readwrite, variable.other.dollar"),
    (Token.Name.Decorator, "entity.name.function.decorator, meta.annotation"),
    (Token.Name.Namespace, "entity.name.namespace, entity.name.section"),
    (Token.Generic.Heading, "markup.heading"),
    (Token.Generic.Inserted, "markup.inserted"),
    (Token.Generic.Deleted, "markup.deleted"),
    (Token.Generic.Emph, "markup.italic"),
    (Token.Generic.Strong, "markup.bold"),
)


def text_mate_theme(style: str, *, gray: bool = False) -> bytes:
    """Return the theme of a Pygments style, or of ``default`` where there is none of that name.

    `gray` keeps the weights and leaves the colours out, for black-and-white printers.
    """
    chosen = _style(style)
    rules: list[dict[str, Any]] = [{"settings": {"foreground": "#141414"}}]
    for token, scope in _SCOPES:
        look = _look(chosen, token, gray=gray)
        if look:
            rules.append({"scope": scope, "settings": look})
    return plistlib.dumps({"name": style, "settings": rules})


def _style(name: str) -> type[Style]:
    try:
        return get_style_by_name(name)
    except ClassNotFound:
        return get_style_by_name("default")


def _look(style: type[Style], token: _TokenType, *, gray: bool) -> dict[str, str]:
    given = style.style_for_token(token)
    faces = [face for face in ("bold", "italic", "underline") if given[face]]
    look = {"fontStyle": " ".join(faces)} if faces else {}
    colour = given["color"]
    if colour and gray:
        look["foreground"] = "#555555" if token is Token.Comment else "#141414"
    elif colour:
        look["foreground"] = f"#{_darkened(colour)}"
    return look


def _darkened(colour: str) -> str:
    """Return a colour dark enough to be read on the tint behind code (WCAG AA, about 4.5:1)."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (0, 2, 4))
    while _luminance(red, green, blue) > _READABLE:
        red, green, blue = (int(part * 0.9) for part in (red, green, blue))
    return f"{red:02x}{green:02x}{blue:02x}"


# The relative luminance that stands 4.5:1 against a paper of luminance 0.92.
_READABLE = 0.165


def _luminance(*channels: int) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in channels)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
