"""Links to pages that only a site has, such as its search: print leaves out lists of them."""

from __future__ import annotations

from docutils import nodes

from diglot.sphinxext.typst.writer.addresses import TARGET_SIGN

# Sphinx's own pages, by the documents that their addresses name.
_PAGES = frozenset({"genindex", "py-modindex", "modindex", "search"})


def remove_site_pages(doctree: nodes.document) -> None:
    """Remove items that only lead to a site's indexes and search, and sections they leave empty.

    The file that ``sphinx-quickstart`` writes ends in a section "Indices and tables" of them.
    """
    for item in list(doctree.findall(nodes.list_item)):
        if _leads_to_site_page(item):
            _remove_with_what_it_leaves_empty(item)


def _leads_to_site_page(item: nodes.list_item) -> bool:
    links = list(item.findall(nodes.reference))
    return (
        len(links) == 1
        and links[0].astext().strip() == item.astext().strip()
        and links[0].get("refuri", "").removeprefix(TARGET_SIGN).partition("#")[0] in _PAGES
    )


def _remove_with_what_it_leaves_empty(node: nodes.Element) -> None:
    above = node.parent
    above.remove(node)
    is_empty_list = isinstance(above, nodes.bullet_list) and not above.children
    if is_empty_list or _is_bare(above):
        _remove_with_what_it_leaves_empty(above)


def _is_bare(node: nodes.Element) -> bool:
    """Whether a node is a section of which only the title is left; a document keeps its first."""
    kept = (nodes.title, nodes.comment, nodes.target)
    is_first = (
        isinstance(node.parent, nodes.document) and node.parent.next_node(nodes.section) is node
    )
    return (
        isinstance(node, nodes.section)
        and not is_first
        and all(isinstance(child, kept) for child in node.children)
    )
