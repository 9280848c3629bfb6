"""Pictures that are printed a little smaller, so that they stand under the text before them.

A picture without a number stays where it is written. Where it is too high for what is left of the
page, it goes to the next one, and the foot stays blank. A printer makes it smaller then, and those
above it on that page with it, if that takes no more than a fifth of them. Which pictures are made
smaller is seen when all is typeset: Typst does not settle if each decides by where those before it
went.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from diglot.typeset.layout import Layout
from diglot.typeset.pictures import Picture

# How much of a page's text may stay blank, and how often a handout is typeset to fill what does.
_BLANK = 0.15
_ROUNDS = 6
# How often that is done when notes have been moved to their marks.
_ROUNDS_AFTER = 3
# Of a page's text, what the last page of a document holds at least.
_LOWEST = 0.2
# The smallest scale.
_LEAST = 0.8


@dataclass(frozen=True, slots=True)
class Fits:
    """The pictures that were too high for their page, each with the pictures that are on a smaller
    scale for it, and their scale; and those that stay as they are.
    """

    groups: Mapping[str, tuple[frozenset[str], float]] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()

    @property
    def scales(self) -> dict[str, float]:
        """The scale of each picture that is made smaller."""
        return {name: scale for names, scale in self.groups.values() for name in names}

    def without(self, names: frozenset[str]) -> Fits:
        """Return the same but for some pictures that were too high, and what was done for them."""
        left = {name: group for name, group in self.groups.items() if name not in names}
        return Fits(left, self.kept | names)


def with_fitted_pictures(
    lay_out: Callable[[Mapping[str, float]], Layout], finish: Callable[[Layout], Layout]
) -> Layout:
    """Return a layout whose pictures are made smaller where that fills the foot of a page.

    `lay_out` makes one with some pictures on these scales; `finish` goes on from there with figures
    that float and with notes.
    """
    fits = Fits()
    layout = lay_out(fits.scales)
    for _round in range(_ROUNDS):
        if layout.positions is None:
            return layout
        revised = revise(fits, layout.positions.pictures)
        if revised == fits:
            break
        fits = revised
        layout = lay_out(fits.scales)
    done = finish(layout)
    # Of what figures and notes have moved, some may be at the head of a page now, and too small for
    # it, and some too high for what is left of theirs.
    for _round in range(_ROUNDS_AFTER):
        if done.positions is None:
            break
        revised = revise(fits, done.positions.pictures)
        if revised == fits:
            break
        fits = revised
        done = finish(lay_out(fits.scales))
    return done


def revise(fits: Fits, pictures: Sequence[Picture]) -> Fits:
    """Return which pictures are to be smaller next, by where all stand; the same if that is well.

    Of each document (a name is its own, ``#`` and more) it is one more that was too high: what is
    after it moves.
    """
    gone = frozenset(_gone(fits, pictures))
    if gone:
        return fits.without(gone)
    first: dict[str, tuple[str, tuple[frozenset[str], float]]] = {}
    for picture in pictures:
        document = _document(picture)
        if document in first or picture.name in fits.groups or picture.name in fits.kept:
            continue
        above = [
            other
            for other in pictures
            if other.at.page == picture.before.page and _document(other) == document
        ]
        if group := _fitting(picture, [other for other in above if other.scale == 1]):
            first[document] = picture.name, group
    return replace(fits, groups={**fits.groups, **dict(first.values())})


def _document(picture: Picture) -> str:
    return picture.name.partition("#")[0]


def _gone(fits: Fits, pictures: Iterable[Picture]) -> Iterator[str]:
    """Yield the pictures that went to the next page all the same."""
    for picture in pictures:
        if picture.name in fits.groups and picture.at.page != picture.before.page:
            yield picture.name


def _fitting(picture: Picture, above: Sequence[Picture]) -> tuple[frozenset[str], float] | None:
    """Return the scale on which a picture and those above it fit on one page, if they may have it.

    `above` are those on the page before its own.
    """
    if picture.scale < 1 or picture.at.page != picture.before.page + 1:
        return None
    if picture.blank < _BLANK * (picture.foot - picture.top):
        return None
    # What stays with it went with it: a heading, a line that announces it.
    with_it = picture.at.height - picture.top
    room = picture.foot - picture.before.height
    left = room - picture.space - with_it - picture.below
    if picture.rest is not None and picture.rest < _LOWEST * (picture.foot - picture.top):
        # The last page would hold next to nothing without the picture: all goes before, or none.
        left -= picture.rest
    heights = sum(other.height for other in above)
    scale = (left + heights) / (picture.height + heights)
    names = frozenset(other.name for other in (picture, *above))
    return (names, scale) if _LEAST <= scale < 1 else None
