"""What the theme costs: Typst keeps whatever it has laid out."""

from __future__ import annotations

import sys

import pytest

from diglot.core.memory import resident_memory
from diglot.typeset.compiler_process import CompilerProcess
from diglot.typeset.fonts import font_book
from sphinxext.typst.conftest import Book

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measures as Linux tells it")

_COLUMN = '(share: 50, natural: 20, least: 1, words: (text: ("inference", "training")))'


_TABLE = (
    f'd.captioned("table", none, none, d.data-table(({_COLUMN}, {_COLUMN}), (), '
    "((d.cell([row @@]), d.cell([b])), (d.cell([c]), d.cell([d]))), rise: 4), "
    "breaks: false, rise: 4)"
)
_LISTING = r'd.listing("for page in book:\n    print(page.title + @@)\n", breaks: false)'


def _items(block: str, count: int) -> str:
    """Return so many blocks, each with its number, a title before and a note after it."""
    return "\n".join(
        f"#d.section-title(1, none, [title {number}])\n#{block.replace('@@', str(number))}\n"
        f'#d.paragraph({{[text {number}]; d.web-noted("https://example.org/{number}", [link])}})'
        for number in range(count)
    )


def _memory(book: Book, block: str, count: int) -> int:
    """Return how many bytes a process holds that has typeset so many of them."""
    main = "memory.typ"
    (book.sources() / main).write_text(
        f'#import "/theme.typ" as d\n#show: d.handout\n{_items(block, count)}\n', "utf-8"
    )
    with CompilerProcess(book.sources(), font_book()) as compiler:
        made = compiler.compile(main, inputs={"handout": "/book.json"}, timestamp=0)
        assert made.pdf, made.errors
        held = resident_memory(compiler.pid)
    assert held
    return held


# Typst lays out the blocks between two pages anew for each note: a table was a megabyte once, and a
# listing 300 KB.
@pytest.mark.parametrize(("block", "most"), [(_TABLE, 750_000), (_LISTING, 255_000)])
def test_what_is_low_is_laid_out_a_few_times_only_beside_notes(
    block: str, most: int, book: Book
) -> None:
    book.build()
    few, many = 20, 120
    each = (_memory(book, block, many) - _memory(book, block, few)) / (many - few)
    assert each < most
