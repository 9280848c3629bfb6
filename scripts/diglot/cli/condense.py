"""One diagnostic for each catalog that cannot be read or was repaired, as one slip upsets all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from diglot.core.codes import Code, PluginCode
from diglot.core.diagnostic import Diagnostic
from diglot.core.i18n import Message, _, clauses, listed, ngettext

_FIRST = 3
"""How many of the other places are named."""


def condensed(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics with one of a kind for each such file, where its first was."""
    kept: dict[object, list[Diagnostic]] = defaultdict(list)
    for number, diagnostic in enumerate(diagnostics):
        place = diagnostic.location
        is_one_of_many = diagnostic.code in _OTHERS and place is not None
        key = (place.path, diagnostic.code) if is_one_of_many and place else number
        kept[key].append(diagnostic)
    return tuple(same[0] if len(same) == 1 else _first(same) for same in kept.values())


def _first(same: list[Diagnostic]) -> Diagnostic:
    """Return the first of a file's, with the number of the others and their first places."""
    lines = [str(other.location.line) for other in same[1:] if other.location]
    places = listed(list(dict.fromkeys(lines))[:_FIRST])
    others, hint = _OTHERS[same[0].code]
    message = clauses([same[0].message, others(len(same) - 1, places)])
    return replace(same[0], message=message, hints=(*same[0].hints, hint))


def _other_faults(number: int, lines: str) -> Message:
    return ngettext(
        "{number} more fault follows, in line {lines}",
        "{number} more faults follow, first in lines {lines}",
        number,
        lines=lines,
    )


def _other_texts(number: int, lines: str) -> Message:
    return ngettext(
        "{number} more text is kept so, in line {lines}",
        "{number} more texts are kept so, first in lines {lines}",
        number,
        lines=lines,
    )


_OTHERS: Mapping[Code | PluginCode, tuple[Callable[[int, str], Message], Message]] = {
    Code.BROKEN_CATALOG: (
        _other_faults,
        _("correct the first one, and look again; -v names all"),
    ),
    Code.REPAIRED_CATALOG: (_other_texts, _("-v names all")),
}
"""Says how many others there are and where, and what to do, by the code of the diagnostics."""
