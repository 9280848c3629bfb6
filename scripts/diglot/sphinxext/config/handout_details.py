"""The details that conf.py may give of a handout: what each may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from diglot.core.errors import DiglotError
from diglot.core.i18n import _, listed
from diglot.sphinxext.config.readings import Reading, readings_in
from diglot.sphinxext.config.values import Fault, choices
from diglot.typeset.papers import NAMES, size_of

COLOURS = ("accent", "second", "note", "tip", "warning", "danger", "important")
"""The colours of the theme that conf.py may set."""

IMPOSITIONS = ("booklet", "2-up")
"""The ways in which pages may be put on sheets: `typeset.imposition` knows them."""

_MARGINS = ("top", "bottom", "left", "right", "inside", "outside", "x", "y", "rest")
_LENGTH = re.compile(r"\d+(\.\d+)?\s*(mm|cm|in|pt)")
_COLOUR = re.compile(r"#([0-9a-fA-F]{3}){1,2}")


def checked(key: str, value: Any) -> Any:
    """Return the value of a detail as handouts take it.

    None stays None: there is no such detail. Raises DiglotError, with the next step, for a value
    that makes no sense and for a detail that does not exist.
    """
    check = _CHECKS.get(key)
    if check is None:
        raise DiglotError(
            _("it has no detail {detail!r}", detail=key), hint=choices(key, tuple(_CHECKS))
        )
    return None if value is None else check(key, value)


def default_faults(value: Any) -> Iterator[Fault]:
    """Yield what is wrong with details that hold for all handouts."""
    for key, detail in value.items():
        if key in ("document", "documents"):
            yield Fault(_("it names {key}", key=key), _("name documents in diglot_handouts"), key)
            continue
        try:
            checked(key, detail)
        except DiglotError as error:
            yield Fault(error.message, error.hint or "", key)


def _text(key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise wrong(key, value, _("text in quotes"))
    return value


def _switch(key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise wrong(key, value, _("True or False"))
    return value


def _one_of(*allowed: Any) -> Callable[[str, Any], Any]:
    def check(key: str, value: Any) -> Any:
        if value not in allowed or isinstance(value, bool):
            raise wrong(key, value, _("one of {choices}", choices=listed(map(str, allowed))))
        return value

    return check


def _documents(_key: str, value: Any) -> Any:
    # Which there are is known when the sources are.
    return value


def _authors(key: str, value: Any) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list | tuple):
        raise wrong(key, value, _("a name, or a list of names"))
    return tuple(map(str, names))


def _paper(key: str, value: Any) -> str:
    if not isinstance(value, str) or size_of(value) is None:
        wanted = _(
            "one of {choices}, or a size such as '170mm x 240mm'",
            choices=listed(NAMES),
        )
        raise wrong(key, value, wanted)
    return value


def _readings(key: str, value: Any) -> tuple[Reading, ...]:
    try:
        return readings_in(value)
    except ValueError:
        wanted = _("one or more of {choices}", choices=listed(map(str, Reading)))
        raise wrong(key, value, wanted) from None


def _margin(key: str, value: Any) -> dict[str, str]:
    sides = {"rest": value} if isinstance(value, str) else value
    if not isinstance(sides, Mapping) or not all(
        side in _MARGINS and is_length(length) for side, length in sides.items()
    ):
        raise wrong(key, value, _("a length such as '20mm', or sides with lengths"))
    return {str(side): str(length) for side, length in sides.items()}


def _tags(key: str, value: Any) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not all(
        isinstance(name, str) and name.isidentifier() for name in names
    ):
        raise wrong(key, value, _("a tag such as 'teacher', or a list of tags"))
    return tuple(sorted(set(names)))


def _imposition(key: str, value: Any) -> tuple[str, ...]:
    kinds = [value] if isinstance(value, str) else value
    if not isinstance(kinds, list | tuple) or not all(kind in IMPOSITIONS for kind in kinds):
        raise wrong(key, value, _("one or more of {choices}", choices=listed(IMPOSITIONS)))
    return tuple(kind for kind in IMPOSITIONS if kind in kinds)


def _length(key: str, value: Any) -> str:
    if not is_length(value):
        raise wrong(key, value, _("a length such as '3mm'"))
    return str(value)


def is_length(value: Any) -> bool:
    """Return whether a value is a length as Typst writes them, such as ``20mm``."""
    return isinstance(value, str) and _LENGTH.fullmatch(value.strip()) is not None


def _colours(key: str, value: Any) -> dict[str, str]:
    names = {"accent": value} if isinstance(value, str) else value
    if not isinstance(names, Mapping):
        raise wrong(key, value, _("a colour such as '#1f4e79', or names with colours"))
    for name, colour in names.items():
        if name not in COLOURS:
            raise DiglotError(
                _("its {key} have no {name!r}", key=key, name=name), hint=choices(name, COLOURS)
            )
        if not isinstance(colour, str) or not _COLOUR.fullmatch(colour):
            raise wrong(f"{key}[{name!r}]", colour, _("a colour such as '#1f4e79'"))
    return dict(names)


COVER_KINDS = ("pattern", "plain")
"""The art of covers that needs no picture."""

_FUNCTION = re.compile(r"[A-Za-z][\w-]*")


def _cover(key: str, value: Any) -> bool | dict[str, str]:
    if isinstance(value, bool):
        return value
    asked = {"kind" if value in COVER_KINDS else "picture": value}
    asked = dict(value) if isinstance(value, Mapping) else asked
    known = ("picture", "drawing", "kind", "function")
    for part, text in asked.items():
        if part not in known:
            raise DiglotError(
                _("its {key} has no {name!r}", key=key, name=part), hint=choices(part, known)
            )
        is_file = part in ("picture", "drawing")
        if not isinstance(text, str) or (is_file and "." not in text):
            raise wrong(
                key,
                value,
                _("True, False, a picture, or a mapping with {names}", names=listed(known)),
            )
    if asked.get("kind", "plain") not in COVER_KINDS:
        raise wrong(key, value, _("one of {choices}", choices=listed(COVER_KINDS)))
    if not _FUNCTION.fullmatch(asked.get("function", "cover")):
        raise wrong(key, value, _("the name of a function of the theme"))
    return asked


def _logo(key: str, value: Any) -> dict[str, str]:
    names = [value] if isinstance(value, str) else value
    if isinstance(names, list | tuple):
        names = dict.fromkeys(names, "")
    if not isinstance(names, Mapping) or not all(
        isinstance(text, str) for pair in names.items() for text in pair
    ):
        raise wrong(key, value, _("a picture, a list of them, or pictures with what they show"))
    return dict(names)


def _switch_or_text(key: str, value: Any) -> bool | str:
    if not isinstance(value, bool | str):
        raise wrong(key, value, _("True, False, or text in quotes"))
    return value


def wrong(key: str, value: Any, wanted: str) -> DiglotError:
    """Return what to raise for a detail whose value makes no sense: it must be `wanted`."""
    return DiglotError(
        _("its {key} is {value}", key=key, value=repr(value)),
        hint=_("{key} must be {wanted}", key=key, wanted=wanted),
    )


_CHECKS: dict[str, Callable[[str, Any], Any]] = {
    "documents": _documents,
    "document": _documents,
    "appendix": _documents,
    "kind": _one_of("handout", "slides"),
    "title": _text,
    "subtitle": _text,
    "authors": _authors,
    "event": _text,
    "logo": _logo,
    "sponsors": _text,
    "licence": _text,
    "colophon": _switch_or_text,
    "date": _text,
    "paper": _paper,
    "landscape": _switch,
    "two_sided": _switch,
    "columns": _one_of(1, 2, 3),
    "cover": _cover,
    "contents": _switch,
    "index": _switch,
    "margin": _margin,
    "colours": _colours,
    "imposition": _imposition,
    "bleed": _length,
    "crop_marks": _switch,
    "figures": _one_of("float", "here"),
    "pictures": _one_of("fit", "full"),
    "notes": _switch,
    "large_print": _switch,
    "grayscale": _switch,
    "reading": _readings,
    "tags": _tags,
    "solutions": _one_of("show", "end", "hide"),
    "speaker_notes": _one_of("show", "hide"),
    "listed": _switch,
    "first": _one_of("source", "target"),
}
