"""Replacing the text of one node by its translation, in the way that the class of node needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes
from sphinx.domains.std import split_term_classifiers
from sphinx.environment import BuildEnvironment
from sphinx.transforms.i18n import parse_noqa
from sphinx.util.logging import prefixed_warnings
from sphinx.util.nodes import LITERAL_TYPE_NODES

from diglot.catalog.entry import State, excuses
from diglot.core.codes import Code
from diglot.core.i18n import _
from diglot.core.language import Language
from diglot.sphinxext.i18n.lookup import Translation, Translations
from diglot.sphinxext.i18n.translate.headings import update_slug_title
from diglot.sphinxext.i18n.translate.indexes import translate_term_entry
from diglot.sphinxext.i18n.translate.marks import mark, mark_for_sphinx
from diglot.sphinxext.i18n.translate.parse import before_literal_block
from diglot.sphinxext.i18n.translate.parsers import MessageParsers
from diglot.sphinxext.i18n.translate.references import differences
from diglot.sphinxext.i18n.translate.registration import is_only_text
from diglot.sphinxext.i18n.translate.replace_inline import replace_inline
from diglot.sphinxext.i18n.translate.translatable import SOURCE_TEXT, TranslatableNode
from diglot.sphinxext.i18n.words import differs_by_language
from diglot.sphinxext.reporting.warn import warn
from diglot.sphinxext.safety.completed import without_other_links

_HINT = _("give the translation the references of its source, in any order")
_IMAGE_MESSAGE = re.compile(r"\.\. image:: (\S+)")


@dataclass(slots=True)
class NodeTranslator:
    """Translates the nodes of one document.

    `source` is the language the document is written in; `marks` says whether untranslated blocks
    get classes for style sheets and a language for screen readers.
    """

    document: nodes.document
    env: BuildEnvironment
    translations: Translations
    parsers: MessageParsers
    source: Language
    marks: bool

    def translate(self, item: TranslatableNode) -> State | None:
        """Replace the text of a node by its translation, if there is a confirmed one.

        Return the state of the translation; None for a text that needs none (see
        `differs_by_language`).
        """
        node = item.node
        entry = self.translations.find(item.msgid, *item.other_msgids)
        text = entry.text if entry and entry.state is State.TRANSLATED else None
        handler = NodeTranslator._plain if item.is_plain else _handler(node)
        handler(self, item, text, entry)
        if not differs_by_language(item.msgid, self.source):
            return None
        state = entry.state if entry else State.UNTRANSLATED
        if _can_be_marked(node):
            mark_for_sphinx(node, text is not None, self.env.config.translation_progress_classes)
            if text is None and self.marks:
                mark(node, state, self.source)
        return state

    # --- one class of node each: (node, translation or None, its entry in the catalog)

    def _text(self, item: TranslatableNode, text: str | None, entry: Translation | None) -> None:
        node = item.node
        if text is None or text == item.msgid:
            # The text stays, but the value of a substitution in it may be translated.
            if self.parsers.has_substitutions(node, item.msgid):
                replace_inline(self.document, node, self._parse(item, item.msgid, None))
            return
        text, is_silenced = parse_noqa(text)
        children = self._parse(item, text.strip(), entry)
        self._warn_of_other_references(node, children, is_silenced, entry)
        replace_inline(self.document, node, children)

    def _title(self, item: TranslatableNode, text: str | None, entry: Translation | None) -> None:
        self._text(item, text, entry)
        if text is not None:
            update_slug_title(self.document, item.node)

    def _term(self, item: TranslatableNode, text: str | None, entry: Translation | None) -> None:
        term = item.node
        key = None
        indexes = [child for child in term.children if isinstance(child, addnodes.index)]
        for index in indexes:
            term.remove(index)
        if indexes and text is not None and self.parsers.is_rst(term):
            text, key = split_term_classifiers(text)
        self._text(item, text, entry)
        term += indexes
        if indexes and text is not None:
            translate_term_entry(self.env, term, key)

    def _plain(self, item: TranslatableNode, text: str | None, _entry: Translation | None) -> None:
        if text is not None:
            item.node[:] = [nodes.Text(text)]

    def _literal(self, item: TranslatableNode, text: str | None, entry: Translation | None) -> None:
        node = item.node
        if text is None:
            return
        setattr(node, SOURCE_TEXT, item.msgid)
        # Sphinx highlights code only if its raw source and its text are the same.
        assert isinstance(node, nodes.TextElement)  # noqa: S101 - all of these are
        if is_only_text(node.children):
            node[:] = [nodes.Text(text)]
            node.rawsource = text
            return
        # A parsed-literal, whose markup counts.
        children = self._parse(item, text, entry)
        self._warn_of_other_references(node, children, False, entry)
        replace_inline(self.document, node, children)
        if not is_only_text(children):
            node.rawsource = text

    def _meta(self, item: TranslatableNode, text: str | None, _entry: Translation | None) -> None:
        if text is not None:
            item.node["content"] = text

    def _image(self, item: TranslatableNode, text: str | None, _entry: Translation | None) -> None:
        if text is None:
            return
        if item.node.get("alt") == item.msgid:
            setattr(item.node, SOURCE_TEXT, item.msgid)
            item.node["alt"] = text
        elif path := _IMAGE_MESSAGE.match(text):
            item.node["uri"] = path.group(1)

    def _toctree(
        self, item: TranslatableNode, text: str | None, _entry: Translation | None
    ) -> None:
        if text is not None and isinstance(item.node, addnodes.translatable):
            item.node.apply_translated_message(item.msgid, text)

    # --- parsing and comparing

    def _parse(
        self, item: TranslatableNode, text: str, entry: Translation | None
    ) -> list[nodes.Node]:
        node = item.node
        parser = self.parsers.parser_for(node)
        if isinstance(node, nodes.paragraph) and self.parsers.is_rst(node):
            text = before_literal_block(text)
        if parser.is_plain(text):
            return [nodes.Text(text)]
        with prefixed_warnings(f"{entry.location}:") if entry else nullcontext():
            children = parser.parse(text, node.line or 1)
        return without_other_links(children, node, item.msgid)

    def _warn_of_other_references(
        self,
        node: nodes.Element,
        children: list[nodes.Node],
        is_silenced: bool,
        entry: Translation | None,
    ) -> None:
        if is_silenced or entry is None or excuses(entry.flags, Code.REFERENCES_DIFFER):
            return
        if is_only_text(node.children) and is_only_text(children):
            return
        new = nodes.inline("", "", *children)
        if difference := differences(node, new, rst=self.parsers.is_rst(node)):
            warn(Code.REFERENCES_DIFFER, difference, at=entry.location, hint=_HINT)


_Handler = Callable[[NodeTranslator, TranslatableNode, str | None, Translation | None], None]

_HANDLERS: dict[type, _Handler] = {
    nodes.title: NodeTranslator._title,
    nodes.rubric: NodeTranslator._title,
    nodes.term: NodeTranslator._term,
    nodes.meta: NodeTranslator._meta,
    nodes.image: NodeTranslator._image,
    addnodes.translatable: NodeTranslator._toctree,
    **dict.fromkeys(LITERAL_TYPE_NODES, NodeTranslator._literal),
}


def _handler(node: nodes.Element) -> _Handler:
    kind = next((kind for kind in type(node).__mro__ if kind in _HANDLERS), None)
    return _HANDLERS[kind] if kind else NodeTranslator._text


def _can_be_marked(node: nodes.Element) -> bool:
    """Whether a node is a block of running text, which can have classes and a language."""
    return isinstance(node, nodes.TextElement) and not isinstance(node, LITERAL_TYPE_NODES)
