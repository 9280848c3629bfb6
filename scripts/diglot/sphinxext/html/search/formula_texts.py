"""Formulas in the search: a line of text, as the page shows them, not their LaTeX."""

from __future__ import annotations

import re
from typing import cast

from docutils import nodes
from sphinx.domains.math import MathDomain
from sphinx.environment import BuildEnvironment

from diglot.sphinxext.html.search.sections import FormulaText

_COMMANDS = re.compile(r"\\[A-Za-z]+|\\.|[{}$&^_~]")


def text_of_formulas(env: BuildEnvironment, docname: str) -> FormulaText | None:
    """Return what gives the text of each formula of a document, in their order; None without any.

    Of a formula that cannot be read, the letters and words between its commands are left.
    """
    if not cast("MathDomain", env.get_domain("math")).has_equations(docname):
        return None

    def text(node: nodes.math | nodes.math_block) -> str:
        # Most projects have no formulas.
        from diglot.formulas.mathml import NotConverted
        from diglot.formulas.plain import in_line
        from diglot.sphinxext.config.formulas import block_latex, formulas_of

        is_block = isinstance(node, nodes.math_block)
        latex = block_latex(node) if isinstance(node, nodes.math_block) else node.astext()
        # What a formula defines holds to the end of a page; its writer begins anew.
        page = f"search of {docname}"
        try:
            return in_line(formulas_of(env.config).mathml(latex, page=page, block=is_block))
        except NotConverted:
            return " ".join(_COMMANDS.sub(" ", latex).split())

    return text
