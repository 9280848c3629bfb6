"""What translating a document began with, kept so that one of its messages is translated again.

A document takes the longer to read the more messages it has. A block of text alone is made again
from what it was before it was translated, by the same parsers and transforms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any

from docutils import nodes
from docutils.frontend import Values
from docutils.utils import Reporter
from sphinx import addnodes
from sphinx.transforms import DoctreeReadEvent, SphinxTransformer
from sphinx.transforms.references import SphinxDomains
from sphinx.versioning import UIDTransform

from diglot.sphinxext.i18n.lookup import Translations
from diglot.sphinxext.i18n.translate.node_translator import NodeTranslator
from diglot.sphinxext.i18n.translate.translatable import TranslatableNode

_OF_WHOLE_DOCUMENTS = (SphinxDomains, DoctreeReadEvent, UIDTransform)
"""Transforms that tell others of a document; they are told when all of it is read."""

_NAMES = ("nameids", "nametypes", "ids", "myst_slugs")
"""What a document knows of the names in it."""

_LINKED = ("ids", "names", "refid")
"""What a block has got from targets and contents: they are not there when it is made again."""

_TEXT = frozenset(
    {
        nodes.Text,
        nodes.emphasis,
        nodes.strong,
        nodes.literal,
        nodes.inline,
        nodes.subscript,
        nodes.superscript,
        nodes.title_reference,
        nodes.math,
        nodes.raw,
        nodes.abbreviation,
        nodes.reference,
        addnodes.literal_emphasis,
        addnodes.literal_strong,
        addnodes.pending_xref,
    }
)
"""What looks the same wherever it stands: notes have numbers, pictures have texts of their own."""

_BLOCKS = (nodes.paragraph, nodes.line, nodes.attribution)
_SHOWN_ELSEWHERE = (nodes.title, nodes.rubric, nodes.caption)
"""Blocks whose text is also that of links, contents and the head of the page."""


@dataclass(slots=True)
class _Block:
    """A translatable block in the document, and as it was before it was translated."""

    node: nodes.Element
    source: TranslatableNode


@dataclass(slots=True)
class KeptDocument:
    """A document that has been read, with what its blocks are made again from.

    `others` are the messages that not only blocks of text show.
    """

    document: nodes.document
    translator: NodeTranslator
    others: frozenset[str]
    _settings: Values = field(init=False)
    _reporter: Reporter = field(init=False)
    _transforms: list[tuple[Any, ...]] = field(init=False)
    _blocks: dict[str, list[_Block]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Note what is taken from a document once it is read."""
        document = self.document
        self._settings, self._reporter = document.settings, document.reporter
        self._transforms = [
            (priority, transform, None, arguments)
            for priority, transform, pending, arguments in document.transformer.transforms
            if pending is None and not issubclass(transform, _OF_WHOLE_DOCUMENTS)
        ]

    def keep(self, items: Iterable[TranslatableNode]) -> None:
        """Keep blocks as they are before they are translated."""
        others = set(self.others)
        for item in items:
            if _is_block(item) and _is_text(item.node):
                source = replace(item, node=item.node.deepcopy())
                self._blocks.setdefault(item.msgid, []).append(_Block(item.node, source))
            else:
                others.add(item.msgid)
        self.others = frozenset(others)

    def is_shown_elsewhere(self, msgid: str) -> bool:
        """Whether a message is read in more than its blocks."""
        blocks = self._blocks.get(msgid, ())
        return any(isinstance(block.node, _SHOWN_ELSEWHERE) for block in blocks)

    def translated(self, msgid: str, translations: Translations) -> nodes.document | None:
        """Return a document with the blocks of a message alone, inside of what is around them.

        None where these are no text, or would look otherwise without the rest of the page. It is
        called while its environment reads the document.
        """
        if msgid in self.others or msgid not in self._blocks:
            return None
        # What is stored of a document leaves these out.
        self.document.settings, self.document.reporter = self._settings, self._reporter
        document = nodes.document(self._settings, self._reporter, source=self.document["source"])
        document.attributes = self.document.copy().attributes
        for name in _NAMES:
            if hasattr(self.document, name):
                setattr(document, name, dict(getattr(self.document, name)))
        around: dict[int, nodes.Element] = {id(self.document): document}
        for block in self._blocks[msgid]:
            parent = _around(block.node.parent, around)
            if parent is None:
                return None
            self._translate(block, parent, document, translations)
            if not _is_text(parent[-1]):
                return None
        document.transformer = SphinxTransformer(document)
        document.transformer.set_environment(self.translator.env)
        document.transformer.transforms = list(self._transforms)
        document.transformer.apply_transforms()
        # What is wrong in a text is told, and linked to, on the whole page.
        return None if any(document.findall(nodes.problematic)) else document

    def _translate(
        self,
        block: _Block,
        parent: nodes.Element,
        document: nodes.document,
        translations: Translations,
    ) -> None:
        node = block.source.node.deepcopy()
        node.attributes |= {name: block.node[name] for name in _LINKED if name in block.node}
        parent += node
        parsers = self.translator.parsers.as_for(block.node)
        translator = replace(
            self.translator, document=document, parsers=parsers, translations=translations
        )
        translator.translate(replace(block.source, node=node))


_Keeping = tuple[str, MutableMapping[str, KeptDocument]]
_keeping: ContextVar[_Keeping | None] = ContextVar("keeping", default=None)


@contextmanager
def keeping(docname: str, kept: MutableMapping[str, KeptDocument]) -> Iterator[None]:
    """Keep a document in `kept`, by its name, whenever it is read."""
    token = _keeping.set((docname, kept))
    try:
        yield
    finally:
        _keeping.reset(token)


def keep_if_asked(
    docname: str,
    translator: NodeTranslator,
    items: Iterable[TranslatableNode],
    others: Iterable[str],
) -> None:
    """Keep a document that is about to be translated, if somebody wants it."""
    asked, kept = _keeping.get() or ("", {})
    if docname == asked:
        kept[docname] = KeptDocument(translator.document, translator, frozenset(others))
        kept[docname].keep(items)


def _is_block(item: TranslatableNode) -> bool:
    return not item.is_plain and isinstance(item.node, (*_BLOCKS, *_SHOWN_ELSEWHERE))


def _is_text(block: nodes.Node) -> bool:
    return all(type(node) in _TEXT for child in block.children for node in child.findall())


def _around(node: nodes.Element | None, copies: dict[int, nodes.Element]) -> nodes.Element | None:
    """Return the copy of an element without most of its children, in copies of those around it.

    None where it is in no document any more.
    """
    if node is None:
        return None
    if id(node) not in copies:
        parent = _around(node.parent, copies)
        if parent is None:
            return None
        copy = node.copy()
        # Cells are written as their columns say.
        copy += [child.copy() for child in node.children if isinstance(child, nodes.colspec)]
        parent += copy
        copies[id(node)] = copy
    return copies[id(node)]
