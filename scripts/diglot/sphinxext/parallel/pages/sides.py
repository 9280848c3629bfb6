"""The nodes of a merged document, as HTML: a pair has two sides, each in its language."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.application import Sphinx

from diglot.core.language import Language
from diglot.sphinxext.compat.sphinx_proof import named_in
from diglot.sphinxext.html.site.attributions import dash_before
from diglot.sphinxext.parallel.interleave import Side

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

PAIR = "diglot-pair"
"""The class of a block that has two sides."""

# What docutils writes behind the name of a field.
_COLON = '<span class="colon">:</span>'


class pair(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """A block in both languages: it holds two sides."""


class block_side(nodes.General, nodes.Element):  # noqa: N801 - as above
    """A block in one language: `side` is a value of Side, `lang` a BCP 47 tag."""


class inline_side(nodes.Inline, nodes.TextElement):  # noqa: N801 - as above
    """The text of a block in one language, where the block itself stands once."""


def register(app: Sphinx) -> None:
    """Register the nodes with the HTML writer."""
    app.add_node(pair, html=(_visit_pair, _depart_block))
    app.add_node(block_side, html=(_visit_block, _depart_side))
    app.add_node(inline_side, html=(_visit_inline, _depart_inline))
    app.add_node(nodes.field_name, override=True, html=(_visit_field_name, _depart_field_name))


def holds_sides(node: nodes.Node) -> bool:
    """Whether a block of text shows its text in both languages."""
    return isinstance(node, nodes.TextElement) and any(
        isinstance(child, inline_side) for child in node.children
    )


def number_sides(
    translator: Any,
    formats: Mapping[Side, Mapping[str, str]],
    languages: Mapping[Side, Language],
) -> None:
    """Put the number of a heading or a caption into each side, not before both.

    `formats` are the words of each language for the numbers of figures (``numfig_format``).
    Where the caption is the same in both languages, only its number has two sides.
    """
    section, figure = translator.add_secnumber, translator.add_fignumber

    def number_in(side: Side, node: nodes.Element) -> str:
        own_format, body = translator.config.numfig_format, translator.body
        translator.config.numfig_format, translator.body = formats[side], []
        try:
            figure(node)
            return named_in(languages[side].tag, node, "".join(translator.body))
        finally:
            translator.config.numfig_format, translator.body = own_format, body

    def number_section(node: nodes.Element) -> None:
        if not holds_sides(node):
            section(node)

    def number_figure(node: nodes.Element) -> None:
        if not any(holds_sides(child) for child in node.children):
            numbers = {side: number_in(side, node) for side in Side}
            together = bilingual_title(numbers, languages)
            if together:
                translator.body.append(f'<span class="diglot-words">{together}</span> ')

    def number_side(node: inline_side) -> None:
        text = node.parent
        if isinstance(text, nodes.title):
            section(text)
        if isinstance(text, nodes.title | nodes.caption):
            translator.body.append(number_in(Side(node["side"]), text.parent))

    translator.add_secnumber = number_section
    translator.add_fignumber = number_figure
    translator.number_side = number_side


def bilingual_title(titles: Mapping[Side, str], languages: Mapping[Side, Language]) -> str:
    """Return a title (HTML by side) in both languages; once if it is the same in both."""
    if len(set(titles.values())) < 2:
        return next(iter(titles.values()), "")
    return '<span class="diglot-between"> · </span>'.join(
        f'<span class="diglot-side" data-side="{side.value}" lang="{languages[side].bcp47}">'
        f"{title}</span>"
        for side, title in titles.items()
    )


def _visit_pair(visitor: HTML5Translator, node: pair) -> None:
    visitor.body.append(visitor.starttag(node, "div", CLASS=PAIR))


def _visit_block(visitor: HTML5Translator, node: block_side) -> None:
    name = _folded(visitor, node)
    tag = "details" if name else "div"
    visitor.body.append(visitor.starttag(node, tag, CLASS="diglot-side", **_attributes(node)))
    if name:
        visitor.body.append(f"<summary>{escape(name)}</summary>\n")


def _depart_side(visitor: HTML5Translator, node: block_side) -> None:
    visitor.body.append("</details>\n" if _folded(visitor, node) else "</div>\n")


def _folded(visitor: HTML5Translator, node: block_side) -> str:
    """Return what opens a side that its builder folds, by `folded_sides`; else ""."""
    folded: Mapping[Side, str] = getattr(visitor.builder, "folded_sides", {})
    return folded.get(Side(node["side"]), "")


def _depart_block(visitor: HTML5Translator, _node: nodes.Element) -> None:
    visitor.body.append("</div>\n")


def _visit_inline(visitor: HTML5Translator, node: inline_side) -> None:
    attributes = _attributes(node)
    visitor.body.append(visitor.starttag(node, "span", "", CLASS="diglot-side", **attributes))
    if isinstance(node.parent, nodes.attribution):
        visitor.body.append(dash_before(visitor, node))
    number = getattr(visitor, "number_side", None)
    if number:
        number(node)


def _depart_inline(visitor: HTML5Translator, node: inline_side) -> None:
    if isinstance(node.parent, nodes.field_name):
        visitor.body.append(_COLON)
    visitor.body.append("</span>")


def _visit_field_name(visitor: HTML5Translator, node: nodes.field_name) -> None:
    type(visitor).visit_field_name(visitor, node)


def _depart_field_name(visitor: HTML5Translator, node: nodes.field_name) -> None:
    if holds_sides(node):
        # Each side has a colon of its own, or it would stand behind both, alone.
        visitor.body.append("</dt>\n")
    else:
        type(visitor).depart_field_name(visitor, node)


def _attributes(node: nodes.Element) -> dict[str, Any]:
    return {"data-side": node["side"], "lang": node["lang"]}
