"""Writers of formulas, within a line and on lines of their own."""

from __future__ import annotations

from docutils import nodes

from diglot.core.codes import Code
from diglot.core.i18n import _
from diglot.sphinxext.reporting.warn import warn
from diglot.sphinxext.typst.writer.context import Context, Writers
from diglot.sphinxext.typst.writer.numbers import formula_number
from diglot.typeset.markup import Markup, Value, call, stack
from diglot.typeset.maths import to_typst


def math(node: nodes.Element, ctx: Context) -> Markup:
    """A formula within a line."""
    latex = node.astext()
    formula = to_typst(latex)
    if formula is None:
        _warn(node, ctx)
        return call("code", latex)
    return call("formula", Markup(f"${formula}$"), alt=" ".join(latex.split()))


def math_block(node: nodes.Element, ctx: Context) -> Markup:
    """A formula on a line of its own."""
    latex = node.astext()
    formula = to_typst(latex)
    number = formula_number(node, ctx)
    if formula is None:
        _warn(node, ctx)
        shown = call("listing", latex, lang="latex")
        return shown if number is None else stack([shown, call("paragraph", f"({number})")])
    options: dict[str, Value] = {"alt": " ".join(latex.split())}
    if number is not None:
        options["number"] = number
    if node["ids"]:
        options["name"] = ctx.label_of(node)
    return call("formula-block", Markup(f"$ {formula} $"), **options)


def _warn(node: nodes.Element, ctx: Context) -> None:
    """Report a formula that is printed as LaTeX."""
    latex = " ".join(node.astext().split())
    warn(
        Code.MATH_NOT_CONVERTED,
        _("this formula cannot be typeset and is printed as LaTeX: {latex}", latex=latex[:80]),
        at=ctx.location_of(node),
        hint=_("write it with simpler LaTeX commands"),
    )


WRITERS: Writers = {
    nodes.math: math,
    nodes.math_block: math_block,
}
