"""Showing one message in its block, by the kind of node that holds it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes
from sphinx.domains.std import split_term_classifiers
from sphinx.environment import BuildEnvironment
from sphinx.transforms.i18n import parse_noqa
from sphinx.util.logging import prefixed_warnings
from sphinx.util.nodes import LITERAL_TYPE_NODES

from diglot.catalog.entry import State
from diglot.core.codes import Code
from diglot.core.language import Language
from diglot.sphinxext.i18n.lookup import Translation, Translations
from diglot.sphinxext.i18n.translate.headings import retitle
from diglot.sphinxext.i18n.translate.indexes import entry_of_term
from diglot.sphinxext.i18n.translate.marks import mark, mark_for_sphinx
from diglot.sphinxext.i18n.translate.markups import Markups
from diglot.sphinxext.i18n.translate.messages import Message
from diglot.sphinxext.i18n.translate.patch import SOURCE_ALT, patch
from diglot.sphinxext.i18n.translate.references import differences
from diglot.sphinxext.i18n.translate.ties import is_text
from diglot.sphinxext.i18n.words import differs_by_language
from diglot.sphinxext.reporting.warn import warn

_HINT = "give the translation the references of its source, in any order"
_IMAGE_MESSAGE = re.compile(r"\.\. image:: (\S+)")


@dataclass(slots=True)
class Blocks:
    """Shows the messages of one document, which is written in the language `source`."""

    document: nodes.document
    env: BuildEnvironment
    translations: Translations
    markups: Markups
    source: Language
    marks: bool

    def show(self, message: Message) -> State | None:
        """Translate a message where it stands; return how far it is, if that is a question."""
        node = message.node
        found = self.translations.find(message.msgid, *message.others)
        text = found.text if found and found.state is State.TRANSLATED else None
        handler = Blocks._plain if message.plain else _handler(node)
        handler(self, message, text, found)
        if not differs_by_language(message.msgid, self.source):
            return None
        state = found.state if found else State.UNTRANSLATED
        if _can_be_marked(node):
            mark_for_sphinx(node, text is not None, self.env.config.translation_progress_classes)
            if text is None and self.marks:
                mark(node, state, self.source)
        return state

    # --- one kind of node each: (message, translation or None, where it came from)

    def _text(self, message: Message, text: str | None, found: Translation | None) -> None:
        node = message.node
        if text is None or text == message.msgid:
            # Nothing to translate, unless a value inside the text is.
            if self.markups.has_substitutions(node, message.msgid):
                patch(self.document, node, self._parse(node, message.msgid, None))
            return
        text, quiet = parse_noqa(text)
        children = self._parse(node, text.strip(), found)
        self._compare(node, children, quiet, found)
        patch(self.document, node, children)

    def _title(self, message: Message, text: str | None, found: Translation | None) -> None:
        self._text(message, text, found)
        if text is not None:
            retitle(self.document, message.node)

    def _term(self, message: Message, text: str | None, found: Translation | None) -> None:
        term = message.node
        key = None
        kept = [child for child in term.children if isinstance(child, addnodes.index)]
        for child in kept:
            term.remove(child)
        if kept and text is not None and self.markups.is_rst(term):
            text, key = split_term_classifiers(text)
        self._text(message, text, found)
        term += kept
        if kept and text is not None:
            entry_of_term(self.env, term, key)

    def _plain(self, message: Message, text: str | None, _found: Translation | None) -> None:
        if text is not None:
            message.node[:] = [nodes.Text(text)]

    def _literal(self, message: Message, text: str | None, _found: Translation | None) -> None:
        # Its highlighter expects the raw source and the text to be the same.
        if text is not None:
            message.node[:] = [nodes.Text(text)]
            message.node.rawsource = text

    def _meta(self, message: Message, text: str | None, _found: Translation | None) -> None:
        if text is not None:
            message.node["content"] = text

    def _image(self, message: Message, text: str | None, _found: Translation | None) -> None:
        if text is None:
            return
        if message.node.get("alt") == message.msgid:
            setattr(message.node, SOURCE_ALT, message.msgid)
            message.node["alt"] = text
        elif path := _IMAGE_MESSAGE.match(text):
            message.node["uri"] = path.group(1)

    def _toctree(self, message: Message, text: str | None, _found: Translation | None) -> None:
        if text is not None and isinstance(message.node, addnodes.translatable):
            message.node.apply_translated_message(message.msgid, text)

    # --- what a text takes

    def _parse(self, node: nodes.Element, text: str, found: Translation | None) -> list[nodes.Node]:
        parser = self.markups.parser_for(node)
        if self.markups.is_rst(node) and text.endswith("::") and node.astext().endswith(":"):
            text = text[:-1]  # what announces a literal block shows one colon
        if parser.is_plain(text):
            return [nodes.Text(text)]
        line = node.line or 1
        if found is None:
            return parser.parse(text, line)
        with prefixed_warnings(f"{found.place}:"):
            return parser.parse(text, line)

    def _compare(
        self,
        node: nodes.Element,
        children: list[nodes.Node],
        quiet: bool,
        found: Translation | None,
    ) -> None:
        if quiet or found is None or (is_text(node.children) and is_text(children)):
            return
        if difference := differences(node, nodes.inline("", "", *children)):
            warn(Code.REFERENCES_DIFFER, difference, at=found.place, hint=_HINT)


_Handler = Callable[[Blocks, Message, str | None, Translation | None], None]

_HANDLERS: dict[type, _Handler] = {
    nodes.title: Blocks._title,
    nodes.rubric: Blocks._title,
    nodes.term: Blocks._term,
    nodes.meta: Blocks._meta,
    nodes.image: Blocks._image,
    addnodes.translatable: Blocks._toctree,
    **dict.fromkeys(LITERAL_TYPE_NODES, Blocks._literal),
}


def _handler(node: nodes.Element) -> _Handler:
    kind = next((kind for kind in type(node).__mro__ if kind in _HANDLERS), None)
    return _HANDLERS[kind] if kind else Blocks._text


def _can_be_marked(node: nodes.Element) -> bool:
    """Whether a node is a block of text that a reader sees as one."""
    return isinstance(node, nodes.TextElement) and not isinstance(
        node, (*LITERAL_TYPE_NODES, nodes.field_name)
    )
