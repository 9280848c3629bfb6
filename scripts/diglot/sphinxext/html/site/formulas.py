"""Formulas as MathML, made at build time, so that pages need neither a script nor a network.

A formula that is refused is shown as its LaTeX source.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.ext.mathjax import MATHJAX_URL
from sphinx.locale import _ as sphinx_text
from sphinx.util.math import get_node_equation_number

from diglot.core.codes import Code
from diglot.core.i18n import _
from diglot.formulas.mathml import NotConverted
from diglot.sphinxext.config.formulas import block_latex, formulas_of
from diglot.sphinxext.html.builders import makes_site
from diglot.sphinxext.reporting.warn import warn

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

_NAME = "mathml"


def register(app: Sphinx) -> None:
    """Offer the renderer and choose it, unless the project has chosen for itself."""
    app.add_html_math_renderer(_NAME, (_visit_inline, None), (_visit_block, None))
    app.connect("config-inited", _choose_renderer)
    app.connect("html-page-context", _ask_for_face)


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
    formulas = formulas_of(visitor.config)
    try:
        return formulas.mathml(latex, page=visitor.builder.current_docname, block=block)
    except NotConverted as error:
        warn(
            Code.MATH_NOT_CONVERTED,
            _("a formula cannot be converted to MathML: {error}", error=error.reason),
            at=node,
            hint=_(
                "the page shows its LaTeX source; write it in simpler LaTeX, or set "
                "html_math_renderer to another renderer"
            ),
        )
        return f'<code class="diglot-latex">{html.escape(latex.strip())}</code>'


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


def _ask_for_face(
    app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    if makes_site(app.builder) and "<math" in context.get("body", ""):
        address = context["pathto"]("_static/diglot-formulas.js", 1)
        # Not `async`: it must come before the first layout.
        script = f'<script src="{html.escape(address)}"></script>\n'
        context["metatags"] = (context.get("metatags") or "") + script
