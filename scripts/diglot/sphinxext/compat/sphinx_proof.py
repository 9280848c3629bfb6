"""sphinx-proof: theorems and their like, whose words its HTML writers put into their titles.

It looks for the exact tag of a title without a number, which has more attributes here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.locale import get_translation

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

_EXTENSION = "sphinx_proof"


def word_for(node: nodes.Element) -> str | None:
    """Return what a theorem or its like is called, in the language of the build.

    None for a node of anything but sphinx-proof.
    """
    if type(node).__module__.partition(".")[0] != _EXTENSION or not node.get("realtype"):
        return None
    return str(get_translation("proof")(str(node["realtype"]).title()))


def register(app: Sphinx) -> None:
    """Write what has no number ourselves, where the extension is loaded."""
    app.connect("config-inited", _write_unnumbered)


def _write_unnumbered(app: Sphinx, _: Config) -> None:
    if _EXTENSION not in app.extensions:
        return
    from sphinx_proof.nodes import (
        depart_unenumerable_node,
        unenumerable_node,
        visit_unenumerable_node,
    )

    app.add_node(
        unenumerable_node,
        override=True,
        html=(_visit, _depart),
        latex=(visit_unenumerable_node, depart_unenumerable_node),
    )


def _visit(visitor: HTML5Translator, node: nodes.Element) -> None:
    visitor.body.append(visitor.starttag(node, "div", CLASS="admonition"))
    title = node.next_node(nodes.title)
    if title is not None and not title.get("named"):
        title["named"] = True
        title.insert(0, nodes.inline("", f"{word_for(node)} ", classes=["caption-number"]))


def _depart(visitor: HTML5Translator, _: nodes.Element) -> None:
    visitor.body.append("</div>")
