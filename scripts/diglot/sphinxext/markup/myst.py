"""Tokenizing messages in MyST with MyST's own parser and the project's settings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token as MarkdownToken
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from diglot.catalog.tokens import MASK, Parsed, Token, TokenKind
from diglot.sphinxext.markup.role_tokens import role_token
from diglot.sphinxext.safety.completed import written_tokens

# Markup that did not parse, found in text that was not escaped.
_LITERALS = re.compile(r"\*\*|`|\]\(|\{[a-zA-Z][\w:.+-]*\}(?=`)")
# An address in running text.
_BARE_ADDRESS = re.compile(r"(?:https?|ftp|mailto)://[!-~]*[\w/]|\bwww\.[!-~]*[\w/]", re.ASCII)


def myst_parser_of(config: MdParserConfig) -> MarkdownIt:
    """Return MyST's parser, without the rule that joins escaped characters with the text around."""
    parser = create_md_parser(config, RendererHTML)
    # After joining, an escaped `*` could not be distinguished from one that failed to parse.
    return parser.disable("text_join")


class MystTokenizer:
    """Parses messages of one document into tokens and prose.

    `references` are the document's link definitions, by label. `cache` is how many parsed messages
    are kept.

    With `as_blocks`, a message is also parsed as a whole page, to find out which kind of block it
    would be. That is how Sphinx itself parses translations, so it matters for projects without
    diglot among their extensions.
    """

    def __init__(
        self,
        parser: MarkdownIt,
        references: Mapping[str, Any] | None = None,
        *,
        as_blocks: bool = False,
        cache: int = 4096,
    ) -> None:
        self._parser = parser
        self._as_blocks = as_blocks
        self._references = dict(references or {})
        self._parse_once = lru_cache(maxsize=cache)(self._parse)

    def __call__(self, text: str) -> Parsed:
        """Return the parsed message; equal texts are parsed once."""
        return self._parse_once(text)

    def _parse(self, text: str) -> Parsed:
        if "\n" in text.strip():
            # Only messages of literal blocks have several lines: Sphinx joins those of all others.
            return Parsed((), text, verbatim=True)
        kind = "paragraph"
        if self._as_blocks:
            kind = _block_of(self._parser.parse(text, self._environment()))
        parsed = self._parser.parseInline(text.strip(), self._environment())
        inline = next((token for token in parsed if token.type == "inline"), None)
        collector = _TokenCollector(inline.children or [] if inline else [])
        return Parsed(tuple(collector.tokens), collector.prose, collector.literals, kind)

    def _environment(self) -> dict[str, Any]:
        return {"references": dict(self._references)}


def _block_of(tokens: Sequence[MarkdownToken]) -> str:
    """Return the kind of the one block at the top level, "nothing" or "several blocks"."""
    blocks = [token.type for token in tokens if token.level == 0 and token.nesting >= 0]
    if not blocks:
        return "nothing"
    return blocks[0].removesuffix("_open") if len(blocks) == 1 else "several blocks"


class _TokenCollector:
    """Collects the tokens and the prose of a message from its inline Markdown tokens."""

    def __init__(self, tokens: Iterable[MarkdownToken]) -> None:
        self.tokens: list[Token] = []
        self._prose: list[str] = []
        self._unescaped: list[str] = []
        self._written: list[str] = []
        self._links: list[tuple[int, int]] = []
        self._in_autolink = False
        self.visit(tokens)

    @property
    def prose(self) -> str:
        """The text of the message without markup, with MASK for what is not prose."""
        return _BARE_ADDRESS.sub(MASK, "".join(self._prose))

    @property
    def literals(self) -> tuple[str, ...]:
        """The markup that did not parse."""
        return tuple(_LITERALS.findall(_BARE_ADDRESS.sub(MASK, "".join(self._unescaped))))

    def visit(self, tokens: Iterable[MarkdownToken]) -> None:
        """Add tokens in order; for one without a handler, the tokens in it."""
        for token in written_tokens(list(tokens)):
            handler = _HANDLERS.get(token.type)
            if handler:
                handler(self, token)
            elif token.children:
                self.visit(token.children)
            else:
                self._written.append(token.markup or token.content)

    def add_text(self, prose: str, unescaped: str = MASK) -> None:
        """Add prose; `unescaped` is the part of it in which markup may have failed to parse."""
        if self._in_autolink:
            prose = unescaped = MASK
        self._prose.append(prose)
        self._unescaped.append(unescaped)
        self._written.append(prose)

    def add_token(self, token: Token, prose: str = MASK) -> None:
        """Add a token, and what stands for it in the prose."""
        self.tokens.append(token)
        self.add_text(prose)
        self._written[-1] = token.shown

    def escaped(self, token: MarkdownToken) -> None:
        """Add a character that is written so that it is no markup."""
        self.add_text(token.content)
        self._written[-1] = token.markup

    def open_link(self, token: MarkdownToken) -> None:
        """Begin a link; the text of an autolink, which is its address, is no prose."""
        href = unquote(str(token.attrs.get("href", "")))
        self._links.append((len(self.tokens), len(self._written)))
        self.tokens.append(Token(TokenKind.LINK, href, f"({href})"))
        self._in_autolink = token.info == "auto"

    def close_link(self, token: MarkdownToken) -> None:
        """End a link, whose words are known now."""
        number, start = self._links.pop()
        link, words = self.tokens[number], "".join(self._written[start:])
        whole = f"[{words}]{_destination(link.target)}"
        if token.info == "auto":
            whole = f"<{link.target}>" if token.markup == "autolink" else link.target
        self.tokens[number] = replace(link, whole=whole)
        self._written[start:] = [whole]
        self._in_autolink = False

    def image(self, token: MarkdownToken) -> None:
        """Add the path of an image as a token, and its alternative text as prose."""
        source = unquote(str(token.attrs.get("src", "")))
        number, start = len(self.tokens), len(self._written)
        self.tokens.append(Token(TokenKind.IMAGE, source, f"![]({source})"))
        self.visit(token.children or ())
        whole = f"![{''.join(self._written[start:])}]{_destination(source)}"
        self.tokens[number] = replace(self.tokens[number], whole=whole)
        self._written[start:] = [whole]


def _destination(address: str) -> str:
    """Return the part of a link that says where it leads, as it has to be written."""
    return f"(<{address}>)" if re.search(r"[\s()]", address) else f"({address})"


def _code(collector: _TokenCollector, token: MarkdownToken) -> None:
    collector.add_token(Token(TokenKind.CODE, token.content.strip(), f"`{token.content}`"))


def _formula(collector: _TokenCollector, token: MarkdownToken) -> None:
    formula = " ".join(token.content.split())
    collector.add_token(Token(TokenKind.MATH, formula, f"{token.markup}{formula}{token.markup}"))


def _footnote(collector: _TokenCollector, token: MarkdownToken) -> None:
    label = str(token.meta.get("label", ""))
    collector.add_token(Token(TokenKind.FOOTNOTE, label, f"[^{label}]"))


def _substitution(collector: _TokenCollector, token: MarkdownToken) -> None:
    name = token.content.strip()
    collector.add_token(Token(TokenKind.SUBSTITUTION, name, f"{{{{ {name} }}}}"))


def _role(collector: _TokenCollector, token: MarkdownToken) -> None:
    name = str(token.meta["name"])
    collector.add_token(*role_token(name, token.content, f"{{{name}}}`{token.content}`"))


_HANDLERS: dict[str, Callable[[_TokenCollector, MarkdownToken], None]] = {
    "text": lambda collector, token: collector.add_text(token.content, token.content),
    "text_special": _TokenCollector.escaped,
    "softbreak": lambda collector, _token: collector.add_text(" ", " "),
    "hardbreak": lambda collector, _token: collector.add_text(" "),
    "link_open": _TokenCollector.open_link,
    "link_close": _TokenCollector.close_link,
    "image": _TokenCollector.image,
    "code_inline": _code,
    "math_inline": _formula,
    "math_inline_double": _formula,
    "math_single": _formula,
    "footnote_ref": _footnote,
    "substitution_inline": _substitution,
    "myst_role": _role,
}
