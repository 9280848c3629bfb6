"""The text of a document, section by section, as readers can look for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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


FormulaText = Callable[[nodes.math | nodes.math_block], str]
"""The text that a formula is found by and shown with; see `formula_texts.text_of_formulas`."""


def sections_of(doctree: nodes.document, formula_text: FormulaText | None = None) -> list[Section]:
    """Return the sections of a resolved document in order; the first is the page itself.

    Without `formula_text`, the document has no formulas.
    """
    sections: list[Section] = []
    _Collector(formula_text, sections).collect(doctree, "", "")
    if len(sections) > 1:
        # The first heading is the page's; text outside its section belongs to it.
        around, top = sections[:2]
        text = "\n".join(filter(None, (top.text, around.text)))
        sections[:2] = [Section("", top.title, text)]
    return sections


@dataclass(frozen=True, slots=True)
class _Collector:
    formula_text: FormulaText | None
    sections: list[Section]

    def collect(self, node: nodes.Element, anchor: str, title: str) -> None:
        at = len(self.sections)
        self.sections.append(Section(anchor, title, ""))
        lines = list(self._lines(node))
        self.sections[at] = Section(anchor, title, "\n".join(line for line in lines if line))

    def _lines(self, node: nodes.Element) -> Iterator[str]:
        for child in node.children:
            if isinstance(child, nodes.section):
                heading = child.next_node(nodes.title)
                title = self._text(heading) if heading is not None else ""
                self.collect(child, child["ids"][0] if child["ids"] else "", title)
            elif isinstance(child, nodes.title) and isinstance(node, nodes.section):
                continue
            elif isinstance(child, nodes.raw):
                yield _clean(unescape(_TAG.sub(" ", child.astext()))) if _is_html(child) else ""
            elif is_unseen(child) or isinstance(child, nodes.label):
                continue
            elif holds_blocks(child):
                yield from self._lines(child)
            elif isinstance(child, nodes.Element):
                yield self._text(child)

    def _text(self, node: nodes.Element) -> str:
        return _clean(node.astext() if self.formula_text is None else self._with_formulas(node))

    def _with_formulas(self, node: nodes.Node) -> str:
        if self.formula_text and isinstance(node, nodes.math | nodes.math_block):
            return self.formula_text(node)
        if not isinstance(node, nodes.Element) or not any(node.findall(nodes.math)):
            return node.astext()
        return node.child_text_separator.join(map(self._with_formulas, node.children))


def _is_html(node: nodes.raw) -> bool:
    return "html" in node.get("format", "").split() and NO_SEARCH not in node["classes"]


def _clean(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()
