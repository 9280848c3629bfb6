"""Functions of other packages that may change without notice, recognised by their source text.

The name and the parameters of a function can stay the same while its body changes. So diglot
compares the digest of its source with those in the releases that diglot was tested with.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from diglot.core.i18n import _, listed

_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A function or class of another package.

    `name` is ``module:qualified.name``; `digests` are those of its source in the releases that
    diglot was tested with (see `digest_of`).
    """

    name: str
    digests: frozenset[str]

    @property
    def is_known(self) -> bool:
        """Whether diglot was tested with the source in the installed release."""
        return _digest(self.name) in self.digests


@dataclass(frozen=True, slots=True)
class Replacement:
    """Something that diglot replaces in another package.

    It depends on `parts`. `without` says what users get if one of them is not known, and nothing
    is replaced.
    """

    parts: tuple[Part, ...]
    without: str

    @property
    def fits(self) -> bool:
        """Whether all parts are known; if not, this is noted (see `notes`)."""
        unknown = [part.name for part in self.parts if not part.is_known]
        if unknown:
            note(
                _(
                    "{parts} differs from the known releases: {without}",
                    parts=listed(unknown),
                    without=self.without,
                )
            )
        return not unknown


_notes: dict[str, None] = {}


def note(text: str) -> None:
    """Note that something of another package is not replaced; repetitions are ignored."""
    _notes.setdefault(text)


def notes() -> tuple[str, ...]:
    """Return the notes of this process, in order; ``diglot build --verbose`` prints them."""
    return tuple(_notes)


def part(name: str, *digests: str) -> Part:
    """Return the Part with this name and these digests."""
    return Part(name, frozenset(digests))


def digest_of(source: str) -> str:
    """Return the digest of a source text: the first digits of its SHA-256, without indentation."""
    return hashlib.sha256(inspect.cleandoc(source).encode()).hexdigest()[:_DIGITS]


def recognise(*replacements: Replacement) -> None:
    """Find out whether these fit, for this process and those that it forks."""
    for replacement in replacements:
        for known in replacement.parts:
            _digest(known.name)


def unknown_parts(replacements: Iterable[Replacement]) -> dict[str, str]:
    """Return the names of the parts that are not known, each with its digest here."""
    parts = (part for replacement in replacements for part in replacement.parts)
    return {part.name: _digest(part.name) for part in parts if not part.is_known}


@cache
def _digest(name: str) -> str:
    """Return the digest of a part's source; "" if it does not exist or has no source."""
    module, _colon, qualified = name.partition(":")
    try:
        target: Any = import_module(module)
        for attribute in qualified.split("."):
            target = getattr(target, attribute)
        return digest_of(inspect.getsource(inspect.unwrap(target)))
    except (ImportError, AttributeError, TypeError, OSError):
        return ""
