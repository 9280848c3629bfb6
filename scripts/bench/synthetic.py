"""Synthetic books: Chinese MyST sources of any size with complete English catalogs.

Every page has about 39 messages in the mixture of a real guide: headings, paragraphs of which a
third holds markup, lists, a table, an admonition, code, a link to another page.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measure import Row, Step, command, compare

PAGES = "DIGLOT_BENCH_PAGES"
"""Names the sizes to measure, such as ``10 100 1000``; the conventional side takes the better
part of an hour for the last, so it is left out by default."""

FOLDERS = 10
"""Pages lie in folders, as in real projects; each folder has an index of its own."""

_CHINESE = "内容生态模型训练数据推理部署文档读者编辑翻译版本接口服务结果问题方法系统语言工具"
_ENGLISH = (
    "content", "ecology", "model", "training", "data", "inference", "deployment", "document",
    "reader", "editor", "translation", "version", "interface", "service", "result", "question",
    "method", "system", "language", "tool", "with", "from", "after", "while",
)  # fmt: skip
_SECTIONS = 6

Message = tuple[str, str]
"""(Chinese, English)"""


def rows(repeat: int = 3) -> Iterator[Row]:
    """Yield the comparison on cold books of each size, then how the cost of a page grows."""
    costs: dict[int, float] = {}
    for pages in map(int, os.environ.get(PAGES, "10 100").split()):
        row = _two_sites(pages, repeat if pages < 1000 else 1)
        costs[pages] = row.ours / pages
        yield row
    # In ten pages, starting costs more than the pages do.
    sizes = [pages for pages in costs if pages >= 100]
    for few, many in pairwise(sizes):
        name = f"100 pages of {few}, then 100 of {many}"
        yield Row(name, None, costs[many] * 100, costs[few] * 100)


def _two_sites(pages: int, repeat: int) -> Row:
    """Compare both sites of a book, each from nothing."""
    with TemporaryDirectory() as folder:
        book = Path(folder, "book")
        write_book(book, pages)
        build = [sys.executable, "-m", "diglot", "build", "--quiet", "zh-cn/site", "en/site"]
        return compare(
            f"two sites of {pages} pages",
            [command(build, book)],
            [_sphinx(book, tag) for tag in ("zh_CN", "en")],
            prepare=partial(_remove_builds, book),
            repeat=repeat,
        )


def write_book(folder: Path, pages: int) -> None:
    """Write a book of `pages` pages into `folder`, which holds conf.py, docs/ and locales/."""
    names = [f"part{number % FOLDERS}/page{number}" for number in range(pages)]
    _write(folder / "conf.py", _CONF)
    _catalog(folder, "conf", [("Synthetic", "Synthetic")])
    parts = sorted({name.partition("/")[0] for name in names})
    _document(folder, "index", _index("书", "A book", [f"{part}/index" for part in parts]))
    for part in parts:
        own = [name.partition("/")[2] for name in names if name.startswith(f"{part}/")]
        chinese, english = f"第{part[4:]}部分", f"Part {part[4:]}"
        _document(folder, f"{part}/index", _index(chinese, english, own))
    for number, name in enumerate(names):
        _document(folder, name, _page(random.Random(number), number, names))  # noqa: S311


def _sphinx(book: Path, tag: str) -> Step:
    options = ["-q", "-b", "html", "-t", "conventional", "-D", f"language={tag}"]
    where = ["-c", ".", "docs", f"conventional/{tag}"]
    return command([sys.executable, "-m", "sphinx", *options, *where], book)


def _remove_builds(book: Path) -> None:
    for name in ("build", "conventional"):
        shutil.rmtree(book / name, ignore_errors=True)
    for compiled in (book / "locales").rglob("*.mo"):
        compiled.unlink()


def main() -> None:
    """Write a book from the command line."""
    parser = argparse.ArgumentParser(description="Write a synthetic book.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=PAGES)
    arguments = parser.parse_args()
    write_book(arguments.folder, arguments.pages)


_CONF = """project = "Synthetic"
# The tag `conventional` leaves diglot out.
extensions = ["myst_parser"] + ([] if tags.has("conventional") else ["diglot"])
language = "zh_CN"
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "substitution", "tasklist"]
myst_heading_anchors = 3
locale_dirs = ["../locales"]
gettext_compact = False
html_theme = "furo"
diglot_languages = ["zh_CN", "en"]
"""


def _index(chinese: str, english: str, entries: list[str]) -> list[tuple[str, list[Message]]]:
    toctree = "\n".join(["```{toctree}", ":maxdepth: 2", "", *entries, "```"])
    return [(f"# {chinese}", [(chinese, english)]), (toctree, [])]


def _page(
    chance: random.Random, number: int, names: list[str]
) -> Iterator[tuple[str, list[Message]]]:
    """Yield the blocks of a page, each with its messages."""
    yield _heading("#", f"第{number}页：{_han(chance, 6)}", f"Page {number}: {_latin(chance, 4)}")
    for section in range(_SECTIONS):
        title = f"{_han(chance, 5)}{section}", f"{_latin(chance, 3)} {section}"
        yield _heading("##", *title)
        yield _paragraph(chance)
        yield _paragraph(chance, markup=True)
        yield _block(chance, section, names)
    yield "脚注[^a]。\n\n[^a]: 出处", [("脚注[^a]。", "A footnote[^a]."), ("出处", "The source")]


def _block(chance: random.Random, section: int, names: list[str]) -> tuple[str, list[Message]]:
    """Return a block of another kind for each section."""
    texts = [(_han(chance, 12), _latin(chance, 9)) for _ in range(4)]
    chinese = [text for text, _english in texts]
    if section % _SECTIONS == 0:
        return "\n".join(f"- {text}" for text in chinese), texts
    if section % _SECTIONS == 1:
        head, body = "|".join(chinese[:2]), "|".join(chinese[2:])
        return f"|{head}|\n|---|---|\n|{body}|", texts
    if section % _SECTIONS == 2:
        return f":::{{note}}\n{chinese[0]}\n\n{chinese[1]}\n:::", texts[:2]
    if section % _SECTIONS == 3:
        code = "```python\nfor page in book:\n    print(page.title)  # 标题\n```"
        return f"{code}\n\n{chinese[0]}", texts[:1]
    if section % _SECTIONS == 4:
        name = chance.choice(names)
        link = f"见[{chinese[0]}](/{name}.md)。", f"See [{texts[0][1]}](/{name}.md)."
        return link[0], [link]
    return "\n".join(f"{number}. {text}" for number, text in enumerate(chinese, 1)), texts


def _heading(mark: str, chinese: str, english: str) -> tuple[str, list[Message]]:
    return f"{mark} {chinese}", [(chinese, english)]


def _paragraph(chance: random.Random, *, markup: bool = False) -> tuple[str, list[Message]]:
    chinese, english = _han(chance, 40) + "。", _latin(chance, 24).capitalize() + "."
    if markup:
        chinese += (
            f"**{_han(chance, 4)}**与`code`，见[链接](https://example.org/{chance.random()})。"
        )
        address = chinese.rpartition("](")[2][:-2]
        english += f" **{_latin(chance, 2)}** and `code`, see [a link]({address})."
    return chinese, [(chinese, english)]


def _han(chance: random.Random, length: int) -> str:
    return "".join(chance.choices(_CHINESE, k=length))


def _latin(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(_ENGLISH, k=length))


def _document(
    folder: Path,
    name: str,
    blocks: Iterator[tuple[str, list[Message]]] | list[tuple[str, list[Message]]],
) -> None:
    texts, messages = [], []
    for text, own in blocks:
        texts.append(text)
        messages += own
    _write(folder / "docs" / f"{name}.md", "\n\n".join(texts) + "\n")
    _catalog(folder, name, messages)


def _catalog(folder: Path, name: str, messages: list[Message]) -> None:
    entries = [f'msgid "{msgid}"\nmsgstr "{msgstr}"\n' for msgid, msgstr in dict(messages).items()]
    catalog = folder / "locales/en/LC_MESSAGES" / f"{name}.po"
    _write(catalog, "\n".join([_HEADER, *entries]))


_HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: en\\n"
"""


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
