"""The edits that a random history is made of: each changes the book in one way."""

from __future__ import annotations

import random
from collections.abc import Callable

from bench.history_book import EXTRAS, Book, Page

_NAMES = "abcdefgh"


def _some_page(book: Book, chance: random.Random) -> Page:
    return book.pages[chance.choice(sorted(book.pages))]


def _retitle(book: Book, chance: random.Random) -> None:
    _some_page(book, chance).title += 1


def _rewrite(book: Book, chance: random.Random) -> None:
    _some_page(book, chance).text += 1


def _translate(book: Book, chance: random.Random) -> None:
    _some_page(book, chance).translation += 1


def _lose_catalog(book: Book, chance: random.Random) -> None:
    _some_page(book, chance).translation = 0


def _toggle_extra(book: Book, chance: random.Random) -> None:
    _some_page(book, chance).extras ^= {chance.choice(sorted(EXTRAS))}


def _add_page(book: Book, chance: random.Random) -> None:
    if free := [name for name in _NAMES if name not in book.pages]:
        book.pages[chance.choice(free)] = Page(translation=chance.randrange(2))


def _remove_page(book: Book, chance: random.Random) -> None:
    if len(book.pages) > 1:
        del book.pages[chance.choice(sorted(book.pages))]


def _rename_page(book: Book, chance: random.Random) -> None:
    if free := [name for name in _NAMES if name not in book.pages]:
        page = book.pages.pop(chance.choice(sorted(book.pages)))
        book.pages[chance.choice(free)] = page


def _reorder(book: Book, chance: random.Random) -> None:
    names = list(book.pages)
    chance.shuffle(names)
    book.pages = {name: book.pages[name] for name in names}


def _toggle_orphan(book: Book, chance: random.Random) -> None:
    book.orphans ^= {chance.choice(sorted(book.pages))}


def _count_up(name: str) -> Callable[[Book, random.Random], None]:
    def edit(book: Book, _chance: random.Random) -> None:
        book.numbers[name] = book.number(name) + 1

    return edit


def _toggle(name: str) -> Callable[[Book, random.Random], None]:
    def edit(book: Book, _chance: random.Random) -> None:
        book.switches ^= {name}

    return edit


_COUNTED = (
    "version",
    "include",
    "code",
    "words",
    "dot",
    "colour",
    "css",
    "template",
    "conf.po",
    "handout",
    "copyright",
    "html_title",
    "home",
    "term",
    "data",
    "handouts theme",
    "handlers",
)
_SWITCHED = (
    "english",
    "parallel",
    "handouts",
    "english drawing",
    "static file",
    "broken catalog",
    "missing page",
    "numfig",
    "german",
    "alabaster",
    "handouts theme",
    "extra file",
)
EDITS: dict[str, Callable[[Book, random.Random], None]] = {
    "title": _retitle,
    "text": _rewrite,
    "translation": _translate,
    "catalog lost": _lose_catalog,
    "extra": _toggle_extra,
    "another extra": _toggle_extra,
    "page added": _add_page,
    "page removed": _remove_page,
    "page renamed": _rename_page,
    "order": _reorder,
    "orphan": _toggle_orphan,
    **{name: _count_up(name) for name in _COUNTED},
    **{f"{name} or not": _toggle(name) for name in _SWITCHED},
}
