"""The nodes of a woven document, as HTML: a pair of halves, each in its language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.application import Sphinx

from diglot.core.language import Language
from diglot.sphinxext.parallel.interleave import Side

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

PAIR = "diglot-pair"
"""The class of a block that holds two halves."""


class pair(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """A block in both languages: it holds two halves."""


class half(nodes.General, nodes.Element):  # noqa: N801 - as above
    """A block in one language: `side` is a value of Side, `lang` a BCP 47 tag."""


class inline_half(nodes.Inline, nodes.TextElement):  # noqa: N801 - as above
    """The text of a block in one language, where the block itself stands once."""


def register(app: Sphinx) -> None:
    """Teach the HTML writer our nodes."""
    app.add_node(pair, html=(_visit_pair, _depart_block))
    app.add_node(half, html=(_visit_half, _depart_block))
    app.add_node(inline_half, html=(_visit_inline, _depart_inline))


def holds_halves(node: nodes.Node) -> bool:
    """Whether a block of text shows its text in both languages."""
    return isinstance(node, nodes.TextElement) and any(
        isinstance(child, inline_half) for child in node.children
    )


def number_halves(
    translator: Any,
    formats: Mapping[Side, Mapping[str, str]],
    languages: Mapping[Side, Language],
) -> None:
    """Let the number of a heading or a caption stand in each half, not before both.

    `formats` are the words of each language for the numbers of figures (``numfig_format``).
    Where the caption is the same in both, its number alone is in halves.
    """
    section, figure = translator.add_secnumber, translator.add_fignumber

    def number_in(side: Side, node: nodes.Element) -> str:
        known, body = translator.config.numfig_format, translator.body
        translator.config.numfig_format, translator.body = formats[side], []
        try:
            figure(node)
            return "".join(translator.body)
        finally:
            translator.config.numfig_format, translator.body = known, body

    def number_section(node: nodes.Element) -> None:
        if not holds_halves(node):
            section(node)

    def number_figure(node: nodes.Element) -> None:
        if not any(holds_halves(child) for child in node.children):
            numbers = {side: number_in(side, node) for side in Side}
            together = titles_in_halves(numbers, languages)
            if together:
                translator.body.append(f'<span class="diglot-words">{together}</span> ')

    def number_half(node: inline_half) -> None:
        text = node.parent
        if isinstance(text, nodes.title):
            section(text)
        if isinstance(text, nodes.title | nodes.caption):
            translator.body.append(number_in(Side(node["side"]), text.parent))

    translator.add_secnumber = number_section
    translator.add_fignumber = number_figure
    translator.number_half = number_half


def titles_in_halves(titles: Mapping[Side, str], languages: Mapping[Side, Language]) -> str:
    """Return a title (HTML by side) with each half in its language; one that is in both once."""
    if len(set(titles.values())) < 2:
        return next(iter(titles.values()), "")
    return '<span class="diglot-between"> · </span>'.join(
        f'<span class="diglot-half" data-side="{side.value}" lang="{languages[side].bcp47}">'
        f"{title}</span>"
        for side, title in titles.items()
    )


def _visit_pair(visitor: HTML5Translator, node: pair) -> None:
    visitor.body.append(visitor.starttag(node, "div", CLASS=PAIR))


def _visit_half(visitor: HTML5Translator, node: half) -> None:
    visitor.body.append(visitor.starttag(node, "div", CLASS="diglot-half", **_attributes(node)))


def _depart_block(visitor: HTML5Translator, _node: nodes.Element) -> None:
    visitor.body.append("</div>\n")


def _visit_inline(visitor: HTML5Translator, node: inline_half) -> None:
    attributes = _attributes(node)
    visitor.body.append(visitor.starttag(node, "span", "", CLASS="diglot-half", **attributes))
    number = getattr(visitor, "number_half", None)
    if number:
        number(node)


def _depart_inline(visitor: HTML5Translator, _node: inline_half) -> None:
    visitor.body.append("</span>")


def _attributes(node: nodes.Element) -> dict[str, Any]:
    return {"data-side": node["side"], "lang": node["lang"]}
