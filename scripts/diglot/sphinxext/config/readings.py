"""The readings of a handout: in one language, or in two."""

from __future__ import annotations

from enum import StrEnum


class Reading(StrEnum):
    """How a handout presents its languages; the value is its name in conf.py."""

    SINGLE = "single"
    """One language."""
    PARALLEL = "parallel"
    """Two languages in two columns."""
    INTERLINEAR = "interlinear"
    """Two languages, each block followed by its translation."""


SINGLE = frozenset({Reading.SINGLE})
PAIRED = frozenset({Reading.PARALLEL, Reading.INTERLINEAR})
"""The readings in two languages."""


def readings_in(value: object) -> tuple[Reading, ...]:
    """Return the readings in a value of conf.py, which is a name or a list of names.

    Raises ValueError if there is no name in it, or an unknown one.
    """
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not names:
        raise ValueError(value)
    return tuple(dict.fromkeys(map(Reading, names)))
