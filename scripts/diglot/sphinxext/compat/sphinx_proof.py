"""sphinx-proof: theorems and their like, whose words its HTML writers put into their titles.

It looks for the exact tag of a title without a number, which has more attributes here, and for the
exact text of a number, which stands in two languages on parallel pages.
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path
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
    if not _is_ours(node):
        return None
    return str(get_translation("proof")(str(node["realtype"]).title()))


def named_in(language: str, node: nodes.Element, number: str) -> str:
    """Return the number of a node, in HTML, with the word for it in a language of Sphinx's."""
    if not number or not _is_ours(node):
        return number
    word = _words(language).gettext(str(node["realtype"]).title())
    return number.replace(f">{node['countertype']} ", f">{word} ", 1)


def _is_ours(node: nodes.Element) -> bool:
    return type(node).__module__.partition(".")[0] == _EXTENSION and bool(node.get("realtype"))


@cache
def _words(language: str) -> gettext.NullTranslations:
    import sphinx_proof

    folder = Path(sphinx_proof.__file__).parent / "translations" / "locales"
    return gettext.translation("proof", folder, [language], fallback=True)


def register(app: Sphinx) -> None:
    """Write titles ourselves, where the extension is loaded."""
    app.connect("config-inited", _write_titles)


def _write_titles(app: Sphinx, _: Config) -> None:
    if _EXTENSION not in app.extensions:
        return
    from sphinx_proof.nodes import (
        NODE_TYPES,
        depart_enumerable_node,
        depart_unenumerable_node,
        unenumerable_node,
        visit_enumerable_node,
        visit_unenumerable_node,
    )

    def depart_numbered(visitor: HTML5Translator, node: nodes.Element) -> None:
        (_depart if getattr(visitor, "number_side", None) else depart_enumerable_node)(
            visitor, node
        )

    app.add_node(
        unenumerable_node,
        override=True,
        html=(_visit, _depart),
        latex=(visit_unenumerable_node, depart_unenumerable_node),
    )
    for node in set(NODE_TYPES.values()):
        app.add_node(
            node,
            override=True,
            html=(visit_enumerable_node, depart_numbered),
            latex=(visit_enumerable_node, depart_enumerable_node),
        )


def _visit(visitor: HTML5Translator, node: nodes.Element) -> None:
    visitor.body.append(visitor.starttag(node, "div", CLASS="admonition"))
    title = node.next_node(nodes.title)
    if title is not None and not title.get("named"):
        title["named"] = True
        title.insert(0, nodes.inline("", f"{word_for(node)} ", classes=["caption-number"]))


def _depart(visitor: HTML5Translator, _: nodes.Element) -> None:
    visitor.body.append("</div>")
