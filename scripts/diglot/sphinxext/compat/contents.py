"""What Sphinx makes the contents of a whole project of, cut down to what is shown."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment


def with_titles_only(env: BuildEnvironment) -> BuildEnvironment:
    """Return the environment without the sections that Sphinx would copy, only to drop them."""
    shallow = object.__new__(type(env))
    vars(shallow).update(vars(env))
    # Those with a toctree anywhere hold other documents.
    holders = env.toctree_includes
    shallow.tocs = {
        docname: toc if docname in holders else _without_sections(toc)
        for docname, toc in env.tocs.items()
    }
    return shallow


def _without_sections(toc: nodes.bullet_list) -> nodes.bullet_list:
    copy = toc.copy()
    # The nodes keep their parents: whoever shows them copies them first.
    copy.children = [_without_own(child) for child in toc.children]
    return copy


def _without_own(item: nodes.Node) -> nodes.Node:
    """Return an entry without the sections below it."""
    if not isinstance(item, nodes.list_item) or len(item) != 2:
        return item
    title, sections = item.children
    if not isinstance(title, addnodes.compact_paragraph) or not isinstance(
        sections, nodes.bullet_list
    ):
        return item
    copy = item.copy()
    copy.children = [title]
    return copy
