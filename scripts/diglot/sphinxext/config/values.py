"""What values settings may have: each check yields what is wrong with one."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diglot.core.i18n import _, listed
from diglot.sphinxext.config.language_tags import is_tag, wrong_tag
from diglot.sphinxext.config.readings import Reading

PDF_STANDARDS = (
    *("1.4", "1.5", "1.6", "1.7", "2.0"),
    *("a-1b", "a-1a", "a-2b", "a-2u", "a-2a", "a-3b", "a-3u", "a-3a", "a-4", "a-4f", "a-4e"),
    "ua-1",
)
"""The standards that Typst knows, by its names."""

_FONT_PARTS = ("serif", "sans", "mono", "math", "folders")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the value of a setting, and the next step.

    `part` is the key or the item of the value that is wrong; None for all of it.
    """

    message: str
    hint: str
    part: object = None


Check = Callable[[Any], Iterator[Fault]]


def anything(_value: Any) -> Iterator[Fault]:
    """Yield nothing: the types of the setting say enough."""
    return iter(())


def one_of(*allowed: object) -> Check:
    """Return the check of a value that is one of `allowed`."""

    def check(value: Any) -> Iterator[Fault]:
        # True is equal to 1, which is none of them.
        if not any(value == choice and type(value) is type(choice) for choice in allowed):
            yield Fault(_("it is {value}", value=repr(value)), choices(value, allowed))

    return check


def naming(place: str) -> Check:
    """Return the check of a text that has a place to be filled."""

    def check(value: Any) -> Iterator[Fault]:
        if place not in value:
            yield Fault(_("it is {value}", value=repr(value)), _("put {place} in it", place=place))

    return check


def some_of(*allowed: str) -> Check:
    """Return the check of a list whose items are among `allowed`."""

    def check(value: Any) -> Iterator[Fault]:
        for item in value:
            if item not in allowed:
                yield Fault(_("it names {item}", item=repr(item)), choices(item, allowed), item)

    return check


def languages(value: Any) -> Iterator[Fault]:
    """Yield what is wrong with a list of tags, or a mapping from tags to names."""
    tags = list(value)
    for tag in tags:
        if not is_tag(tag):
            yield Fault(*wrong_tag(tag), tag)
    for tag in dict.fromkeys(tag for tag in tags if tags.count(tag) > 1):
        yield Fault(
            _("it names {language!r} twice", language=tag), _("name each language once"), tag
        )
    for tag, name in value.items() if isinstance(value, dict) else ():
        if name is not None and not isinstance(name, str):
            yield Fault(
                _("the name of {language!r} is {name}", language=tag, name=repr(name)),
                _("give it as text in quotes"),
                tag,
            )


def fonts(value: Any) -> Iterator[Fault]:
    """Yield what is wrong with families by their parts."""
    for part, names in value.items():
        if part not in _FONT_PARTS:
            yield Fault(_("it has a part {part!r}", part=part), choices(part, _FONT_PARTS), part)
        elif not isinstance(names, str) and not _are_texts(names):
            yield Fault(
                _("its {part} is {value}", part=part, value=repr(names)),
                _("give a name in quotes, or a list of names"),
                part,
            )


def font_folders(value: Any, confdir: Path) -> Iterator[Fault]:
    """Yield the folders of sound `fonts` that are none; their paths count from `confdir`."""
    folders = value.get("folders", ())
    for name in [folders] if isinstance(folders, str) else folders:
        if not (confdir / name).is_dir():
            yield Fault(
                _("its folder {name!r} is a file", name=name)
                if (confdir / name).exists()
                else _("its folder {name!r} is not there", name=name),
                _("name the folder that holds the font files, counted from that of conf.py"),
                name,
            )


def handouts(value: Any) -> Iterator[Fault]:
    """Yield the names that are the same file where upper and lower case are one."""
    first: dict[str, str] = {}
    for name in map(str, value):
        known = first.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if known != name:
            yield Fault(
                _(
                    "the handouts {first!r} and {second!r} differ only in case, and some systems "
                    "would write both into one file",
                    first=known,
                    second=name,
                ),
                _("give one of them another name"),
                name,
            )


def nearest(name: object, known: Iterable[str]) -> str:
    """Return the known name that is most like a name; "" where none is."""
    return next(iter(difflib.get_close_matches(str(name), known, n=1)), "")


def choices(value: object, allowed: Collection[object]) -> str:
    """Return the next step for a value that is none of `allowed`."""
    near = nearest(value, [choice for choice in allowed if isinstance(choice, str)])
    may_be = _("it may be {choices}", choices=listed(map(repr, allowed)))
    return meaning(near, may_be)


def meaning(near: str, otherwise: str) -> str:
    """Return a next step that asks for the name `near`, if any, before it tells `otherwise`."""
    if not near:
        return otherwise
    return _("did you mean {name!r}? {otherwise}", name=near, otherwise=otherwise)


def _are_texts(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)


READINGS = some_of(*map(str, Reading))
STANDARDS = some_of(*PDF_STANDARDS)
