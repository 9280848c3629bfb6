"""What kinds of blocks are called in diagnostics: docutils' and markdown-it's names in words."""

from __future__ import annotations

from diglot.core.i18n import _

_KINDS = {
    "paragraph": _("paragraph"),
    "section": _("section"),
    "title": _("heading"),
    "heading": _("heading"),
    "lheading": _("heading"),
    "rubric": _("rubric"),
    "bullet_list": _("bullet list"),
    "enumerated_list": _("ordered list"),
    "ordered_list": _("ordered list"),
    "definition_list": _("definition list"),
    "dl": _("definition list"),
    "field_list": _("field list"),
    "option_list": _("option list"),
    "list_item": _("list item"),
    "definition_list_item": _("list item"),
    "term": _("term"),
    "definition": _("definition"),
    "block_quote": _("block quote"),
    "blockquote": _("block quote"),
    "literal_block": _("literal block"),
    "fence": _("code block"),
    "code_block": _("code block"),
    "math_block": _("formula"),
    "image": _("image"),
    "figure": _("figure"),
    "caption": _("caption"),
    "table": _("table"),
    "footnote": _("footnote"),
    "footnote_block": _("footnote"),
    "citation": _("citation"),
    "line_block": _("lines of verse"),
    "admonition": _("admonition"),
    "note": _("admonition"),
    "raw": _("raw HTML"),
    "html_block": _("raw HTML"),
    "hr": _("rule"),
    "transition": _("rule"),
    "nothing": _("nothing"),
    "several blocks": _("several blocks"),
}


def block_name(kind: str) -> str:
    """Return what a kind of block is called; its own name in words where it is a rare one."""
    return _KINDS.get(kind) or kind.replace("_", " ")
