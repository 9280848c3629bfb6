"""Tokenizing messages in reStructuredText with docutils' own inline parser."""

from __future__ import annotations

import re
from functools import lru_cache

from docutils import nodes

from diglot.catalog.tokens import MASK, Parsed, Token, TokenKind
from diglot.sphinxext.i18n.footnotes import footnote_label
from diglot.sphinxext.markup.role_tokens import role_token
from diglot.sphinxext.safety.rst import RecordingInliner, RoleNode

# Markup that did not parse, found in text.
_LITERALS = re.compile(r"\*\*|`")
_ESCAPED = re.compile(r"\x00.", re.DOTALL)
"""An escaped character, as docutils marks it in the text of a node."""


class RstTokenizer:
    """Parses messages in reStructuredText into tokens and prose.

    `cache` is how many parsed messages are kept.
    """

    def __init__(self, cache: int = 4096) -> None:
        self._parser = RecordingInliner()
        self._parse_once = lru_cache(maxsize=cache)(self._parse)

    def __call__(self, text: str) -> Parsed:
        """Return the parsed message; equal texts are parsed once."""
        return self._parse_once(text)

    def _parse(self, text: str) -> Parsed:
        if "\n" in text.strip():
            # Only messages of literal blocks have several lines: Sphinx joins those of all others.
            return Parsed((), text, verbatim=True)
        document, inline_nodes = self._parser.parse(text)
        collector = _TokenCollector(document)
        for node in inline_nodes:
            collector.visit(node)
        return Parsed(tuple(collector.tokens), "".join(collector.prose), tuple(collector.literals))


class _TokenCollector:
    """Collects the tokens and the prose of a message from its inline nodes."""

    def __init__(self, document: nodes.document) -> None:
        self.tokens: list[Token] = []
        self.prose: list[str] = []
        self.literals: list[str] = []
        self._document = document

    def visit(self, node: nodes.Node) -> None:
        """Add a node, and the nodes in it unless it has a text of its own."""
        if isinstance(node, nodes.problematic):
            self.literals.append(node.astext())
            self.prose.append(node.astext())
        elif isinstance(node, nodes.Text):
            self.literals += _LITERALS.findall(_ESCAPED.sub("", str(node)))
            self.prose.append(node.astext())
        elif isinstance(node, nodes.Element):
            token = _token_of(node)
            if token is not None:
                self.tokens.append(token[0])
                self.prose.append(token[1])
            if token is None or not token[1]:
                for child in node.children:
                    self.visit(child)


def _token_of(node: nodes.Element) -> tuple[Token, str] | None:
    """Return the token of a node with its text; None for mere formatting.

    With an empty text, the text is in the nodes inside of it.
    """
    if isinstance(node, RoleNode):
        return role_token(node["role"], node.astext(), node.rawsource)
    if isinstance(node, nodes.literal):
        return Token(TokenKind.CODE, node.astext(), f"``{node.astext()}``"), MASK
    if isinstance(node, nodes.reference):
        return _link(node)
    if isinstance(node, nodes.footnote_reference | nodes.citation_reference):
        name = node.get("refname", "") or node.astext()
        return Token(TokenKind.FOOTNOTE, name, f"[{footnote_label(node)}]_"), MASK
    if isinstance(node, nodes.substitution_reference):
        name = node["refname"]
        return Token(TokenKind.SUBSTITUTION, name, f"|{name}|"), MASK
    return None


def _link(node: nodes.reference) -> tuple[Token, str]:
    # A reference by name gets the target of its counterpart in the source (by Sphinx, and by
    # diglot), so only an address has to be the same in the translation.
    address = node.get("refuri", "")
    if address and node.astext() == address:
        return Token(TokenKind.LINK, address, address), MASK
    return Token(TokenKind.LINK, address, f"`{node.astext()} <{address}>`_" if address else ""), ""
