"""A book whose translator is a stranger: every case of tests/cases/attacks in its kind of message.

In a case, ``@@`` stands for its number. The words of a translation contain ``evil@@``, so that
whatever of it gets into an output is found there.
"""

from __future__ import annotations

import re
import shutil
import struct
import zlib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from folders import CASES

# A case: its title, then the source and the translation, each closed by a line with a dot.
_CASE = re.compile(r"(?P<title>[^\n]+)\n\.\n(?P<source>.*?)\n\.\n(?P<target>.*?)\n\.\n", re.DOTALL)
_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>{}</text></svg>\n'
_SVG = CASES.parent / "projects" / "site-chrome" / "docs" / "figure.svg"
_CONF = """
language = "zh_CN"
extensions = ["myst_parser", "diglot"]
myst_enable_extensions = ["attrs_inline", "dollarmath", "substitution"]
locale_dirs = ["../locales"]
gettext_compact = False
numfig = True
html_theme = "furo"
diglot_code = "comments"
diglot_languages = ["zh_CN", "en"]
diglot_trust_translations = {trusts}
project = "{project}"
html_title = "{html_title}"
html_short_title = "{html_short_title}"
copyright = "{copyright}"
html_theme_options = {{"announcement": "{announcement}", "light_logo_alt": "{light_logo_alt}"}}
myst_substitutions = {{"shared": "{substitution}"}}
numfig_format = {{"figure": "{numfig}"}}
diglot_handouts = {{"book": {{"documents": "index", "title": "{handout}", "reading": "single"}}}}
"""
_RST = """
RST 页
======

.. role:: raw-html(raw)
   :format: html

.. |badge| replace:: 徽章

"""


@dataclass(frozen=True)
class Attack:
    """A translation that does more than its source, in one kind of message."""

    kind: str
    number: int
    title: str
    source: str
    target: str

    @property
    def domain(self) -> str:
        """The catalog that the translation stands in."""
        if self.kind == "template":
            return "sphinx"
        if self.kind == "front-matter":
            return f"front-matter-{self.number}"
        return self.kind


def attacks() -> list[Attack]:
    """Return all cases, numbered through."""
    cases = [
        (path.stem, match)
        for path in sorted((CASES / "attacks").glob("*.txt"))
        for match in _CASE.finditer(path.read_text("utf-8"))
    ]
    return [
        Attack(kind, number, match["title"].strip(), *_numbered(match, number))
        for number, (kind, match) in enumerate(cases, 101)
    ]


def _numbered(match: re.Match[str], number: int) -> tuple[str, str]:
    source, target = (match[part].replace("@@", str(number)) for part in ("source", "target"))
    return source, target


def write_book(
    root: Path, *, trusts: bool = False, kinds: frozenset[str] | None = None, target: str = ""
) -> dict[Attack, tuple[str, int]]:
    """Write the book; return the place of each attack: its catalog and the line of its msgid.

    With `kinds`, only the attacks of these kinds are translated; with `target`, by that text.
    """
    by_kind: defaultdict[str, list[Attack]] = defaultdict(list)
    for attack in attacks():
        other = target.replace("@@", str(attack.number))
        by_kind[attack.kind].append(replace(attack, target=other or attack.target))
    docs = root / "docs"
    docs.mkdir(parents=True)
    (root / "secret.txt").write_text("evil secret\n")
    shutil.copy(_SVG, docs / "a.svg")
    (docs / "a.png").write_bytes(_one_pixel())
    conf = {attack.title.partition(":")[0]: attack.source for attack in by_kind["conf"]}
    (root / "conf.py").write_text(_CONF.format(trusts=trusts, **conf))
    pages = {kind: _PAGES[kind](by_kind[kind]) for kind in _PAGES}
    pages["index"] = _index([*pages, "rst"], by_kind["front-matter"])
    for attack in by_kind["front-matter"]:
        meta = f"myst:\n  html_meta:\n    description: {attack.source}\n"
        pages[attack.domain] = f"---\n{meta}---\n\n# 页{attack.number}\n\n正文。\n"
    for name, text in pages.items():
        (docs / f"{name}.md").write_text(text)
    for attack in by_kind["drawing"]:
        (docs / f"d{attack.number}.svg").write_text(_DRAWING.format(attack.source))
    rst = "\n\n".join(attack.source for attack in by_kind["rst"])
    (docs / "rst.rst").write_text(f"{_RST}{rst}\n")
    chosen = [kind for kind in by_kind if kinds is None or kind in kinds]
    return _write_catalogs(root, [attack for kind in chosen for attack in by_kind[kind]])


def _write_catalogs(root: Path, listed: list[Attack]) -> dict[Attack, tuple[str, int]]:
    texts: defaultdict[str, str] = defaultdict(
        lambda: 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    )
    places: dict[Attack, tuple[str, int]] = {}
    for attack in listed:
        path = f"locales/en/LC_MESSAGES/{attack.domain}.po"
        places[attack] = (path, texts[path].count("\n") + 2)
        texts[path] += f"\nmsgid {_quoted(attack.source)}\nmsgstr {_quoted(attack.target)}\n"
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return places


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _one_pixel() -> bytes:
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _index(pages: list[str], front: list[Attack]) -> str:
    names = "\n".join([*pages, *(attack.domain for attack in front)])
    return f"# 首页\n\n```{{toctree}}\n{names}\n```\n"


def _page(title: str, blocks: list[str], head: str = "") -> str:
    return f"{head}# {title}\n\n" + "\n\n".join(blocks) + "\n"


def _substitutions(listed: list[Attack]) -> str:
    values = "\n".join(f'    s{attack.number}: "{attack.source}"' for attack in listed)
    blocks = [f"见 {{{{ s{attack.number} }}}} 处。" for attack in listed]
    return _page("值", blocks, f"---\nmyst:\n  substitutions:\n{values}\n---\n\n")


_PAGES: dict[str, Callable[[list[Attack]], str]] = {
    "alt": lambda listed: _page(
        "图", [f"```{{image}} a.svg\n:alt: {a.source}\n```" for a in listed]
    ),
    "body": lambda listed: _page(
        "文",
        [a.source for a in listed],
        '---\nmyst:\n  substitutions:\n    version: "1.0"\n---\n\n',
    ),
    "caption": lambda listed: _page(
        "注", [f"```{{figure}} a.svg\n\n{a.source}\n```" for a in listed]
    ),
    "code": lambda listed: _page(
        "码", [f"```{{code-block}} python\n# {a.source}\n```" for a in listed]
    ),
    "comment": lambda listed: _page(
        "释", [f"```{{code-block}} c\n/* {a.source} */\n```" for a in listed]
    ),
    "drawing": lambda listed: _page("画", [f"![](d{a.number}.svg)" for a in listed]),
    "eval-rst": lambda listed: _page("混", [f"```{{eval-rst}}\n{a.source}\n```" for a in listed]),
    "index-entry": lambda listed: _page(
        "引", [f"```{{index}} single: {a.source}\n```" for a in listed]
    ),
    "substitution": _substitutions,
    "table": lambda listed: _page(
        "表", ["| 甲 | 乙 |\n| - | - |\n" + "\n".join(f"| 丙 | {a.source} |" for a in listed)]
    ),
    "term": lambda listed: _page(
        "词", ["```{glossary}\n" + "\n".join(f"{a.source}\n  定义\n" for a in listed) + "```"]
    ),
    "title": lambda listed: _page("题", [f"## {a.source}\n\n正文。" for a in listed]),
    "toctree": lambda listed: _page(
        "录",
        [f"```{{toctree}}\n:caption: {a.source}\n\n站 <https://example.org/>\n```" for a in listed],
    ),
}
