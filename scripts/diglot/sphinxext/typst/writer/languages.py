"""What says that it is in another language is set, shaped and read aloud in it."""

from __future__ import annotations

from docutils import nodes

from diglot.sphinxext.transforms.stated_language import language_around, stated_language
from diglot.sphinxext.typst.writer.context import Context
from diglot.typeset.markup import NOTHING, Markup, call


def in_own_language(node: nodes.Node, body: Markup, ctx: Context) -> Markup:
    """Return what was written of a node in the language that the node states.

    Classes of code name programming languages.
    """
    if body == NOTHING or not isinstance(node, nodes.Element) or _is_code(node):
        return body
    tag = stated_language(node)
    if tag is None or tag == (language_around(node.parent) or ctx.language.bcp47.lower()):
        return body
    return call("in-language", *lang_and_region_of(tag), body)


def line_of(block: nodes.Element, ctx: Context) -> Markup:
    """Return the text of a block that is printed as a part of another, such as that of a cell."""
    return in_own_language(block, ctx.inline(block), ctx)


def lang_and_region_of(tag: str) -> tuple[str, str | None]:
    """Return a tag (BCP 47) as Typst's `text` takes it, which knows regions but no scripts."""
    lang, *rest = tag.lower().split("-")
    region = next((part.upper() for part in rest if len(part) == 2), None)
    return lang, "TW" if region is None and "hant" in rest else region


def _is_code(node: nodes.Element) -> bool:
    return isinstance(node, (nodes.literal, nodes.FixedTextElement)) or bool(
        node.get("literal_block")
    )
