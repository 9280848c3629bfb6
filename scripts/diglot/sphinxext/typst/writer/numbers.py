"""The numbers of figures, tables, listings and formulas, as Sphinx gave them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docutils import nodes
from sphinx.environment import BuildEnvironment

from diglot.sphinxext.typst.writer.context import Context


def numbered_as(node: nodes.Element, ctx: Context) -> str | None:
    """Return what stands before a caption, such as "图 3"; None where nothing is numbered."""
    return number_in(node, ctx.env, ctx.docname)


def number_in(node: nodes.Element, env: BuildEnvironment, docname: str) -> str | None:
    """Return what stands before the caption of a node of a document, as `numbered_as` does."""
    number = digits_of(node, env, docname)
    if number is None:
        return None
    kind = env.domains.standard_domain.get_enumerable_node_type(node)
    form = str(env.config.numfig_format.get(str(kind), "%s"))
    if "{number}" in form or "{name}" in form:
        return form.format(number=number, name="").strip()
    return form % number if "%s" in form else f"{form} {number}"


def digits_of(node: nodes.Element, env: BuildEnvironment, docname: str) -> str | None:
    """Return the number of a node of a document, such as "1.3"; None if it has none."""
    if not env.config.numfig:
        return None
    kind = env.domains.standard_domain.get_enumerable_node_type(node)
    if not kind:
        return None
    digits = _number_of(node["ids"], env.toc_fignumbers.get(docname, {}).get(kind, {}))
    return None if digits is None else ".".join(map(str, digits))


def formula_number(node: nodes.Element, ctx: Context) -> str | None:
    """Return the number of a formula that has a label, else None."""
    label = node.get("label")
    if not label:
        return None
    identifier = nodes.make_id(f"equation-{label}")
    if ctx.config.math_numfig and ctx.config.numfig:
        numbers = ctx.env.toc_fignumbers.get(ctx.docname, {}).get("displaymath", {})
        digits = _number_of([identifier, *node["ids"]], numbers)
        if digits:
            return ".".join(map(str, digits))
    number = ctx.env.domains["math"].get_equation_number_for(label)
    return None if number is None else str(number)


def _number_of(
    identifiers: Iterable[str], numbers: Mapping[str, tuple[int, ...]]
) -> tuple[int, ...] | None:
    """Return the number that Sphinx gave the first of some ids that has one."""
    return next((numbers[identifier] for identifier in identifiers if identifier in numbers), None)
