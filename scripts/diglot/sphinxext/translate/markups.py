"""Which markup a block was written in, and the parser for its messages."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.util import get_filetype

from diglot.sphinxext import private
from diglot.sphinxext.config_text import conf_translations
from diglot.sphinxext.translate.lookup import Translations
from diglot.sphinxext.translate.parse import MessageParser, MystMessages, RstMessages
from diglot.sphinxext.translate.substitutions import translated

_RST, _MYST = "restructuredtext", "markdown"


class Markups:
    """The parsers for the messages of one document.

    A document may hold blocks of another markup: a file it includes, or what ``{eval-rst}``
    holds.
    """

    def __init__(
        self,
        document: nodes.document,
        env: BuildEnvironment,
        context: private.MystContext | None,
        translations: Translations,
    ) -> None:
        self._document, self._env, self._context = document, env, context
        self._translations = translations
        self._own = self._filetype(document["source"]) or _RST
        self._by_path: dict[str, str] = {}
        self._inside_rst = {
            id(node) for block in (context.rst if context else ()) for node in block.findall()
        }

    def parser_for(self, node: nodes.Node) -> MessageParser:
        """Return the parser for the message that `node` shows."""
        return self._rst if self.is_rst(node) else self._myst

    def is_rst(self, node: nodes.Node) -> bool:
        """Whether a block was written in reStructuredText."""
        if id(node) in self._inside_rst:
            return True
        source = str(node.source or self._document["source"])
        if source not in self._by_path:
            self._by_path[source] = self._filetype(source) or self._own
        return self._by_path[source] != _MYST

    def has_substitutions(self, node: nodes.Node, text: str) -> bool:
        """Whether a text shows the value of a substitution that is translated."""
        if not self._substituted or self.is_rst(node):
            return False
        opening = self._context.config.sub_delimiters[0] * 2 if self._context else "{{"
        return opening in text

    def _filetype(self, source: str) -> str | None:
        # "page.rst:docstring of x" is how autodoc names its sources
        path = source.partition(":docstring of ")[0]
        suffixes = self._env.config.source_suffix
        known = any(path.endswith(suffix) for suffix in suffixes)
        return get_filetype(suffixes, Path(path)) if known else None

    @cached_property
    def _rst(self) -> MessageParser:
        return RstMessages(self._document, self._env)

    @cached_property
    def _myst(self) -> MessageParser:
        context = self._context or private.new_context(self._document, self._env)
        return MystMessages(context, self._substitutions)

    @cached_property
    def _substitutions(self) -> dict[str, object]:
        if self._context is None:
            return {}
        conf = conf_translations(self._env.config, Path(self._env.srcdir))
        return translated(self._context.config.substitutions, self._translations, conf)

    @cached_property
    def _substituted(self) -> bool:
        return self._context is not None and (
            self._substitutions != self._context.config.substitutions
        )
