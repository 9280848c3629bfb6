"""The messages of a document: what can be translated, in order, and how each is spelt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from docutils import nodes
from sphinx.util.nodes import extract_messages

_HARD_BREAK = re.compile(r"(?:[ \t]*\\| {2,})\n[ \t]*")
# What may stand before a document's fields, as docutils has it.
_BEFORE_FIELDS = cast("type[nodes.Node]", nodes.PreBibliographic)
_MATH_WORDS = re.compile(r"\\(?:text|mbox|textrm|textbf)\b|[^\x00-\x7f]")

# The tags about a page that readers or search engines show as text.
_META_WITH_WORDS = frozenset(
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
FIELDS_WITH_WORDS = frozenset({"title", "subtitle", "description", "keywords", "summary"})
"""Fields of the front matter that readers or search engines get to see."""


@dataclass(frozen=True, slots=True)
class Message:
    """A translatable text and the node that shows it.

    `msgid` is how catalogs spell it; `others` are spellings that Sphinx alone would use. What
    is `plain` holds no markup. `kind` names what its node does not tell (see `Places.note`).
    """

    node: nodes.Element
    msgid: str
    others: tuple[str, ...] = ()
    plain: bool = False
    kind: str = ""


def messages_of(document: nodes.Element) -> Iterator[Message]:
    """Yield the messages of the body, as Sphinx finds them and with what it loses.

    MyST's hard breaks stay in the message, as a backslash before the end of a line.
    """
    fields = front_matter(document)
    skipped = set(fields.findall()) if fields is not None else set()
    for node, text in extract_messages(document):
        if node in skipped or not _has_words_for_readers(node, text):
            continue
        own = _with_hard_breaks(node.rawsource) if isinstance(node, nodes.TextElement) else None
        if own is not None and own != text:
            yield Message(node, own, (text,))
        else:
            yield Message(node, text)


def fields_of(document: nodes.Element) -> Iterator[Message]:
    """Yield the messages of the front matter."""
    fields = front_matter(document)
    for field in fields.children if fields is not None else ():
        if isinstance(field, nodes.field) and field[0].astext() in FIELDS_WITH_WORDS:
            body = next(field[1].findall(nodes.TextElement), None)
            if body is not None and body.astext():
                yield Message(
                    body, body.astext(), plain=True, kind=f"{field[0].astext()} of the page"
                )


def front_matter(document: nodes.Element) -> nodes.field_list | None:
    """Return the list of fields that will become the document's metadata, if it has one."""
    index = document.first_child_not_matching_class(_BEFORE_FIELDS)
    first = document[index] if index is not None else None
    return first if isinstance(first, nodes.field_list) else None


def _has_words_for_readers(node: nodes.Element, text: str) -> bool:
    if isinstance(node, nodes.meta):
        return (node.get("name") or node.get("property")) in _META_WITH_WORDS
    if isinstance(node, nodes.math_block):
        return bool(_MATH_WORDS.search(text))
    return not _inside_definition(node)


def _inside_definition(node: nodes.Node) -> bool:
    parent: nodes.Node | None = node if isinstance(node, nodes.Element) else None
    while parent is not None:
        if isinstance(parent, nodes.substitution_definition):
            return True
        parent = parent.parent
    return False


def _with_hard_breaks(source: str) -> str | None:
    if "\n" not in source or not _HARD_BREAK.search(source):
        return None
    parts = _HARD_BREAK.split(source)
    return "\\\n".join(part.replace("\n", " ") for part in parts).strip()
