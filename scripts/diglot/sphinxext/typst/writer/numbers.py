"""The numbers of figures, tables, listings and formulas, as Sphinx gave them."""

from __future__ import annotations

from docutils import nodes

from diglot.sphinxext.typst.writer.context import Context


def numbered_as(node: nodes.Element, ctx: Context) -> str | None:
    """Return what stands before a caption, such as "图 3", or None without ``numfig``."""
    if not ctx.config.numfig:
        return None
    kind = ctx.env.domains.standard_domain.get_enumerable_node_type(node)
    if not kind:
        return None
    numbers = ctx.env.toc_fignumbers.get(ctx.docname, {}).get(kind, {})
    found = next((numbers[one] for one in node["ids"] if one in numbers), None)
    if found is None:
        return None
    number = ".".join(map(str, found))
    form = str(ctx.config.numfig_format.get(kind, "%s"))
    if "{number}" in form or "{name}" in form:
        return form.format(number=number, name="").strip()
    return form % number if "%s" in form else f"{form} {number}"


def formula_number(node: nodes.Element, ctx: Context) -> str | None:
    """Return a labelled formula's number."""
    label = node.get("label")
    if not label:
        return None
    identifier = nodes.make_id(f"equation-{label}")
    if ctx.config.math_numfig and ctx.config.numfig:
        numbers = ctx.env.toc_fignumbers.get(ctx.docname, {}).get("displaymath", {})
        found = next((numbers[one] for one in (identifier, *node["ids"]) if one in numbers), None)
        if found:
            return ".".join(map(str, found))
    number = ctx.env.domains["math"].get_equation_number_for(label)
    return None if number is None else str(number)
