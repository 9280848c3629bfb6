"""One diagnostic for each catalog that cannot be read: a slip upsets all that follows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic
from diglot.core.i18n import _, clauses, listed, ngettext

_FIRST = 3
"""How many of the other places are named."""


def condensed(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics with one for each broken catalog, in the place of its first."""
    kept: dict[object, list[Diagnostic]] = defaultdict(list)
    for number, diagnostic in enumerate(diagnostics):
        place = diagnostic.location
        is_fault = diagnostic.code is Code.BROKEN_CATALOG and place is not None
        kept[place.path if is_fault and place else number].append(diagnostic)
    return tuple(same[0] if len(same) == 1 else _first(same) for same in kept.values())


def _first(faults: list[Diagnostic]) -> Diagnostic:
    """Return the first fault of a file, with the number of the others and their first places."""
    lines = [str(fault.location.line) for fault in faults[1:] if fault.location]
    others = ngettext(
        "{number} more fault follows, in line {lines}",
        "{number} more faults follow, first in lines {lines}",
        len(faults) - 1,
        lines=listed(list(dict.fromkeys(lines))[:_FIRST]),
    )
    hints = (*faults[0].hints, _("correct the first one, and look again; -v names all"))
    return replace(faults[0], message=clauses([faults[0].message, others]), hints=hints)
