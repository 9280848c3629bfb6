"""Writers of Sphinx's descriptions of code: signatures and what belongs to them."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from diglot.sphinxext.typst.writer.context import Context, Writer, Writers
from diglot.sphinxext.typst.writer.foot_rooms import blocks_with_foot_rooms
from diglot.typeset.markup import NOTHING, Markup, call, join, literal, stack


def described(node: nodes.Element, ctx: Context) -> Markup:
    """An object: its signatures, then its description."""
    signatures = [
        _signature(child, ctx)
        for child in node.children
        if isinstance(child, addnodes.desc_signature)
    ]
    rest = [child for child in node.children if not isinstance(child, addnodes.desc_signature)]
    return call("described", signatures, blocks_with_foot_rooms(rest, ctx))


def _signature(node: nodes.Element, ctx: Context) -> Markup:
    label = ctx.label_of(node)
    anchors = [] if label is None else [call("anchor", label)]
    lines = [child for child in node.children if isinstance(child, addnodes.desc_signature_line)]
    body = (
        join(part for line in lines for part in (ctx.inline(line), call("line-break")))
        if lines
        else ctx.inline(node)
    )
    return call("signature", join([*anchors, body]))


def signature(node: nodes.Element, ctx: Context) -> Markup:
    """A signature outside an object."""
    return call("signature", ctx.inline(node))


def name(node: nodes.Element, ctx: Context) -> Markup:
    """The name that is described."""
    return call("signature-name", ctx.inline(node))


def mark(node: nodes.Element, ctx: Context) -> Markup:
    """What stands around the name: a keyword, a module."""
    return call("signature-mark", ctx.inline(node))


def through(node: nodes.Element, ctx: Context) -> Markup:
    """Only the children."""
    return ctx.inline(node)


def returns(node: nodes.Element, ctx: Context) -> Markup:
    """What a function returns."""
    return join([literal(" → "), ctx.inline(node)])


_PARAMETERS = (addnodes.desc_parameter, addnodes.desc_type_parameter)


def _listed(opening: str, closing: str) -> Writer:
    def write(node: nodes.Element, ctx: Context) -> Markup:
        parts: list[Markup] = [literal(opening)]
        follows = False
        for child in node.children:
            # Words between parameters have their own signs, as the types in a path of HTTP.
            if follows and isinstance(child, _PARAMETERS):
                parts.append(literal(", "))
            parts.append(ctx.write(child))
            follows |= isinstance(child, (*_PARAMETERS, addnodes.desc_optional))
        return join([*parts, literal(closing)])

    return write


def optional(node: nodes.Element, ctx: Context) -> Markup:
    """Parameters that may be left out, in brackets."""
    first = node.parent.index(node) == 0
    inside: list[Markup] = []
    for at, child in enumerate(node.children):
        if at and not isinstance(child, addnodes.desc_optional):
            inside.append(literal(", "))
        inside.append(ctx.write(child))
    return join([literal("[" if first else "[, "), *inside, literal("]")])


def production_list(node: nodes.Element, ctx: Context) -> Markup:
    """A grammar, a rule a line."""
    return stack(ctx.write(child) for child in node.children)


def production(node: nodes.Element, ctx: Context) -> Markup:
    """A rule of a grammar."""
    return call("production", ctx.inline(node))


def content(node: nodes.Element, ctx: Context) -> Markup:
    """The description of the object."""
    return ctx.blocks(node) if node.children else NOTHING


WRITERS: Writers = {
    addnodes.desc: described,
    addnodes.desc_signature: signature,
    addnodes.desc_signature_line: through,
    addnodes.desc_content: content,
    addnodes.desc_inline: through,
    addnodes.desc_name: name,
    addnodes.desc_addname: mark,
    addnodes.desc_type: through,
    addnodes.desc_returns: returns,
    addnodes.desc_parameterlist: _listed("(", ")"),
    addnodes.desc_type_parameter_list: _listed("[", "]"),
    addnodes.desc_parameter: through,
    addnodes.desc_type_parameter: through,
    addnodes.desc_optional: optional,
    addnodes.desc_annotation: mark,
    addnodes.desc_sig_element: through,
    addnodes.productionlist: production_list,
    addnodes.production: production,
}
