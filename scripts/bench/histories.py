"""Random histories of a tiny book: after each, what was built must be what a clean build makes.

`make bench` runs DIGLOT_HISTORIES steps (100 unless it says otherwise); `DIGLOT_SEED` begins
another history. A difference is printed with the edits that led to it.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measure import Row
from diglot.actions.build import build
from diglot.core.diagnostic import Report
from diglot.core.project import Edition
from diglot.sphinxext.config.load import load_project

# A copy of a file that kept its time (`cp -p`, an archive) is as old as this.
_OLD = 1_600_000_000
_NAMES = "abcdefgh"
# Sphinx's own records, and the moment at which an EPUB was made.
_IGNORED = frozenset({".buildinfo", ".buildinfo.bak"})
_MOMENT = re.compile(rb'<meta property="dcterms:modified">[^<]*<|<dc:date>[^<]*<')


@dataclass
class Page:
    """A page of the book; `title` and `text` are numbers that its words are made of."""

    title: int = 0
    text: int = 0
    translation: int = 0
    extras: set[str] = field(default_factory=set)


_EXTRAS = {
    "link to nowhere": "见{{ref}}`nowhere-{name}`。",
    "missing picture": "![缺](missing-{name}.png)",
    "include": "```{{include}} /parts/part.txt\n```",
    "code": "```{{literalinclude}} /parts/code.py\n```",
    "drawing": "```{{figure}} /parts/drawing.svg\n\n一幅图\n```",
    "drawing in a folder with a dot": "![点](/.parts/dot.svg)",
    "download": "{{download}}`下载 </parts/data-{name}.txt>`",
    "term": "{{term}}`甲`",
    "link to the first page": "见[首页](/index.md)。",
    "link to another page": "见{{doc}}`/a`。",
    "index entry": "```{{index}} 索引 {name}\n```",
    "formula": "```{{math}}\n:label: formula-{name}\n\nx\n```",
}


@dataclass
class Book:
    """All that the book's files are made of."""

    pages: dict[str, Page]
    orphans: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)
    switches: set[str] = field(default_factory=lambda: {"english", "parallel", "handouts"})

    def number(self, name: str) -> int:
        """Return how often something has been changed."""
        return self.numbers.get(name, 0)

    def files(self) -> dict[str, str]:
        """Return the text of each file by its path."""
        files = {
            "conf.py": self._conf(),
            "VERSION": f"1.{self.number('version')}\n",
            "docs/index.md": self._index(),
            "docs/parts/part.txt": f"公共的一段{self.number('include')}。\n",
            "docs/parts/code.py": f"print({self.number('code')})\n",
            "docs/parts/drawing.svg": self._drawing("words"),
            "docs/.parts/dot.svg": self._drawing("dot"),
            "_static/own.css": f"p {{ margin: {self.number('css')}px }}\n",
            "_templates/note.html": f"<p>{self.number('template')}</p>\n",
            "locales/en/LC_MESSAGES/conf.po": _catalog(
                {"小书": f"A Small Book {self.number('conf.po')}", "整本": "All of it"}
            ),
            "locales/en/LC_MESSAGES/index.po": _catalog({"首页": "Home", "解释": "Explained"}),
        }
        if "english drawing" in self.switches:
            files["docs/parts/drawing.en.svg"] = self._drawing("english words")
        if "static file" in self.switches:
            files["_static/more.txt"] = "more\n"
        for name, page in self.pages.items():
            files[f"docs/{name}.md"] = self._page(name, page)
            files[f"docs/parts/data-{name}.txt"] = f"{name} {self.number('data')}\n"
            if page.translation:
                files[f"locales/en/LC_MESSAGES/{name}.po"] = self._translations(page)
        if "broken catalog" in self.switches:
            files["locales/en/LC_MESSAGES/index.po"] += 'msgid "x\n'
        return files

    def _conf(self) -> str:
        languages = ["zh_CN", "en"] if "english" in self.switches else ["zh_CN"]
        handouts = {
            "book": {
                "documents": "index",
                "title": "整本" if not self.number("handout") else f"整本{self.number('handout')}",
                "reading": ["single", "parallel"] if "parallel" in self.switches else ["single"],
            }
        }
        return "\n".join(
            [
                "from pathlib import Path",
                "project = '小书'",
                f"copyright = '{self.number('copyright')} 某人'",
                f"html_title = '题 {self.number('html_title')}'",
                "release = Path(__file__).with_name('VERSION').read_text().strip()",
                "html_show_sourcelink = True",
                "language = 'zh_CN'",
                "extensions = ['myst_parser', 'diglot']",
                f"numfig = {'numfig' in self.switches}",
                "locale_dirs = ['../locales']",
                "gettext_compact = False",
                "html_theme = 'furo'",
                "templates_path = ['_templates']",
                "html_sidebars = {'**': ['sidebar/scroll-start.html', 'sidebar/brand.html',",
                "    'sidebar/navigation.html', 'note.html', 'sidebar/scroll-end.html']}",
                "html_static_path = ['_static']",
                "html_css_files = ['own.css']",
                f"diglot_languages = {languages!r}",
                f"diglot_parallel = {len(languages) > 1 and 'parallel' in self.switches}",
                f"diglot_handouts = {handouts if 'handouts' in self.switches else {}!r}",
                "",
            ]
        )

    def _index(self) -> str:
        listed = [name for name in self.pages if name not in self.orphans]
        if "missing page" in self.switches:
            listed.append("nowhere")
        lines = [f"# 首页{self.number('home') or ''}", "", "```{toctree}", ":numbered:", ""]
        lines += [*listed, "```", "", "```{glossary}", "甲", f"  解释{self.number('term') or ''}"]
        return "\n".join([*lines, "```", ""])

    def _page(self, name: str, page: Page) -> str:
        parts = [f"({name}-top)=\n# {_title(page)}", f"第{page.text}段。"]
        parts += [_EXTRAS[extra].format(name=name) for extra in sorted(page.extras)]
        return "\n\n".join(parts) + "\n"

    def _translations(self, page: Page) -> str:
        return _catalog(
            {
                _title(page): f"Title {page.title}.{page.translation}",
                f"第{page.text}段。": f"Paragraph {page.text}.{page.translation}",
                "一幅图": "A drawing",
                f"词{self.number('words')}": f"word {page.translation}",
                f"公共的一段{self.number('include')}。": "Shared.",
            }
        )

    def _drawing(self, words: str) -> str:
        colour = f"{self.number('colour') % 256:02x}"
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40" viewBox="0 0 90 40">'
            f'<rect width="9" height="9" fill="#1f4e{colour}"/>'
            f'<text x="9" y="20">词{self.number(words)}</text></svg>\n'
        )


def _title(page: Page) -> str:
    return f"题目{page.title}"


def _catalog(messages: dict[str, str]) -> str:
    head = 'msgid ""\nmsgstr "Language: en\\nContent-Type: text/plain; charset=UTF-8\\n"\n'
    entries = (f'msgid "{source}"\nmsgstr "{target}"\n' for source, target in messages.items())
    return "\n".join([head, *entries])


# --- edits


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
    _some_page(book, chance).extras ^= {chance.choice(sorted(_EXTRAS))}


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
)
_EDITS: dict[str, Callable[[Book, random.Random], None]] = {
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
    **{name: _toggle(name) for name in _SWITCHED},
}


# --- a history


@dataclass
class History:
    """A book in a folder, its edits and its builds."""

    folder: Path
    seed: int
    book: Book = field(init=False)
    log: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - no secret
        extras = iter(sorted(_EXTRAS))
        self.book = Book(
            {name: Page(translation=1, extras={next(extras), next(extras)}) for name in "abcd"}
        )
        self.folder.mkdir(parents=True, exist_ok=True)
        self._write()

    @property
    def root(self) -> Path:
        """The folder of the project."""
        return self.folder / "project"

    def step(self) -> list[str]:
        """Edit, build some editions, then all; return how that differs from a clean build."""
        edits = self.chance.sample(sorted(_EDITS), self.chance.choice((1, 1, 2, 3)))
        for name in edits:
            _EDITS[name](self.book, self.chance)
        if self.chance.random() < 0.4:
            # Most of what can go wrong takes two languages.
            self.book.switches |= {"english", "parallel", "handouts"}
        self._write()
        project = load_project(self.root, builddir=self.folder / "build")
        editions = list(project.all_editions)
        some = self.chance.sample(editions, self.chance.randrange(len(editions)))
        self.log.append(f"{', '.join(edits)}; first {[str(e.format) + e.reading for e in some]}")
        if some:
            build(project, some)
        report = build(project, editions)
        clean = self.folder / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        wanted = build(load_project(self.root, builddir=clean), editions)
        return [
            *_differences(self.folder / "build/site", clean / "site"),
            *_other_problems(report, wanted, editions),
        ]

    def _write(self) -> None:
        wanted = {self.root / name: text for name, text in self.book.files().items()}
        there = [path for path in self.root.rglob("*") if path.is_file()]
        for path in there:
            if path not in wanted and "__pycache__" not in path.parts:
                path.unlink()
        for path, text in wanted.items():
            if path.is_file() and path.read_text("utf-8") == text:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            if self.chance.random() < 0.3:
                os.utime(path, (_OLD, _OLD))


def _differences(left: Path, right: Path) -> Iterator[str]:
    have, want = _contents(left), _contents(right)
    for name in sorted(have.keys() | want.keys()):
        if have.get(name) != want.get(name):
            kind = "left over" if name not in want else "missing" if name not in have else "old"
            yield f"{kind}: {name}"


def _contents(folder: Path) -> dict[str, str]:
    contents = {}
    for path in folder.rglob("*"):
        if not path.is_file() or path.name in _IGNORED:
            continue
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as book:
                for entry in book.namelist():
                    contents[f"{name}!{entry}"] = _digest(book.read(entry))
        else:
            contents[name] = _digest(path.read_bytes())
    return contents


def _digest(data: bytes) -> str:
    return hashlib.sha256(_MOMENT.sub(b"", data)).hexdigest()


def _other_problems(report: Report, wanted: Report, editions: list[Edition]) -> Iterator[str]:
    for crash in (*report.results["crashed"], *wanted.results["crashed"]):
        yield f"crashed: {crash.trace}"
    if len(wanted.results["built"]) != len(editions):
        yield f"not built: {wanted.results['failed']}"
    have, want = set(report.diagnostics), set(wanted.diagnostics)
    yield from (f"forgotten: {problem.location} {problem.message}" for problem in want - have)
    yield from (f"no longer true: {problem.location} {problem.message}" for problem in have - want)


def rows(_repeat: int = 1) -> Iterator[Row]:
    """Yield the time of a step; raise AssertionError where a step differs from a clean build."""
    steps = int(os.environ.get("DIGLOT_HISTORIES", "100"))
    seed = int(os.environ.get("DIGLOT_SEED", "1"))
    with TemporaryDirectory() as folder:
        history = History(Path(folder).resolve(), seed)
        started, differences = time.monotonic(), 0
        for number in range(steps):
            for difference in history.step():
                differences += 1
                print(f"step {number} ({history.log[-1]}): {difference}", flush=True)
        seconds = (time.monotonic() - started) / max(1, steps)
    yield Row(f"{steps} random steps, {differences} differences", seconds, seconds)
