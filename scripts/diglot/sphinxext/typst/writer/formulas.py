"""Writers of formulas, within a line and on lines of their own."""

from __future__ import annotations

from docutils import nodes
from lxml import etree

from diglot.core.codes import Code
from diglot.core.i18n import _
from diglot.formulas.comments import without_comments
from diglot.formulas.mathml import NotConverted
from diglot.formulas.typst import to_typst
from diglot.sphinxext.config.formulas import block_latex, formulas_of
from diglot.sphinxext.reporting.warn import warn
from diglot.sphinxext.typst.writer.context import Context, Writers
from diglot.sphinxext.typst.writer.numbers import formula_number
from diglot.typeset.markup import NOTHING, Markup, Value, call, stack


def math(node: nodes.Element, ctx: Context) -> Markup:
    """A formula within a line."""
    latex = node.astext()
    if not latex.strip():
        return NOTHING
    converted = _converted(node, latex, ctx, block=False)
    if converted is None:
        return call("code", latex)
    tree, formula = converted
    options: dict[str, Value] = {"alt": " ".join(latex.split())}
    if _is_table(tree):
        options["whole"] = True
    return call("formula", Markup(f"${formula}$"), **options)


def math_block(node: nodes.math_block, ctx: Context) -> Markup:
    """A formula on a line of its own."""
    latex = node.astext()
    converted = _converted(node, block_latex(node), ctx, block=True)
    number = formula_number(node, ctx)
    if converted is None:
        shown = call("listing", latex, lang="latex")
        return shown if number is None else stack([shown, call("paragraph", f"({number})")])
    # A PDF for all readers has no formula without a text, not even an empty one.
    options: dict[str, Value] = {"alt": " ".join(without_comments(latex).split()) or "{}"}
    if number is not None:
        options["number"] = number
    if node["ids"]:
        options["name"] = ctx.label_of(node)
    return call("formula-block", Markup(f"$ {converted[1]} $"), **options)


def _is_table(tree: etree._Element) -> bool:
    """Return whether a formula is a table as a whole, in which no line can end."""
    while len(tree) == 1 and tree.tag != "mtable":
        tree = tree[0]
    return tree.tag == "mtable"


def _converted(
    node: nodes.Element, latex: str, ctx: Context, *, block: bool
) -> tuple[etree._Element, str] | None:
    """Return a formula as MathML and as Typst's mathematics.

    None, and a warning, if it is printed as LaTeX.
    """
    try:
        tree = formulas_of(ctx.config).tree(latex, page=ctx.docname, block=block)
        return tree, to_typst(tree)
    except NotConverted as error:
        shown = " ".join(node.astext().split())[:80]
        warn(
            Code.MATH_NOT_CONVERTED,
            _(
                "this formula cannot be typeset and is printed as LaTeX: {latex} ({reason})",
                latex=shown,
                reason=error.reason,
            ),
            at=ctx.location_of(node),
            hint=_("write it with simpler LaTeX commands"),
        )
        return None


WRITERS: Writers = {
    nodes.math: math,
    nodes.math_block: math_block,
}
