"""Diagrams written as text (Graphviz, Mermaid), drawn by the programs of their extensions."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Callable, Container
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import SphinxError

from diglot.core.codes import Code
from diglot.core.i18n import _
from diglot.sphinxext.reporting.warn import warn


def _graphviz(module: Any, translator: SimpleNamespace, node: nodes.Element) -> Any:
    return module.render_dot(
        translator, node["code"], node["options"], "svg", filename=node.get("filename")
    )


def _inheritance(_: Any, translator: SimpleNamespace, node: nodes.Element) -> Any:
    # Whoever has such diagrams has loaded Sphinx's extension for Graphviz, too.
    graphviz = sys.modules["sphinx.ext.graphviz"]
    code = node["graph"].generate_dot("inheritance", {}, translator.builder.env)
    return graphviz.render_dot(translator, code, {}, "svg", "inheritance")


def _mermaid(module: Any, translator: SimpleNamespace, node: nodes.Element) -> Any:
    # Its SVG holds words as HTML, which nothing but a browser shows.
    return module.render_mm(translator, node["code"], node.get("options", {}), "png")


# A node's class, by name because its extension may not be there: the setting that names its
# program, and how its own extension is asked to draw it.
_KINDS = {
    "graphviz": ("graphviz_dot", _graphviz),
    "inheritance_diagram": ("graphviz_dot", _inheritance),
    "mermaid": ("mermaid_cmd", _mermaid),
}


def replace_drawings(
    doctree: nodes.document, builder: Builder, docname: str, handled: Container[str]
) -> dict[str, str]:
    """Replace each diagram whose program is installed by an image node.

    Diagrams whose class is named in `handled` are left to the extension that writes them.

    Return the paths of the images from the root of the Typst sources, by the image nodes' uri.
    """
    drawn: dict[str, str] = {}
    for node in list(doctree.findall(nodes.Element)):
        name = type(node).__name__
        kind = None if name in handled else _KINDS.get(name)
        if kind is None or not _is_installed(builder.config[kind[0]]):
            continue
        path = _drawn(node, kind[1], builder, docname)
        if path:
            image = nodes.image(uri=path.lstrip("/"), **_attributes(node))
            image.line = node.line
            node.parent.replace(node, image)
            drawn[image["uri"]] = path
    return drawn


def _is_installed(command: str | list[str]) -> bool:
    words = shlex.split(command) if isinstance(command, str) else command
    return bool(words) and shutil.which(words[0]) is not None


def _drawn(
    node: nodes.Element, render: Callable[..., Any], builder: Builder, docname: str
) -> str | None:
    """Draw; return the file's path from the root of the Typst sources, or warn and return None."""
    module = sys.modules[type(node).__module__]
    try:
        _name, file = render(module, SimpleNamespace(builder=builder), node)
    except SphinxError as error:
        reason = " ".join(str(error).split())
        warn(
            Code.TYPST_WARNING,
            _(
                "this {kind} drawing is printed as its source: {reason}",
                kind=type(node).__name__,
                reason=reason,
            ),
            at=(docname, node.line),
            hint=_("correct the drawing"),
        )
        return None
    return f"/{Path(builder.imagedir).name}/{Path(file).name}" if file else None


def _attributes(node: nodes.Element) -> dict[str, Any]:
    """Return the attributes of the image; its alternative text is the caption, else the source."""
    attributes = {
        name: node[name] for name in ("ids", "names", "classes", "align") if node.get(name)
    }
    source = node.get("code") or node.get("content", "")
    alt = node.get("alt") or (None if isinstance(node.parent, nodes.figure) else source)
    return {**attributes, "alt": " ".join(alt.split())} if alt else attributes
