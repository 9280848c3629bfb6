"""Random books to be printed: what makes pages hard to fill stands in them in any order.

Headings begin with §, items of a list that is announced with ◦, and the first cells of a row with
the number of their table and their own (``3·7``), so that they are known on a page; so are figures
that the text refers to, which may go behind the sections after their own (``fig7``), and where it
does (``see7``).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

_HAN = (
    "内容生态模型训练数据推理部署文档读者编辑翻译版本接口服务结果问题方法系统语言工具"
    "的一是在不了有和人这中大为上个国我以要他"
)
_LATIN = [
    "content",
    "model",
    "training",
    "data",
    "inference",
    "of",
    "the",
    "a",
    "in",
    "to",
    "document",
    "reader",
    "editor",
    "translation",
    "and",
    "version",
    "interface",
    "service",
    "results",
    "responsibility",
    "question",
    "method",
    "is",
    "it",
    "an",
    "internationalization",
]
CHAPTER = "§§"
"""What the title of a document begins with, where it is a chapter of several."""
PAPERS = ("a4", "a5", "letter", "iso-b5")


class Writer:
    """Writes one document of a random book in Chinese or English."""

    def __init__(
        self,
        chance: random.Random,
        *,
        is_chinese: bool,
        prefix: str | None = None,
        chapter: int | None = None,
    ) -> None:
        self._chance, self._chinese = chance, is_chinese
        # Of the names of figures, to which the text refers then.
        self._prefix = prefix
        # Numbers of notes, tables and figures are those of no other chapter.
        self._first = 0 if chapter is None else 1000 * (chapter + 1)
        self._mark = "§" if chapter is None else CHAPTER
        self._notes: list[str] = []
        self._tables = self._figures = self._first

    def document(self) -> str:
        """Return a document: its title and 6 to 45 blocks."""
        blocks = [f"# {self._mark}{self._words(2, 12)}", self._paragraph()]
        for _ in range(self._chance.randint(6, 45)):
            blocks += self._chance.choice(_BLOCKS)(self)
        notes = [f"[^{at}]: {text}" for at, text in enumerate(self._notes, self._first)]
        return "\n\n".join([*blocks, *notes]) + "\n"

    def _words(self, least: int, most: int) -> str:
        count = self._chance.randint(least, most)
        if self._chinese:
            return "".join(self._chance.choices(_HAN, k=count * 2))
        return " ".join(self._chance.choices(_LATIN, k=count))

    def _clause(self) -> str:
        words, chance = self._words(2, 9), self._chance.random()
        if chance < 0.06:
            return f"“{words}”" if self._chinese else f" “{words}”"
        if chance < 0.1:
            return f"（{words}）" if self._chinese else f" ({words})"
        if chance < 0.13:
            return f"`{self._words(1, 1).split()[0]}-x`" if not self._chinese else "`make-it`"
        if chance < 0.15:
            number = self._first + len(self._notes)
            self._notes.append(f"n{number}n {self._words(3, 15)}")
            return f"{words} n{number}n[^{number}]"
        if chance < 0.17:
            return f"[{words}](https://example.org/{self._chance.randint(1, 99)})"
        if chance < 0.19:
            return f"{words} GPU 为" if self._chinese else f" **{words}**"
        return words if self._chinese else f" {words}"

    def _paragraph(self) -> str:
        marks = "，，，、；：" if self._chinese else ",,;:"
        text = ""
        for _ in range(self._chance.randint(1, 5)):
            clauses = [self._clause() for _ in range(self._chance.randint(1, 5))]
            text += (
                "".join(clause + self._chance.choice(marks) for clause in clauses[:-1])
                + clauses[-1]
                + ("。" if self._chinese else ".")
            )
        return text.strip()

    def _title(self) -> str:
        return f"§{self._words(2, 12)}"

    def heading(self) -> Iterator[str]:
        """Yield a heading with a paragraph."""
        yield f"{'#' * self._chance.choice((2, 2, 3))} {self._title()}".replace("###", "##")
        yield self._paragraph()

    def paragraphs(self) -> Iterator[str]:
        """Yield one paragraph or more."""
        for _ in range(self._chance.randint(1, 4)):
            yield self._paragraph()

    def announced_list(self) -> Iterator[str]:
        """Yield a line that ends in a colon, and its list."""
        yield self._words(4, 12) + ("：" if self._chinese else ":")
        mark = self._chance.choice(("-", "1."))
        yield "\n".join(f"{mark} ◦{self._words(1, 25)}" for _ in range(self._chance.randint(2, 9)))

    def definitions(self) -> Iterator[str]:
        """Yield a list of definitions."""
        yield "\n\n".join(
            f"{self._words(1, 3)}\n: {self._paragraph()}" for _ in range(self._chance.randint(1, 5))
        )

    def table(self) -> Iterator[str]:
        """Yield a table with a caption."""
        self._tables += 1
        columns = self._chance.randint(2, 4)
        rows = [
            [f"{self._tables}·{row}", *(self._words(1, 8) for _ in range(columns - 1))]
            for row in range(1, self._chance.choice((3, 6, 12, 24, 40)))
        ]
        head = [self._words(1, 2) for _ in range(columns)]
        lines = [head, ["---"] * columns, *rows]
        body = "\n".join(f"|{'|'.join(line)}|" for line in lines)
        yield f":::{{table}} {self._words(2, 6)}\n{body}\n:::"

    def figure(self) -> Iterator[str]:
        """Yield a figure that may float."""
        picture = self._chance.choice(("wide", "square", "tall"))
        caption = self._words(2, 9)
        if self._prefix is None:
            yield f":::{{figure}} {picture}.svg\n:alt: {picture}\n\n{caption}\n:::"
            return
        self._figures += 1
        name = f"{self._prefix}-{self._figures}"
        yield f"see{self._figures} {{numref}}`{name}` {caption}"
        yield (
            f":::{{figure}} {picture}.svg\n:alt: {picture}\n:name: {name}\n\n"
            f"fig{self._figures} {caption}\n:::"
        )

    def listing(self) -> Iterator[str]:
        """Yield a listing."""
        lines = "\n".join(f"line_{at} = {at}" for at in range(self._chance.choice((2, 6, 15, 45))))
        yield f"```python\n{lines}\n```"

    def note(self) -> Iterator[str]:
        """Yield a box."""
        inside = "\n\n".join(self._paragraph() for _ in range(self._chance.randint(1, 3)))
        # Chapters have boxes of all kinds.
        kind = _BOXES[len(inside) % len(_BOXES)] if self._first else _BOXES[0]
        yield f":::{kind}\n{inside}\n:::"


_BOXES = ("{note}", "{topic} A topic", "{versionadded} 1.0", "{epigraph}")
_BLOCKS: tuple[Callable[[Writer], Iterator[str]], ...] = (
    Writer.heading,
    Writer.heading,
    Writer.paragraphs,
    Writer.paragraphs,
    Writer.announced_list,
    Writer.definitions,
    Writer.table,
    Writer.figure,
    Writer.listing,
    Writer.note,
)

_CONF = """project = "Random"
extensions = ["myst_parser", "diglot"]
language = {language!r}
numfig = True
myst_enable_extensions = ["colon_fence", "deflist"]
suppress_warnings = ["toc.not_included"]
diglot_check_handouts = True
diglot_handouts = {handouts!r}
"""
_LOOKS: tuple[dict[str, object], ...] = (
    {},
    {},
    {"columns": 2},
    {"large_print": True},
    {"notes": True},
)
_SIZES = {"wide": (480, 160), "square": (420, 420), "tall": (300, 560)}


def write_books(folder: Path, seeds: range, *, is_chinese: bool, chapters: int = 1) -> None:
    """Write a project into `folder` whose documents are random by their seeds.

    A handout has so many of them as chapters, and the name of the first.
    """
    docs = folder / "docs"
    docs.mkdir(parents=True)
    handouts = {}
    for at, seed in enumerate(seeds):
        chance = random.Random(seed)  # noqa: S311 - no secret
        # In two fifths of those with numbers, figures may go behind the sections after theirs.
        refers = seed % 2 == 1 and seed % 5 in (0, 3)
        writer = Writer(
            chance,
            is_chinese=is_chinese,
            prefix=f"f{seed}" if refers else None,
            chapter=at % chapters if chapters > 1 else None,
        )
        (docs / f"b{seed}.md").write_text(writer.document(), "utf-8")
        if at % chapters == 0:
            handouts[f"b{seed}"] = {
                "documents": [f"b{chapter}" for chapter in seeds[at : at + chapters]],
                "colophon": False,
                "paper": chance.choice(PAPERS),
                **chance.choice(_LOOKS),
            }
    for name, (width, height) in _SIZES.items():
        (docs / f"{name}.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
            f'<rect width="{width}" height="{height}" fill="#88a"/></svg>',
            "utf-8",
        )
    # Documents of a toctree have numbers, by which figures may float.
    numbered = "\n".join(f"b{seed}" for seed in seeds if seed % 2)
    toctree = f"```{{toctree}}\n:numbered:\n\n{numbered}\n```"
    (docs / "index.md").write_text(f"# Index\n\n{toctree}\n", "utf-8")
    language = "zh_CN" if is_chinese else "en"
    (folder / "conf.py").write_text(_CONF.format(language=language, handouts=handouts), "utf-8")
