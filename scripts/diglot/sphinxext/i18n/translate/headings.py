"""MyST's table of headings, from which links such as ``[](#slug)`` take their text."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.nodes import clean_astext


def update_slug_title(document: nodes.document, title: nodes.Element) -> None:
    """Write a translated title into MyST's table of headings; nothing if it has no slug there.

    `title` is the title of a section, or a rubric, which is a heading by itself.
    """
    heading = title if isinstance(title, nodes.rubric) else title.parent
    slugs = getattr(document, "myst_slugs", {})
    slug = heading.get("slug") if isinstance(heading, nodes.Element) else None
    if slug in slugs:
        line, node_id, _source_title = slugs[slug]
        # The environment's metadata have the same mapping object, for links from other pages.
        slugs[slug] = (line, node_id, clean_astext(title))
