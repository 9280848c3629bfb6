"""What messages in MyST do, by the tokens of MyST's parser; nothing is rendered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from diglot.catalog.addresses import is_anchor
from diglot.catalog.effects import Effect, EffectKind
from diglot.catalog.formula_effects import formula_effects
from diglot.catalog.role_effects import role_effects
from diglot.sphinxext.safety.completed import written_tokens
from diglot.sphinxext.safety.html import tag_identity
from diglot.sphinxext.transforms.stated_language import is_tag

# Every effect has one of these signs; other texts need no parsing.
_SIGNS = re.compile(r"[<{\[$\\@#]|://|www\.|\.\. ")
# Extensions that make links of plain words, or read other signs.
_REWRITES = frozenset({"linkify", "gfm_autolink", "section_ref"})
_FORMULAS = frozenset({"math_inline", "math_inline_double", "math_single"})
_HARMLESS = frozenset(
    {
        "text", "text_special", "softbreak", "hardbreak", "code_inline", "footnote_ref",
        "em_open", "em_close", "strong_open", "strong_close", "s_open", "s_close", "link_close",
        "span_open", "span_close", "inline", "section_ref",
    }
)  # fmt: skip
# These say where a link leads and what an image shows; a title or description is words.
_OWN_ATTRIBUTES = {"link_open": {"href", "title"}, "image": {"src", "alt", "title"}}


@dataclass(frozen=True, slots=True)
class MystEffects:
    """Finds the effects of messages of pages that have one configuration of MyST.

    `links_words` says whether words that the parser takes for addresses stay links in translations.
    """

    parser: MarkdownIt
    reads_all: bool
    links_words: bool = False

    def is_harmless(self, text: str) -> bool:
        """Whether a text certainly does nothing; quick."""
        return not self.reads_all and not _SIGNS.search(text)

    def __call__(self, text: str) -> Iterator[Effect]:
        """Yield what a message does."""
        yield from self._of_tokens(self.parser.parseInline(text, {"references": {}}))

    def _of_tokens(self, tokens: Sequence[Token]) -> Iterator[Effect]:
        for token in tokens if self.links_words else written_tokens(tokens):
            yield from _of_token(token)
            yield from self._of_tokens(token.children or ())


def myst_effects(config: MdParserConfig, *, links_words: bool = False) -> MystEffects:
    """Return what finds effects under a configuration of MyST; see `MystEffects`."""
    other_signs = tuple(config.sub_delimiters) != ("{", "}")
    reads_all = other_signs or not _REWRITES.isdisjoint(config.enable_extensions)
    parser = create_md_parser(config, RendererHTML)
    # Pages need it, verdicts do not; it takes a tenth of their time.
    parser.disable("wordcount", ignoreInvalid=True)
    return MystEffects(parser, reads_all, links_words)


def _of_token(token: Token) -> Iterator[Effect]:
    yield from _attributes(token)
    if token.type == "html_inline":
        yield Effect(EffectKind.RAW, tag_identity(token.content), token.content)
    elif token.type == "link_open":
        address = str(token.attrs.get("href", ""))
        if not is_anchor(address):
            yield Effect(EffectKind.LINK, address, f"({address})")
    elif token.type == "image":
        source = str(token.attrs.get("src", ""))
        yield Effect(EffectKind.IMAGE, source, f"![]({source})")
    elif token.type == "myst_role":
        name = str(token.meta["name"])
        yield from role_effects(name, token.content, f"{{{name}}}`{token.content}`")
    elif token.type == "substitution_inline":
        expression = " ".join(token.content.split())
        yield Effect(EffectKind.EXPRESSION, expression, f"{{{{ {expression} }}}}")
    elif token.type in _FORMULAS:
        yield from formula_effects(token.content)
    elif token.type not in _HARMLESS:
        yield Effect(EffectKind.OTHER, token.content, token.content or token.type, token.type)


def _attributes(token: Token) -> Iterator[Effect]:
    own = _OWN_ATTRIBUTES.get(token.type, set())
    for name, value in token.attrs.items():
        if name not in own and not (name == "lang" and is_tag(str(value))):
            shown = f"{{{name}={value}}}"
            yield Effect(EffectKind.ATTRIBUTE, str(value), shown, name)
