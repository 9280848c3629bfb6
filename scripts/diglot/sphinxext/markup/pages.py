"""The MyST pages of a project as tokens, with their directives opened up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

# What these hold is not MyST text, or no text at all.
_OPAQUE = frozenset(
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
    """A directive as it is written; `line` counts from 1, `content_line` is that of its text."""

    name: str
    argument: str
    options: Mapping[str, str]
    content: str
    line: int
    content_line: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its top tokens and, as `parts`, those of all directives that hold text.

    Each part comes with the number of lines before it, to be added to its tokens' own.
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
    """Read and parse one page; bytes that are no UTF-8 are replaced, for builds report them.

    Raises OSError.
    """
    environment: dict[str, Any] = {}
    opener = _Opener(parser, environment)
    opener.open(path.read_text("utf-8-sig", errors="replace"), 0)
    parts = sorted(opener.parts, key=lambda part: part[0])
    directives = sorted(opener.directives, key=lambda directive: directive.line)
    return Page(docname, path, environment.get("references", {}), tuple(parts), tuple(directives))


class _Opener:
    """Parses a text, then what stands inside its directives."""

    def __init__(self, parser: MarkdownIt, environment: dict[str, Any]) -> None:
        self.parts: list[tuple[int, tuple[Token, ...]]] = []
        self.directives: list[Directive] = []
        self._parser, self._environment = parser, environment

    def open(self, text: str, offset: int) -> None:
        tokens = tuple(self._parser.parse(text, self._environment))
        self.parts.append((offset, tokens))
        for token in tokens:
            directive = _directive(token, offset)
            if directive is None:
                continue
            self.directives.append(directive)
            if directive.name not in _OPAQUE and directive.content.strip():
                self.open(directive.content, directive.content_line - 1)


def _directive(token: Token, offset: int) -> Directive | None:
    match = _NAME.match(token.info.strip()) if token.type in ("fence", "colon_fence") else None
    if match is None or token.map is None:
        return None
    lines = token.content.splitlines()
    options, used = _options(lines)
    line = offset + token.map[0] + 1
    return Directive(
        match["name"],
        match["argument"].strip(),
        options,
        "\n".join(lines[used:]) + "\n",
        line,
        line + 1 + used,
    )


def _options(lines: list[str]) -> tuple[dict[str, str], int]:
    """Return a directive's options, and how many of its lines they take."""
    options: dict[str, str] = {}
    if lines and lines[0].strip() == "---":
        end = next((i for i, line in enumerate(lines[1:], 1) if line.strip() == "---"), len(lines))
        for line in lines[1:end]:
            key, _colon, value = line.partition(":")
            options[key.strip()] = value.strip()
        return options, min(end + 1, len(lines))
    used = 0
    for line in lines:
        match = _OPTION.match(line.strip())
        if match is None:
            break
        options[match["key"]] = (match["value"] or "").strip()
        used += 1
    return options, used
