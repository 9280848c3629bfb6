"""The text of a document, section by section, as readers can look for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from docutils import nodes

from diglot.sphinxext.html.fragments import NO_SEARCH
from diglot.sphinxext.transforms.kinds import holds_blocks, is_unseen

_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Section:
    """A section's own text, without that of the sections inside it.

    `anchor` is "" for the top of a page. Each block is on a line of its own.
    """

    anchor: str
    title: str
    text: str


def sections_of(doctree: nodes.document) -> list[Section]:
    """Return the sections of a resolved document in order; the first is the page itself."""
    sections: list[Section] = []
    _collect(doctree, "", "", sections)
    if len(sections) > 1:
        # The first heading is the page's; text outside its section belongs to it.
        around, top = sections[:2]
        text = "\n".join(filter(None, (top.text, around.text)))
        sections[:2] = [Section("", top.title, text)]
    return sections


def _collect(node: nodes.Element, anchor: str, title: str, sections: list[Section]) -> None:
    at = len(sections)
    sections.append(Section(anchor, title, ""))
    lines = list(_lines(node, sections))
    sections[at] = Section(anchor, title, "\n".join(line for line in lines if line))


def _lines(node: nodes.Element, sections: list[Section]) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, nodes.section):
            heading = child.next_node(nodes.title)
            title = _clean(heading.astext()) if heading is not None else ""
            _collect(child, child["ids"][0] if child["ids"] else "", title, sections)
        elif isinstance(child, nodes.title) and isinstance(node, nodes.section):
            continue
        elif isinstance(child, nodes.raw):
            yield _clean(unescape(_TAG.sub(" ", child.astext()))) if _is_html(child) else ""
        elif is_unseen(child) or isinstance(child, nodes.label):
            continue
        elif holds_blocks(child):
            yield from _lines(child, sections)
        elif isinstance(child, nodes.Element):
            yield _clean(child.astext())


def _is_html(node: nodes.raw) -> bool:
    return "html" in node.get("format", "").split() and NO_SEARCH not in node["classes"]


def _clean(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()
