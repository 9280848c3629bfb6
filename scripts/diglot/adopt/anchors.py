"""Anchors: what headings are called in addresses, by their old generator and by MyST."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterator, Mapping
from itertools import pairwise

from markdown_it import MarkdownIt

from diglot.adopt.dialect import Dialect
from diglot.core.slugs import slug_of, unique

_FRONT = re.compile(r"\A---\n.*?\n---(?:\n|\Z)", re.DOTALL)
_ROLE = re.compile(r"\{[\w:.+-]+\}(`+)(?!`).*?(?<!`)\1(?!`)")
_DOCSIFY = re.compile(r"[\u2000-\u206f\u2e00-\u2e7f\\'!\"#$%&()*+,./:;<=>?@\[\]^`{|}~]")
_VITEPRESS = re.compile(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'“”‘’<>,.?/]+")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
"""How Docsify's Markdown writes signs, of which names keep the letters and numbers."""
_DIACRITICS = re.compile(r"[\u0300-\u036f]")
_COUNTED = re.compile(r"(?P<name>.*)_(?P<number>[0-9]+)")

Naming = Callable[[str, Container[str]], str]
"""Returns what a heading is called, from its title and the names that are taken."""


def anchors_of(text: str, dialect: Dialect) -> Mapping[str, str]:
    """Return what MyST calls the headings of a page, by what their generator calls them.

    The page is in MyST already. Of generators that name headings as MyST does, nothing is returned.
    """
    theirs = _NAMINGS.get(dialect)
    if theirs is None:
        return {}
    old: dict[str, str] = {}
    new: set[str] = set()
    for title in _titles(text):
        name = unique(slug_of(title), new)
        new.add(name)
        old[theirs(title, old)] = name
    return old


def known_by(anchor: str, known: Mapping[str, str], dialect: Dialect) -> str | None:
    """Return what MyST calls the heading that a link means; None for none.

    `known` are the headings of the page by what `dialect` calls them. A link that has the title in
    place of the name, `#Shared-Getters`, leads nowhere on the old site, where browsers do not say.
    """
    naming = _NAMINGS.get(dialect)
    return known.get(anchor) or (known.get(naming(anchor, ())) if naming else None)


def _titles(text: str) -> Iterator[str]:
    """Yield the titles of headings as generators and MyST read them: without HTML and roles."""
    # What is no text stays something all the same: the space before it counts.
    plain = _ROLE.sub("<!-- -->", _FRONT.sub("", text))
    tokens = MarkdownIt("commonmark").parse(plain)
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            parts = (part for part in inline.children or () if part.type in ("text", "code_inline"))
            yield "".join(part.content for part in parts)


def _vitepress(title: str, taken: Container[str]) -> str:
    plain = _DIACRITICS.sub("", unicodedata.normalize("NFKD", title))
    name = _VITEPRESS.sub("-", plain).strip("-").lower()
    return unique(_behind_a_sign(name), taken)


def _docsify(title: str, taken: Container[str]) -> str:
    plain = _DOCSIFY.sub("", title.strip().lower().translate(_ESCAPES))
    name = re.sub(r"-+", "-", re.sub(r"\s", "-", plain))
    return unique(_behind_a_sign(name), taken)


def _mkdocs(title: str, taken: Container[str]) -> str:
    """Name a heading as Python-Markdown does, by its ASCII alone: ``_1`` where it has none."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    name = re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())
    while not name or name in taken:
        match = _COUNTED.fullmatch(name)
        name = f"{match['name']}_{int(match['number']) + 1}" if match else f"{name}_1"
    return name


def _behind_a_sign(name: str) -> str:
    """Return a name that does not begin with a number."""
    return f"_{name}" if name[:1].isdigit() else name


_NAMINGS: Mapping[Dialect, Naming] = {
    Dialect.VITEPRESS: _vitepress,
    Dialect.MKDOCS: _mkdocs,
    # Of those without settings that tell them apart, Docsify alone has names of its own.
    Dialect.MARKDOWN: _docsify,
}
