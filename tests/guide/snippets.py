"""The guide's pages as tests read them: code blocks, definitions, sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from folders import GUIDE

_PARSER = MarkdownIt("commonmark").use(deflist_plugin).use(front_matter_plugin)
_DIRECTIVE = "{code-block}"


@dataclass(frozen=True)
class Snippet:
    """A code block of the guide; `line` counts from 1."""

    page: str
    line: int
    language: str
    caption: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def tokens(page: str) -> list[Token]:
    return _PARSER.parse((GUIDE / f"{page}.md").read_text("utf-8"))


def snippets(language: str) -> list[Snippet]:
    """Return the code blocks of all pages in a language."""
    pages = sorted(path.stem for path in GUIDE.glob("*.md"))
    return [
        snippet for page in pages for snippet in _snippets(page) if snippet.language == language
    ]


def _snippets(page: str) -> Iterator[Snippet]:
    for token in tokens(page):
        directive, _space, language = token.info.partition(" ")
        if token.type == "fence" and directive == _DIRECTIVE:
            assert token.map
            options, text = _split(token.content)
            yield Snippet(page, token.map[0] + 1, language, options.get("caption", ""), text)


def _split(content: str) -> tuple[dict[str, str], str]:
    lines = content.splitlines(keepends=True)
    options = {}
    while lines and lines[0].startswith(":"):
        name, _colon, value = lines.pop(0)[1:].partition(":")
        options[name] = value.strip()
    return options, "".join(lines).lstrip("\n")


def codes_in(token: Token) -> list[str]:
    """Return what stands between backticks in a text."""
    return [child.content for child in token.children or () if child.type == "code_inline"]


def definitions(stream: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Yield each term with the first paragraph that explains it."""
    term: Token | None = None
    for before, token in pairwise(stream):
        if token.type != "inline":
            continue
        if before.type == "dt_open":
            term = token
        elif term is not None:
            yield term, token
            term = None


def sections(page: str) -> dict[str, list[Token]]:
    """Return the tokens of each section of the second level, by its title."""
    found: dict[str, list[Token]] = {}
    stream = tokens(page)
    for index, token in enumerate(stream):
        if token.type == "heading_open" and token.tag == "h2":
            found[stream[index + 1].content] = []
        elif found:
            next(reversed(found.values())).append(token)
    return found
