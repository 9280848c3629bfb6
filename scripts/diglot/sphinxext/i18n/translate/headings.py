"""What MyST remembers of headings, so that links without words show the translated heading."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.nodes import clean_astext


def retitle(document: nodes.document, title: nodes.Element) -> None:
    """Let ``[](#heading)`` show the words of a translated heading."""
    heading = title if isinstance(title, nodes.rubric) else title.parent
    slugs = getattr(document, "myst_slugs", {})
    slug = heading.get("slug") if isinstance(heading, nodes.Element) else None
    if slug in slugs:
        line, node_id, _words = slugs[slug]
        # The same mapping stands in the environment's metadata, for links from other pages.
        slugs[slug] = (line, node_id, clean_astext(title))
