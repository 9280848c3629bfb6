"""Catalogs: counting, merging and updating, by sphinx-intl and by diglot."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measure import Row, command, compare
from diglot.catalog.edit import Piece, assemble
from diglot.catalog.entry import Catalog, Entry
from diglot.catalog.header import new_header
from diglot.catalog.reader import parse_catalog
from diglot.catalog.sync import LanguageData, synchronise
from diglot.catalog.template import template_of

_CHARACTERS = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能"
)
_CONF = """\
project = "bench"
language = "zh_CN"
extensions = ["myst_parser"{diglot}]
locale_dirs = [{locales!r}]
gettext_compact = False
"""


def rows(repeat: int = 3) -> Iterator[Row]:
    """Yield the comparisons: count 60,000 messages, merge 600 into 10,000, update 100 pages."""
    with TemporaryDirectory() as folder:
        yield _status(Path(folder, "status"), repeat)
    with TemporaryDirectory() as folder:
        yield _merge(Path(folder), repeat)
    with TemporaryDirectory() as folder:
        yield _update(Path(folder, "book"), repeat)


def _status(book: Path, repeat: int) -> Row:
    words = random.Random(1)  # noqa: S311 - texts to measure with, no secret
    _write_book(book, pages=1, words=words)
    for number in range(500):
        _write(book / f"locales/en/LC_MESSAGES/d{number}.po", _catalog(_texts(words, 120)))
    return compare(
        "status of 500 catalogs, 60,000 messages / sphinx-intl stat",
        [command([sys.executable, "-m", "diglot", "status"], book)],
        [command([sys.executable, "-m", "sphinx_intl", "stat", "-d", "locales", "-l", "en"], book)],
        repeat=repeat,
    )


def _merge(folder: Path, repeat: int) -> Row:
    """Compare the merges alone, in the same process: neither pays for its start."""
    from sphinx_intl import basic

    words = random.Random(2)  # noqa: S311 - as above
    old = _texts(words, 10_000)
    new = [_edited(text, words) if number % 17 == 0 else text for number, text in enumerate(old)]
    before = _catalog(old)
    template = _catalog(new, translated=False)
    po, pot = folder / "locales/en/LC_MESSAGES/book.po", folder / "pot/book.pot"
    _write(pot, template)

    def conventional() -> None:
        # Its report of every file would be part of the time.
        from contextlib import redirect_stdout
        from io import StringIO

        with redirect_stdout(StringIO()):
            basic.update(str(folder / "locales"), str(folder / "pot"), ("en",))

    def ours() -> None:
        messages = template_of("book", parse_catalog(pot.read_bytes(), pot).entries)
        catalog = parse_catalog(po.read_bytes(), po)
        stored = LanguageData({"book": catalog}, parse_catalog(b"", po), new_header("en", "bench"))
        data = synchronise([messages], stored).files["book"]
        po.write_bytes(data or b"")

    edited = sum(former != latter for former, latter in zip(old, new, strict=True))
    return compare(
        f"merge of 10,000 messages, {edited} edited / sphinx-intl update",
        [ours],
        [conventional],
        prepare=partial(_write, po, before),
        repeat=1 if repeat < 5 else repeat - 4,
    )


def _update(book: Path, repeat: int) -> Row:
    words = random.Random(3)  # noqa: S311 - as above
    _write_book(book, pages=100, words=words)
    stock = book / "stock"
    stock.mkdir()
    stock.joinpath("conf.py").write_text(_CONF.format(diglot="", locales="../stock/locales"))
    gettext = ["-b", "gettext", "-q", "-c", "stock", "docs", "stock/pot"]
    intl = ["update", "-p", "stock/pot", "-d", "stock/locales", "-l", "en"]
    conventional = [
        command([sys.executable, "-m", "sphinx", *gettext], book),
        command([sys.executable, "-m", "sphinx_intl", *intl], book),
    ]
    ours = [command([sys.executable, "-m", "diglot", "update", "--quiet"], book)]
    for step in (*conventional, *ours):
        step()
    return compare(
        "update of 100 pages, nothing changed / gettext and sphinx-intl update",
        ours,
        conventional,
        repeat=repeat,
    )


def _write_book(book: Path, *, pages: int, words: random.Random) -> None:
    shutil.rmtree(book, ignore_errors=True)
    conf = _CONF.format(diglot=', "diglot"', locales="../locales")
    _write(book / "conf.py", f'{conf}diglot_languages = ["zh_CN", "en"]\n'.encode())
    names = [f"page{number}" for number in range(pages)]
    toctree = "\n".join(names)
    _write(book / "docs/index.md", f"# 书\n\n```{{toctree}}\n{toctree}\n```\n".encode())
    for name in names:
        text = "\n\n".join([f"# {_text(words, 6)}", *_texts(words, 40)])
        _write(book / f"docs/{name}.md", f"{text}\n".encode())


def _catalog(msgids: list[str], *, translated: bool = True) -> bytes:
    entries = (
        Entry(text, (f"Translation of {text[:12]} in words." if translated else "",), 0, (0, 0))
        for text in dict.fromkeys(msgids)
    )
    empty = Catalog(Path("x.po"), b"", ())
    return assemble(empty, map(Piece, entries), new_header("en", "bench"))


def _texts(words: random.Random, count: int) -> list[str]:
    return [_text(words, words.randint(8, 90)) for _ in range(count)]


def _text(words: random.Random, length: int) -> str:
    return "".join(words.choices(_CHARACTERS, k=length)) + "。"


def _edited(text: str, words: random.Random) -> str:
    place = words.randrange(len(text))
    return text[:place] + _text(words, 3) + text[place + 4 :]


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
