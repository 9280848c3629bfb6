"""Writers of formulas, within a line and on lines of their own."""

from __future__ import annotations

from docutils import nodes

from diglot.core.codes import Code
from diglot.core.i18n import _
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
    formula = _converted(node, latex, ctx, block=False)
    if formula is None:
        return call("code", latex)
    return call("formula", Markup(f"${formula}$"), alt=" ".join(latex.split()))


def math_block(node: nodes.math_block, ctx: Context) -> Markup:
    """A formula on a line of its own."""
    latex = node.astext()
    formula = _converted(node, block_latex(node), ctx, block=True)
    number = formula_number(node, ctx)
    if formula is None:
        shown = call("listing", latex, lang="latex")
        return shown if number is None else stack([shown, call("paragraph", f"({number})")])
    # A PDF for all readers has no formula without a text, not even an empty one.
    options: dict[str, Value] = {"alt": " ".join(latex.split()) or "{}"}
    if number is not None:
        options["number"] = number
    if node["ids"]:
        options["name"] = ctx.label_of(node)
    return call("formula-block", Markup(f"$ {formula} $"), **options)


def _converted(node: nodes.Element, latex: str, ctx: Context, *, block: bool) -> str | None:
    """Return a formula as Typst's mathematics; None, and a warning, if it is printed as LaTeX."""
    try:
        return to_typst(formulas_of(ctx.config).tree(latex, page=ctx.docname, block=block))
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
