"""The nodes of a document that have a text to translate, each with its msgid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from docutils import nodes
from sphinx.util.nodes import extract_messages

# A backslash, or two spaces, at the end of a line.
_HARD_BREAK = re.compile(r"(?:[ \t]*\\| {2,})\n[ \t]*")
# Nodes that docutils allows before the front matter's list of fields.
_BEFORE_FIELDS = cast("type[nodes.Node]", nodes.PreBibliographic)
# What makes a formula translatable: text in it, or characters outside of ASCII.
_MATH_WORDS = re.compile(r"\\(?:text|mbox|textrm|textbf)\b|[^\x00-\x7f]")
# What a cell of a table holds to be empty or to have a line more.
_BLANK = re.compile(r"(?:<br\s*/?>|&nbsp;|\s)+", re.IGNORECASE)

# The <meta> tags whose content readers see, in search results or shared links.
_TRANSLATED_META = frozenset(
    {
        "description",
        "keywords",
        "title",
        "og:title",
        "og:description",
        "og:site_name",
        "og:image:alt",
        "twitter:title",
        "twitter:description",
        "twitter:image:alt",
    }
)
TRANSLATED_FIELDS = frozenset({"title", "subtitle", "description", "keywords", "summary"})
"""Fields of the front matter whose text readers see, in search results or lists of pages."""

SOURCE_TEXT = "diglot_source_text"
"""Python attribute of a node that keeps its text nowhere else once it is translated: its msgid.

These are images, and the blocks whose `rawsource` Sphinx takes for their text.
"""


@dataclass(frozen=True, slots=True)
class TranslatableNode:
    """A node that shows a translatable text.

    `msgid` is the text as catalogs have it; `other_msgids` are what Sphinx's own extraction makes
    of it, for catalogs that were made without diglot. A text that `is_plain` is not parsed for
    markup. `kind` says what the text is where the node does not (see `MessageNotes.of`).
    """

    node: nodes.Element
    msgid: str
    other_msgids: tuple[str, ...] = ()
    is_plain: bool = False
    kind: str = ""


def translatable_nodes(
    document: nodes.Element, kinds: type | tuple[type, ...] = nodes.Node
) -> Iterator[TranslatableNode]:
    """Yield the translatable nodes of the body, as Sphinx's `extract_messages` finds them.

    Only those of some `kinds` are looked at.

    Unlike Sphinx's, the msgid keeps MyST's hard line breaks, as a backslash before a line feed. It
    is the same once the document is translated, but for the content of ``<meta>``.
    """
    fields = front_matter(document)
    skipped = set(fields.findall()) if fields is not None else set()
    for node, found in extract_messages(cast("nodes.Element", _Nodes(document, kinds))):
        text = _source_text(node, found)
        if node in skipped or not _is_shown_to_readers(node, text):
            continue
        source = node.rawsource if isinstance(node, nodes.TextElement) else ""
        with_breaks = _with_hard_breaks(source)
        if with_breaks is not None and with_breaks != text:
            yield TranslatableNode(node, with_breaks, (text,))
        else:
            yield TranslatableNode(node, text)


@dataclass(frozen=True, slots=True)
class _Nodes:
    """What Sphinx looks through for messages: the nodes of some kinds.

    Whether a node is translatable takes long to say, and of most kinds nobody asks it.
    """

    document: nodes.Element
    kinds: type | tuple[type, ...]

    def findall(self, condition: Callable[[nodes.Node], bool]) -> Iterator[nodes.Node]:
        for node in self.document.findall():
            if isinstance(node, self.kinds) and condition(node):
                yield node


def _source_text(node: nodes.Element, text: str) -> str:
    # An image may have another message, of its path.
    if isinstance(node, nodes.image) and text != node.get("alt"):
        return text
    source: str = getattr(node, SOURCE_TEXT, text)
    return source


def front_matter_nodes(document: nodes.Element) -> Iterator[TranslatableNode]:
    """Yield the nodes of the front matter's fields that have a translatable text."""
    fields = front_matter(document)
    for field in fields.children if fields is not None else ():
        if isinstance(field, nodes.field) and field[0].astext() in TRANSLATED_FIELDS:
            body = next(field[1].findall(nodes.TextElement), None)
            if body is not None and body.astext():
                kind = f"{field[0].astext()} of the page"
                yield TranslatableNode(body, body.astext(), is_plain=True, kind=kind)


def front_matter(document: nodes.Element) -> nodes.field_list | None:
    """Return the list of fields that will become the document's metadata, if it has one."""
    index = document.first_child_not_matching_class(_BEFORE_FIELDS)
    first = document[index] if index is not None else None
    return first if isinstance(first, nodes.field_list) else None


def _is_shown_to_readers(node: nodes.Element, text: str) -> bool:
    """Whether readers see the text of a node, and a formula has words in it."""
    if isinstance(node, nodes.meta):
        return (node.get("name") or node.get("property")) in _TRANSLATED_META
    if isinstance(node, nodes.math_block):
        return bool(_MATH_WORDS.search(text))
    return not (_inside_definition(node) or _BLANK.fullmatch(text))


def _inside_definition(node: nodes.Node) -> bool:
    parent: nodes.Node | None = node if isinstance(node, nodes.Element) else None
    while parent is not None:
        if isinstance(parent, nodes.substitution_definition):
            return True
        parent = parent.parent
    return False


def _with_hard_breaks(source: str) -> str | None:
    """Return the text with a backslash for each hard line break; None if it has none.

    Soft line breaks become spaces.
    """
    if "\n" not in source or not _HARD_BREAK.search(source):
        return None
    parts = _HARD_BREAK.split(source)
    return "\\\n".join(part.replace("\n", " ") for part in parts).strip()
