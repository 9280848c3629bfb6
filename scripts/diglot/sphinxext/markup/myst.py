"""Messages of MyST documents, parsed by MyST's own parser under the project's settings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token as MarkdownToken
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from sphinx.config import Config

from diglot.catalog.tokens import MASK, Parsed, Token, TokenKind
from diglot.core.errors import DiglotError
from diglot.sphinxext.markup.role_tokens import role_token

# What is left of markup that did not parse, seen in text that nobody escaped.
_LITERALS = re.compile(r"\*\*|`|\]\(|\{[a-zA-Z][\w:.+-]*\}(?=`)")
_BARE_ADDRESS = re.compile(r"(?:https?|ftp|mailto)://[!-~]*[\w/]|\bwww\.[!-~]*[\w/]", re.ASCII)


def myst_config(config: Config) -> MdParserConfig:
    """Return MyST's configuration as conf.py states it. Raises DiglotError."""
    values: dict[str, Any] = {}
    for name, default, _field in MdParserConfig().as_triple():
        setting = f"myst_{name}"
        if setting not in config:
            config.add(setting, default, "env", frozenset())
        values[name] = config[setting]
    try:
        return MdParserConfig(**values)
    except (TypeError, ValueError) as error:
        raise DiglotError(
            f"MyST does not accept conf.py: {error}", hint="correct that myst_… setting"
        ) from error


def myst_parser_of(config: MdParserConfig) -> MarkdownIt:
    """Return MyST's parser, which keeps apart what is text and what was escaped."""
    parser = create_md_parser(config, RendererHTML)
    # Joining would make an escaped mark look like one that failed to parse.
    return parser.disable("text_join")


class MystTokenizer:
    """Parses messages of one document; `references` are its link definitions.

    With `as_blocks`, a message is first read as a page of its own, which is what Sphinx does to
    translations where diglot is no extension of the project.
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
        """Return the message parsed; the same text is parsed once."""
        return self._parse_once(text)

    def _parse(self, text: str) -> Parsed:
        if "\n" in text.strip():
            # Sphinx joins the lines of all messages but those of literal blocks.
            return Parsed((), text, verbatim=True)
        kind = "paragraph"
        if self._as_blocks:
            kind = _block_of(self._parser.parse(text, self._environment()))
        lines = self._parser.parseInline(text.strip(), self._environment())
        inline = next((one for one in lines if one.type == "inline"), None)
        walk = _Walk(inline.children or [] if inline else [])
        return Parsed(tuple(walk.tokens), walk.prose, walk.literals, kind)

    def _environment(self) -> dict[str, Any]:
        return {"references": dict(self._references)}


def _block_of(blocks: Sequence[MarkdownToken]) -> str:
    tops = [one.type for one in blocks if one.level == 0 and one.nesting >= 0]
    if not tops:
        return "nothing"
    return tops[0].removesuffix("_open") if len(tops) == 1 else "several blocks"


class _Walk:
    """One pass over the inline tokens of a message."""

    def __init__(self, tokens: Iterable[MarkdownToken]) -> None:
        self.tokens: list[Token] = []
        self._prose: list[str] = []
        self._unescaped: list[str] = []
        self._addresses = False
        self.visit(tokens)

    @property
    def prose(self) -> str:
        """The running text."""
        return _BARE_ADDRESS.sub(MASK, "".join(self._prose))

    @property
    def literals(self) -> tuple[str, ...]:
        """The marks that are still there."""
        return tuple(_LITERALS.findall(_BARE_ADDRESS.sub(MASK, "".join(self._unescaped))))

    def visit(self, tokens: Iterable[MarkdownToken]) -> None:
        """Take tokens in order; those without a meaning of their own give way to their parts."""
        for token in tokens:
            handler = _HANDLERS.get(token.type)
            if handler:
                handler(self, token)
            elif token.children:
                self.visit(token.children)

    def say(self, prose: str, unescaped: str = MASK) -> None:
        """Add to the running text; `unescaped` is the part that could have been markup."""
        if self._addresses:
            prose = unescaped = MASK
        self._prose.append(prose)
        self._unescaped.append(unescaped)

    def keep(self, token: Token, prose: str = MASK) -> None:
        """Add a token and what stands for it."""
        self.tokens.append(token)
        self.say(prose)

    def open_link(self, token: MarkdownToken) -> None:
        """Begin a link; an address that shows itself is no prose."""
        href = unquote(str(token.attrs.get("href", "")))
        self.tokens.append(Token(TokenKind.LINK, href, f"({href})"))
        self._addresses = token.info == "auto"

    def close_link(self, _token: MarkdownToken) -> None:
        """End a link."""
        self._addresses = False

    def image(self, token: MarkdownToken) -> None:
        """Keep the image's file and read its alternative text as prose."""
        source = unquote(str(token.attrs.get("src", "")))
        self.tokens.append(Token(TokenKind.IMAGE, source, f"![]({source})"))
        self.visit(token.children or ())


def _code(walk: _Walk, token: MarkdownToken) -> None:
    walk.keep(Token(TokenKind.CODE, token.content.strip(), f"`{token.content}`"))


def _formula(walk: _Walk, token: MarkdownToken) -> None:
    formula = " ".join(token.content.split())
    walk.keep(Token(TokenKind.MATH, formula, f"{token.markup}{formula}{token.markup}"))


def _footnote(walk: _Walk, token: MarkdownToken) -> None:
    label = str(token.meta.get("label", ""))
    walk.keep(Token(TokenKind.FOOTNOTE, label, f"[^{label}]"))


def _substitution(walk: _Walk, token: MarkdownToken) -> None:
    name = token.content.strip()
    walk.keep(Token(TokenKind.SUBSTITUTION, name, f"{{{{ {name} }}}}"))


def _role(walk: _Walk, token: MarkdownToken) -> None:
    name = str(token.meta["name"])
    walk.keep(*role_token(name, token.content, f"{{{name}}}`{token.content}`"))


_HANDLERS: dict[str, Callable[[_Walk, MarkdownToken], None]] = {
    "text": lambda walk, token: walk.say(token.content, token.content),
    "text_special": lambda walk, token: walk.say(token.content),
    "softbreak": lambda walk, _token: walk.say(" ", " "),
    "hardbreak": lambda walk, _token: walk.say(" "),
    "link_open": _Walk.open_link,
    "link_close": _Walk.close_link,
    "image": _Walk.image,
    "code_inline": _code,
    "math_inline": _formula,
    "math_inline_double": _formula,
    "math_single": _formula,
    "footnote_ref": _footnote,
    "substitution_inline": _substitution,
    "myst_role": _role,
}
