"""What is right to find: the texts of a built site, and the queries with what they ask for.

Nothing here knows an index. A query's truth is read off the words of the pages, as the main text
of each page has them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bs4 import BeautifulSoup

HAN = "\u2e80-\u2fff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_GAP = re.compile(f"(?<=[{HAN}]) +(?=[!-~])|(?<=[!-~]) +(?=[{HAN}])")
_WORD = re.compile(r'"[^"]*"|‹[^›]*›|\S+')
_SCRIPTS = re.compile(f"[{HAN}]+|[^{HAN}]+")
_NOT_TEXT = "script, style, .headerlink, .toctree-wrapper, .diglot-handouts, .diglot-progress-note"
_BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, td, th, dt, dd, pre, caption, figcaption, div, title, tr"

# Where themes put a page's text, without what they say around it.
_MAIN = ("[itemprop=articleBody]", "article[role=main], [role=main] article", "[role=main]")

Texts = Mapping[str, str]
"""The folded text of each page by its docname, a block a line."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query typed on the site of a language; `right` and `allowed` as in the file of queries."""

    group: str
    site: str
    text: str
    right: str = ""
    allowed: str = ""

    def truth(self, sites: Mapping[str, Texts]) -> tuple[set[str], set[str]]:
        """Return the pages to be found, and these with those that are no mistake.

        Where the site's own texts have nothing, a page's texts in all languages are one.
        """
        own = sites[self.site]
        for texts in (own, together(sites)):
            wanted = _pages(self.right or self.text, texts)
            if wanted:
                return wanted, wanted | (_pages(self.allowed, texts) if self.allowed else set())
        return set(), set()


def fold(text: str) -> str:
    """Return a text without what readers do not see: width, case, kinds of quotes, some spaces."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub("[‘’]", "'", re.sub("[“”„「」『』]", '"', text))
    return _GAP.sub("", re.sub(r"[^\S\n]+", " ", text))


def together(sites: Mapping[str, Texts]) -> Texts:
    """Return the texts of all languages as one, by page."""
    names = sorted(set().union(*sites.values()))
    return {name: "\n".join(texts.get(name, "") for texts in sites.values()) for name in names}


def texts_of(site: Path) -> dict[str, str]:
    """Read the texts of a built site; pages that Sphinx makes of others are left out."""
    pages = {path.relative_to(site).with_suffix("").as_posix(): path for path in _html(site)}
    return {name: fold(_text_of(path)) for name, path in sorted(pages.items())}


def read_queries(file: Path) -> Iterator[Query]:
    """Read the queries of a file; its head says how they are written."""
    group = site = ""
    for line in file.read_text("utf-8").splitlines():
        if heading := re.fullmatch(r"\[(.+)\] (\S+)", line):
            group, site = heading.groups()
        elif line and not line.startswith("#"):
            text, _, rest = line.partition(" = ")
            right, _, allowed = rest.partition(" ~ ")
            if not rest:
                text, _, allowed = text.partition(" ~ ")
            yield Query(group, site, text, right, allowed)


def _html(site: Path) -> Iterator[Path]:
    made = {"genindex", "search", "404", "py-modindex"}
    for path in site.rglob("*.html"):
        parts = path.relative_to(site).parts
        if path.stem not in made and not parts[0].startswith("_") and "progress" not in path.stem:
            yield path


def _text_of(path: Path) -> str:
    soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    main = next(filter(None, map(soup.select_one, _MAIN)), None)
    if main is None:
        return ""
    for element in main.select(_NOT_TEXT):
        element.decompose()
    for text in main.find_all(string=re.compile("\n")):
        if text.find_parent("pre") is None:
            text.replace_with(text.replace("\n", " "))
    for block in main.select(_BLOCKS):
        block.insert_before("\n")
        block.append("\n")
    return main.get_text()


def _pages(wanted: str, texts: Texts) -> set[str]:
    found: set[str] = set()
    for words in wanted.split(" | "):
        atoms = _atoms(words)
        found |= {
            name for name, text in texts.items() if all(_stands(atom, text) for atom in atoms)
        }
    return found


@lru_cache(None)
def _atoms(words: str) -> tuple[str, ...]:
    """Return what must stand in a text: each script by itself; quotes hold words together."""
    found: list[str] = []
    for word in _WORD.findall(re.sub("[“”「」]", '"', words)):
        if word[0] in '"‹':
            found.append(fold(word[1:-1]))
        else:
            found += _SCRIPTS.findall(fold(word))
    return tuple(found)


def _stands(atom: str, text: str) -> bool:
    return atom in text and _whole(atom).search(text) is not None


@lru_cache(None)
def _whole(atom: str) -> re.Pattern[str]:
    before = rf"(?<![^\W_{HAN}])" if re.match(rf"[^\W{HAN}]", atom) else ""
    after = rf"(?![^\W_{HAN}])" if re.search(rf"[^\W{HAN}]$", atom) else ""
    return re.compile(before + re.escape(atom) + after)
