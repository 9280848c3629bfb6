"""In which ways a handout can be read: in one language, or in two."""

from __future__ import annotations

from enum import StrEnum


class Reading(StrEnum):
    """A way to read a handout; the value is what conf.py calls it."""

    SINGLE = "single"
    """In one language."""
    PARALLEL = "parallel"
    """In two, column by column."""
    INTERLINEAR = "interlinear"
    """In two, block by block."""


SINGLE = frozenset({Reading.SINGLE})
PAIRED = frozenset({Reading.PARALLEL, Reading.INTERLINEAR})
"""Those in two languages."""


def readings_in(value: object) -> tuple[Reading, ...]:
    """Return the readings that one value of conf.py names: a name, or a list of names.

    Raises ValueError where it names none, or one that there is not.
    """
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not names:
        raise ValueError(value)
    return tuple(dict.fromkeys(map(Reading, names)))
