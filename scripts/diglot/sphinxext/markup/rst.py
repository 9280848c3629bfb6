"""Messages of reStructuredText documents, parsed by docutils' own inline parser."""

from __future__ import annotations

import re
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from docutils import frontend, languages, nodes, utils
from docutils.parsers import rst
from docutils.parsers.rst import states

from diglot.catalog.tokens import MASK, Parsed, Token, TokenKind
from diglot.sphinxext.markup.role_tokens import role_token

_LITERALS = re.compile(r"\*\*|`")
_ESCAPED = re.compile(r"\x00.", re.DOTALL)
"""How docutils marks an escaped character in the text of a node."""


class _RoleNode(nodes.inline):
    """A role that was recognised and not looked up."""


def _keep_role(
    rawsource: str, text: str, role: str, _lineno: int
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Return a role as a node of its own, without asking what it means."""
    return [_RoleNode(rawsource, nodes.unescape(text, True), role=role or "any")], []


class RstTokenizer:
    """Parses messages of reStructuredText documents."""

    def __init__(self, cache: int = 4096) -> None:
        self._settings = frontend.get_default_settings(rst.Parser)
        self._settings.report_level = 5
        self._inliner = states.Inliner()
        self._inliner.init_customizations(self._settings)
        # A subclass would lose the patterns, which docutils reads from the class itself.
        self._inliner.interpreted = _keep_role  # type: ignore[method-assign, assignment]  # as above
        self._parse_once = lru_cache(maxsize=cache)(self._parse)

    def __call__(self, text: str) -> Parsed:
        """Return the message parsed; the same text is parsed once."""
        return self._parse_once(text)

    def _parse(self, text: str) -> Parsed:
        if "\n" in text.strip():
            # Sphinx joins the lines of all messages but those of literal blocks.
            return Parsed((), text, verbatim=True)
        document = utils.new_document("message", self._settings)
        memo: Any = SimpleNamespace(
            document=document,
            reporter=document.reporter,
            language=languages.get_language("en", document.reporter),
        )
        parent = nodes.paragraph()
        found, _messages = self._inliner.parse(text, 1, memo, parent)
        walk = _Walk(document)
        for node in found:
            walk.visit(node)
        return Parsed(tuple(walk.tokens), "".join(walk.prose), tuple(walk.literals))


class _Walk:
    """One pass over the inline nodes of a message."""

    def __init__(self, document: nodes.document) -> None:
        self.tokens: list[Token] = []
        self.prose: list[str] = []
        self.literals: list[str] = []
        self._document = document

    def visit(self, node: nodes.Node) -> None:
        """Take one node and what is in it."""
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
    if isinstance(node, _RoleNode):
        return role_token(node["role"], node.astext(), node.rawsource)
    if isinstance(node, nodes.literal):
        return Token(TokenKind.CODE, node.astext(), f"``{node.astext()}``"), MASK
    if isinstance(node, nodes.reference):
        return _link(node)
    if isinstance(node, nodes.footnote_reference | nodes.citation_reference):
        label = node.get("refname", "") or node.astext()
        return Token(TokenKind.FOOTNOTE, label, f"[{label}]_"), MASK
    if isinstance(node, nodes.substitution_reference):
        name = node["refname"]
        return Token(TokenKind.SUBSTITUTION, name, f"|{name}|"), MASK
    return None


def _link(node: nodes.reference) -> tuple[Token, str]:
    # Sphinx gives a reference by name the name that its counterpart in the source has, so only
    # an address has to be repeated.
    address = node.get("refuri", "")
    if address and node.astext() == address:
        return Token(TokenKind.LINK, address, address), MASK
    return Token(TokenKind.LINK, address, f"`{node.astext()} <{address}>`_" if address else ""), ""
