"""Which chapters of a large handout are typeset together, apart from the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from diglot.sphinxext.handouts.handout import has_slides
from diglot.sphinxext.typst.build.main_file import Item
from diglot.sphinxext.typst.build.resolved_handout import ResolvedHandout
from diglot.sphinxext.typst.build.theme import stock_theme
from diglot.typeset.marks import without_marks

SMALL = 140_000
"""Bytes of Typst sources that are typeset as a whole: some 40 pages."""

# Bytes of the sources of a group: some 15 pages of most handouts. Each has 0.1 MB of fonts.
GROUP = 60_000
# More where the whole has more than so many: Typst forgets what it has laid out of one group when
# it has made ten other PDFs, and most groups are laid out twice; very large ones have fonts each.
_GROUPS_OF = ((1_500_000, 300_000), (560_000, 160_000))
# Sizes count in such steps: an edit of a page seldom moves the bounds of the groups after it.
STEP = 8_000


def divided(
    items: Sequence[Item], size_of: Callable[[str], int], titled: Callable[[str], bool]
) -> list[list[Item]]:
    """Return the items of a handout in groups, in order; all are in one where it is small.

    `size_of` tells how many bytes the Typst source of a name has, `titled` whether it begins a
    chapter with a title. Each group begins a page.
    """
    sizes = [sum(-(-size_of(name) // STEP) * STEP for name in item.names) for item in items]
    whole = sum(sizes)
    if whole <= SMALL:
        return [list(items)]
    most = next((group for least, group in _GROUPS_OF if whole > least), GROUP)
    groups: list[list[Item]] = []
    filled = 0
    for item, size in zip(items, sizes, strict=True):
        if not groups or (_may_begin(item, groups[-1], titled) and filled + size > most):
            groups.append([])
            filled = 0
        groups[-1].append(item)
        filled += size
    return groups


def _may_begin(item: Item, before: Sequence[Item], titled: Callable[[str], bool]) -> bool:
    """Whether a group can begin with an item: its pages say nothing of the chapter before it.

    The page of a part stays with the first chapter after it.
    """
    if item.is_part:
        return True
    return item.opens and not before[-1].is_part and all(map(titled, item.names))


# What asks where something is, or counts through the whole handout.
_ASKS = re.compile(
    r"(?<![\w-])(?:query|counter|state|locate|here|context|layout|outline|label|ref|numbering|datetime)"
    r"(?![\w-])"
)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)


def may_be_divided(handout: ResolvedHandout, folder: Path, sources: Iterable[Path]) -> bool:
    """Whether chapters of a handout know nothing of each other but what the theme is told.

    A theme of the project's own and Typst in documents may ask for more: both are looked through.
    `folder` is that of the Typst sources, of which `sources` are those of documents.
    """
    # After a page with settings of its own, as those of the contents are, Typst takes what follows
    # for one more page where it asks whether that is an odd one.
    two_sided = handout.handout.two_sided
    if has_slides(handout.handout) or not handout.has_cover or two_sided:
        return False
    stock = stock_theme()
    theme = (folder / "theme").rglob("*.typ")
    own = [
        path
        for path in theme
        if stock.get(path.relative_to(folder / "theme").as_posix()) != path.read_bytes()
    ]
    return not any(asks(path.read_text("utf-8", "replace")) for path in [*own, *sources])


@lru_cache(maxsize=2000)
def asks(source: str) -> bool:
    """Whether Typst code may ask for what is elsewhere in the handout; what it prints may not."""
    return bool(_ASKS.search(_STRING.sub('""', without_marks(source))))
