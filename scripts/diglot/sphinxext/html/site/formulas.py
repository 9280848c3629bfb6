"""Formulas as MathML, made at build time, so that pages need neither a script nor a network.

The converter is math-core, chosen over docutils' own and latex2mathml on 49 formulas of real
pages: it writes MathML Core, which all browsers draw alike, and refuses what it does not know
instead of printing something else. A refused formula is shown as its LaTeX source.
"""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.ext.mathjax import MATHJAX_URL
from sphinx.locale import _ as sphinx_text
from sphinx.util.math import get_node_equation_number

from diglot.core.codes import Code
from diglot.core.i18n import _
from diglot.sphinxext.reporting.warn import warn

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

_NAME = "mathml"

# What MathJax takes and the converter does not, in terms of what it does. Equation numbers are
# Sphinx's, so environments lose theirs.
_REWRITES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\\(begin|end)\{split\}", r"\\\1{aligned}"),
        (r"\\(begin|end)\{smallmatrix\}", r"\\\1{matrix}"),
        (r"\\(begin|end)\{eqnarray\*?\}", r"\\\1{align*}"),
        (r"\\begin\{alignat\*?\}\s*\{\d*\}", r"\\begin{align*}"),
        (r"\\(begin|end)\{(?:alignat|flalign)\*?\}", r"\\\1{align*}"),
        (r"\\(begin|end)\{(equation|align|gather|multline)\}", r"\\\1{\2*}"),
        (r"\\label\{[^}]*\}", ""),
        (r"\\(?:nonumber|notag)(?![A-Za-z])", ""),
        (r"\\require\{[^}]*\}", ""),
        (
            r"\\DeclareMathOperator\*?\{?(\\[A-Za-z]+)\}?\{([^{}]*)\}",
            r"\\newcommand{\1}{\\operatorname{\2}}",
        ),
        (r"\\newcommand\*?\{?(\\[A-Za-z]+)\}?", r"\\providecommand{\1}{}\\renewcommand{\1}"),
    )
)
_MACROS = {"substack": r"\begin{matrix}#1\end{matrix}"}


def register(app: Sphinx) -> None:
    """Offer the renderer and choose it, unless the project has chosen for itself."""
    app.add_html_math_renderer(_NAME, (_visit_inline, None), (_visit_block, None))
    app.connect("config-inited", _choose_renderer)


class Formulas:
    """The converter with its state: a macro defined in one formula holds for the page."""

    def __init__(self, macros: dict[str, str]) -> None:
        self._converter = LatexToMathML(
            macros=_MACROS | macros,
            fancy_error=False,
            annotation=True,
            allow_unreliable_rendering=True,
            global_group=True,
        )
        self._page = ""

    def mathml(self, latex: str, *, page: str, block: bool) -> str:
        """Return a formula of a page as a ``<math>`` element; LatexError if it cannot be read."""
        if page != self._page:
            self._converter.reset_global_state()
            self._page = page
        for pattern, replacement in _REWRITES:
            latex = pattern.sub(replacement, latex)
        return self._converter.convert_with_global_state(latex, displaystyle=block)


def block_latex(node: nodes.math_block) -> str:
    """Return the LaTeX of a displayed formula: paragraphs of it stand below one another.

    The rules are those of Sphinx's own MathJax writer.
    """
    latex = node.astext()
    if node.get("no-wrap", node.get("nowrap", False)):
        return latex
    parts = [part.strip() for part in latex.split("\n\n") if part.strip()]
    rows = [rf"\begin{{split}}{part}\end{{split}}" if r"\\" in part else part for part in parts]
    if len(rows) == 1:
        return rows[0]
    return r"\begin{align}" + r"\\".join(rows) + r"\end{align}"


def _visit_inline(visitor: HTML5Translator, node: nodes.math) -> None:
    visitor.body.append(visitor.starttag(node, "span", "", CLASS="math notranslate nohighlight"))
    visitor.body.append(_drawn(visitor, node, node.astext(), block=False))
    visitor.body.append("</span>")
    raise nodes.SkipNode


def _visit_block(visitor: HTML5Translator, node: nodes.math_block) -> None:
    visitor.body.append(visitor.starttag(node, "div", CLASS="math notranslate nohighlight"))
    if node.get("number"):
        number = get_node_equation_number(visitor, node)
        visitor.body.append(f'<span class="eqno">({number})')
        visitor.add_permalink_ref(node, sphinx_text("Link to this equation"))
        visitor.body.append("</span>")
    visitor.body.append(_drawn(visitor, node, block_latex(node), block=True))
    visitor.body.append("</div>\n")
    raise nodes.SkipNode


def _drawn(visitor: HTML5Translator, node: nodes.Element, latex: str, *, block: bool) -> str:
    formulas = _formulas(visitor.config)
    try:
        return formulas.mathml(latex, page=visitor.builder.current_docname, block=block)
    except LatexError as error:
        warn(
            Code.MATH_NOT_CONVERTED,
            _("a formula cannot be converted to MathML: {error}", error=error),
            at=node,
            hint=_(
                "the page shows its LaTeX source; write it in simpler LaTeX, or set "
                "html_math_renderer to another renderer"
            ),
        )
        return f'<code class="diglot-latex">{html.escape(latex.strip())}</code>'


@cache
def _converter_with(macros: tuple[tuple[str, str], ...]) -> Formulas:
    return Formulas(dict(macros))


def _formulas(config: Config) -> Formulas:
    return _converter_with(tuple(sorted(macros_of(config).items())))


def macros_of(config: Config) -> dict[str, str]:
    """Return the macros that a project defines for MathJax, without their backslashes."""
    macros: dict[str, str] = {}
    for name in ("mathjax3_config", "mathjax4_config"):
        tex = (getattr(config, name, None) or {}).get("tex", {})
        for macro, meaning in tex.get("macros", {}).items():
            macros[macro] = str(meaning[0] if isinstance(meaning, list | tuple) else meaning)
    return macros


def _choose_renderer(app: Sphinx, config: Config) -> None:
    if config.html_math_renderer is not None:
        return
    others = set(app.registry.html_inline_math_renderers) - {_NAME, "mathjax"}
    if others:
        # As Sphinx would choose without us: the extension somebody added.
        config.html_math_renderer = min(others)
    elif config.mathjax_path == MATHJAX_URL:
        config.html_math_renderer = _NAME
    else:
        config.html_math_renderer = "mathjax"
