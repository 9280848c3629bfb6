"""Parts of other packages that may change without notice, recognised by their source text.

Names and parameters say little: a function may do something else under the same ones. So each part
is compared with the digests of its source in the releases that diglot was tested with.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A function or class of another package.

    `name` is ``module:qualified.name``; `digests` are those of its source (see `digest_of`) in
    the releases that are known.
    """

    name: str
    digests: frozenset[str]

    @property
    def is_known(self) -> bool:
        """Whether the installed release has a source that diglot was tested with."""
        return _digest(self.name) in self.digests


@dataclass(frozen=True, slots=True)
class Replacement:
    """Something of diglot's that takes the place of another package's way.

    It rests on `parts`. `without` says what readers get where one of them is not known.
    """

    parts: tuple[Part, ...]
    without: str

    @property
    def fits(self) -> bool:
        """Whether all parts are known; if not, it is noted for `notes`."""
        unknown = [part.name for part in self.parts if not part.is_known]
        if unknown:
            note(f"{', '.join(unknown)} differs from the known releases: {self.without}")
        return not unknown


_notes: dict[str, None] = {}


def note(text: str) -> None:
    """Note that another package's own way is taken; once, however often it is noted."""
    _notes.setdefault(text)


def notes() -> tuple[str, ...]:
    """Return what was noted in this process, in order."""
    return tuple(_notes)


def part(name: str, *digests: str) -> Part:
    """Return the part of a name with the digests of its source in known releases."""
    return Part(name, frozenset(digests))


def digest_of(source: str) -> str:
    """Return the digest of a source text: the first digits of its SHA-256, without indentation."""
    return hashlib.sha256(inspect.cleandoc(source).encode()).hexdigest()[:_DIGITS]


def unknown_parts(replacements: Iterable[Replacement]) -> dict[str, str]:
    """Return the parts that are not known, with the digest that each has here."""
    parts = (part for replacement in replacements for part in replacement.parts)
    return {part.name: _digest(part.name) for part in parts if not part.is_known}


@cache
def _digest(name: str) -> str:
    """Return the digest of a part's source; "" where there is none."""
    module, _colon, qualified = name.partition(":")
    try:
        found: Any = import_module(module)
        for attribute in qualified.split("."):
            found = getattr(found, attribute)
        return digest_of(inspect.getsource(inspect.unwrap(found)))
    except (ImportError, AttributeError, TypeError, OSError):
        return ""
