"""Whether a document is printed as it was, after others have got other titles.

Any document may show a title, most do not. What they hold once their references are resolved, and
what else the writer asks about other documents, tells which.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator

from docutils import nodes
from sphinx.environment import BuildEnvironment

from diglot.sphinxext.typst.build.excerpts import references_in
from diglot.sphinxext.typst.writer.cited_titles import titles_of


def printed_of(
    doctree: nodes.document, env: BuildEnvironment, docname: str, extensions: Container[str]
) -> str:
    """Return what changes where the writer would write something else of a resolved document.

    It was stored as it was. An empty string where nobody can tell: for nodes that have handlers of
    `extensions`, by their names, which may ask for anything.
    """
    kinds = {kind for node in doctree.findall() for kind in type(node).__mro__}
    if any(kind.__name__ in extensions for kind in kinds):
        return ""
    titles = [titles_of(env, *label.split("#", 1)) for label in references_in(doctree)]
    numbers = env.toc_secnumbers.get(docname), env.toc_fignumbers.get(docname)
    held = repr((titles, numbers, list(_held(doctree))))
    return hashlib.sha256(held.encode("utf-8", "surrogatepass")).hexdigest()


def _held(doctree: nodes.document) -> Iterator[object]:
    """Yield what there is to know of each node, in order."""
    for node in doctree.findall():
        if isinstance(node, nodes.Element):
            yield type(node).__name__, len(node), sorted(node.attributes.items())
        else:
            yield str(node)
