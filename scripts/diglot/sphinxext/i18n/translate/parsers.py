"""The parser for the translation of each block, by the markup the block is written in."""

from __future__ import annotations

from copy import copy
from functools import cached_property
from pathlib import Path

from docutils import nodes
from sphinx.environment import BuildEnvironment

from diglot.sphinxext.compat.myst import MystContext
from diglot.sphinxext.i18n.config_texts import conf_translations
from diglot.sphinxext.i18n.lookup import Translations
from diglot.sphinxext.i18n.translate.parse import MessageParser, MystMessageParser, RstMessageParser
from diglot.sphinxext.i18n.translate.substitutions import translated_substitutions


class MessageParsers:
    """The parsers for the translations of one document.

    `contexts` are what MyST left of the document and of those it includes (see `MystContext`).
    A MyST document may have blocks in reStructuredText, from ``{eval-rst}``, and a document in
    reStructuredText may include a MyST file.
    """

    def __init__(
        self,
        document: nodes.document,
        env: BuildEnvironment,
        contexts: list[MystContext],
        translations: Translations,
    ) -> None:
        self._document, self._env = document, env
        self._translations = translations
        self._own = next((context for context in contexts if context.document is document), None)
        self._included = {
            id(node): context
            for context in contexts
            if context is not self._own
            for block in context.document.children
            for node in block.findall()
        }
        self._inside_rst = {
            id(node) for context in contexts for block in context.rst for node in block.findall()
        }
        self._parsers: dict[int, MystMessageParser] = {}

    def parser_for(self, node: nodes.Node) -> MessageParser:
        """Return the parser for the translation of the text of `node`."""
        context = self._context_of(node)
        return self._rst if context is None else self._myst(context)

    def is_rst(self, node: nodes.Node) -> bool:
        """Whether a block was written in reStructuredText."""
        return self._context_of(node) is None

    def as_for(self, node: nodes.Node) -> MessageParsers:
        """Return parsers that read any block as these read `node`."""
        parsers = copy(self)
        vars(parsers).update(_own=self._context_of(node), _included={}, _inside_rst=set())
        return parsers

    def has_substitutions(self, node: nodes.Node, text: str) -> bool:
        """Whether a text may contain a substitution, and one of the document is translated."""
        context = self._context_of(node)
        if context is None or context.config.sub_delimiters[0] * 2 not in text:
            return False
        return self._substitutions(context) != context.config.substitutions

    def _context_of(self, node: nodes.Node) -> MystContext | None:
        """Return the MyST context that a node was read in; None for reStructuredText."""
        if id(node) in self._inside_rst:
            return None
        return self._included.get(id(node), self._own)

    @cached_property
    def _rst(self) -> MessageParser:
        return RstMessageParser(self._document, self._env)

    def _myst(self, context: MystContext) -> MystMessageParser:
        if id(context) not in self._parsers:
            substitutions = self._substitutions(context)
            self._parsers[id(context)] = MystMessageParser(self._document, context, substitutions)
        return self._parsers[id(context)]

    def _substitutions(self, context: MystContext) -> dict[str, object]:
        if not context.config.substitutions:
            return {}
        conf = conf_translations(self._env.config, Path(self._env.srcdir))
        return translated_substitutions(context.config.substitutions, self._translations, conf)
