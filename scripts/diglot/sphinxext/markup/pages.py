"""MyST pages as Markdown tokens, with the content of their directives parsed, too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

# Directives whose content is not MyST text.
_NOT_PARSED = frozenset(
    {
        "code", "code-block", "code-cell", "csv-table", "doctest", "eval-rst", "graphviz",
        "highlight", "include", "index", "literalinclude", "math", "mermaid", "parsed-literal",
        "prompt", "raw", "sourcecode", "testcode", "testoutput", "toctree",
    }
)  # fmt: skip
_NAME = re.compile(r"\{(?P<name>[^\s}]+)\}\s*(?P<argument>.*)", re.DOTALL)
_OPTION = re.compile(r":(?P<key>[\w-]+):(?:\s+(?P<value>.*))?$")


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive as it is written.

    `line` is its first line and `content_line` the first line of its content, counted from 1.
    """

    name: str
    argument: str
    options: Mapping[str, str]
    content: str
    line: int
    content_line: int


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page.

    `parts` are the page itself and the contents of its directives, each as (number of lines before
    it, tokens); the tokens count lines from the start of their part. `references` are the link
    definitions, by label.
    """

    docname: str
    path: Path
    references: Mapping[str, Any]
    parts: tuple[tuple[int, tuple[Token, ...]], ...]
    directives: tuple[Directive, ...]

    def tokens(self) -> Iterator[tuple[int, Token]]:
        """Yield (line, block token) for the whole page, lines counted from 1."""
        for offset, tokens in self.parts:
            for token in tokens:
                if token.map:
                    yield offset + token.map[0] + 1, token


def read_page(docname: str, path: Path, parser: MarkdownIt) -> Page:
    """Read and parse one page. Raises OSError.

    Bytes that are not UTF-8 are replaced without a warning: a build reports them.
    """
    environment: dict[str, Any] = {}
    page_parser = _PageParser(parser, environment)
    page_parser.parse(path.read_text("utf-8-sig", errors="replace"), 0)
    parts = sorted(page_parser.parts, key=lambda part: part[0])
    directives = sorted(page_parser.directives, key=lambda directive: directive.line)
    return Page(docname, path, environment.get("references", {}), tuple(parts), tuple(directives))


class _PageParser:
    """Parses a text, and then the contents of its directives."""

    def __init__(self, parser: MarkdownIt, environment: dict[str, Any]) -> None:
        self.parts: list[tuple[int, tuple[Token, ...]]] = []
        self.directives: list[Directive] = []
        self._parser, self._environment = parser, environment

    def parse(self, text: str, offset: int) -> None:
        tokens = tuple(self._parser.parse(text, self._environment))
        self.parts.append((offset, tokens))
        for token in tokens:
            directive = _directive(token, offset)
            if directive is None:
                continue
            self.directives.append(directive)
            if directive.name not in _NOT_PARSED and directive.content.strip():
                self.parse(directive.content, directive.content_line - 1)


def _directive(token: Token, offset: int) -> Directive | None:
    match = _NAME.match(token.info.strip()) if token.type in ("fence", "colon_fence") else None
    if match is None or token.map is None:
        return None
    lines = token.content.splitlines()
    options, option_lines = _options(lines)
    line = offset + token.map[0] + 1
    return Directive(
        match["name"],
        match["argument"].strip(),
        options,
        "\n".join(lines[option_lines:]) + "\n",
        line,
        line + 1 + option_lines,
    )


def _options(lines: list[str]) -> tuple[dict[str, str], int]:
    """Return the options of a directive, and the number of lines that they take."""
    options: dict[str, str] = {}
    if lines and lines[0].strip() == "---":
        ends = (number for number, line in enumerate(lines[1:], 1) if line.strip() == "---")
        end = next(ends, len(lines))
        for line in lines[1:end]:
            key, _colon, value = line.partition(":")
            options[key.strip()] = value.strip()
        return options, min(end + 1, len(lines))
    count = 0
    for line in lines:
        match = _OPTION.match(line.strip())
        if match is None:
            break
        options[match["key"]] = (match["value"] or "").strip()
        count += 1
    return options, count
