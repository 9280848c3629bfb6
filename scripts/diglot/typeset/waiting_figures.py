"""Figures that wait for the next page, and what fills the page that they wait on.

A figure that does not fit on its page stands at the head of the next one, and the text of its
section goes before it. Where that text ends early, the foot of the page stays blank, unless the
sections after it go before the figure as well. `with-float` of the theme does either. Which figures
are to be passed is seen when all is typeset: Typst does not settle if each decides by where those
before it went.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from diglot.typeset.floats import Float
from diglot.typeset.layout import Layout

# How much of a page's text may stay blank, and how often a handout is laid out to fill what does.
_BLANK = 0.15
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Passing:
    """The labels of figures that later sections go before, and of those that they must not pass."""

    passed: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()


def with_filled_feet(
    layout: Layout,
    lay_out: Callable[[frozenset[str]], Layout],
    finish: Callable[[Layout], Layout],
) -> Layout:
    """Return a layout in which no foot of a page is blank that later sections can fill.

    It goes on from one with none passed. `lay_out` makes one with the figures of these labels
    passed; `finish` goes on from there until notes are with their marks.
    """
    passing = Passing()
    for _round in range(_ROUNDS):
        if layout.positions is None:
            return layout
        revised = revise(passing, layout.positions.floats)
        if revised == passing:
            break
        passing = revised
        layout = lay_out(passing.passed)
    done = finish(layout)
    # What notes have moved may fit in its place now.
    if passing.passed and done.positions and not _is_sound(passing, done.positions.floats):
        return finish(lay_out(frozenset()))
    return done


def _is_sound(passing: Passing, floats: Sequence[Float]) -> bool:
    begun = [then.name for _, then in _begun_before(passing, floats)]
    return not any(_misplaced(passing, floats)) and passing.passed.issuperset(begun)


def revise(passing: Passing, floats: Sequence[Float]) -> Passing:
    """Return which figures are to be passed next, by where all stand; the same if that is well.

    Of each document (a label is its name, ``#`` and more) it is one more: what is after it moves.
    """
    misplaced = frozenset(_misplaced(passing, floats))
    if misplaced:
        return Passing(passing.passed - misplaced, passing.kept | misplaced)
    more = {
        then.name for _, then in _begun_before(passing, floats) if then.name not in passing.passed
    }
    if more:
        return Passing(passing.passed | more, passing.kept)
    first: dict[str, str] = {}
    for figure in floats:
        if _may_join(figure, passing) and figure.blank > _BLANK:
            first.setdefault(figure.name.partition("#")[0], figure.name)
    return Passing(passing.passed | frozenset(first.values()), passing.kept)


def _may_join(figure: Float, passing: Passing) -> bool:
    return figure.may_pass and figure.name not in passing.passed | passing.kept


def _misplaced(passing: Passing, floats: Sequence[Float]) -> Iterator[str]:
    """Yield passed figures that stand before their text, or above one that is in a block.

    That block begins on the page before: there, Typst does not know how much room is left under
    the passed one.
    """
    for figure in floats:
        if figure.name in passing.passed and figure.at.page <= figure.start.page:
            yield figure.name
    for figure, then in _begun_before(passing, floats):
        if then.name not in passing.passed and not _may_join(then, passing):
            yield figure.name


def _begun_before(passing: Passing, floats: Sequence[Float]) -> Iterator[tuple[Float, Float]]:
    """Yield each passed figure with those after it that begin before the page it stands on."""
    for place, figure in enumerate(floats, 1):
        if figure.name in passing.passed:
            for then in floats[place:]:
                if then.start.page >= figure.at.page:
                    break
                yield figure, then
