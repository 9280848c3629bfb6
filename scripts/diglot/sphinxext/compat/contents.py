"""What Sphinx makes the contents of a whole project of, cut down to what is shown."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment


def with_titles_only(env: BuildEnvironment) -> BuildEnvironment:
    """Return the environment without the sections that Sphinx would copy, only to drop them."""
    shallow = object.__new__(type(env))
    vars(shallow).update(vars(env))
    shallow.tocs = {docname: _without_sections(toc) for docname, toc in env.tocs.items()}
    return shallow


def _without_sections(toc: nodes.bullet_list) -> nodes.bullet_list:
    copy = toc.copy()
    # The nodes keep their parents: whoever shows them copies them first.
    copy.children = [_without_own(child) for child in toc.children]
    return copy


def _without_own(item: nodes.Node) -> nodes.Node:
    """Return an entry without the sections below it, unless they hold other documents."""
    if not isinstance(item, nodes.list_item) or len(item) != 2:
        return item
    title, sections = item.children
    is_plain = isinstance(title, addnodes.compact_paragraph) and isinstance(
        sections, nodes.bullet_list
    )
    if not is_plain or any(True for _toctree in sections.findall(addnodes.toctree)):
        return item
    copy = item.copy()
    copy.children = [title]
    return copy
