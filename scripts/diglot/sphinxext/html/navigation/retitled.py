"""Which titles in the navigation have changed, where nothing else of it has.

To make the tree of a thousand documents takes a quarter of a second, which is long for somebody
who has changed a title and looks at the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, slots=True)
class Contents:
    """What the navigation was made of.

    Documents that are read again have another table of contents than before; it is the same
    object where they are not.
    """

    tables: Mapping[str, nodes.bullet_list]
    includes: Mapping[str, list[str]]
    numbers: Mapping[str, Any]

    @classmethod
    def of(cls, env: BuildEnvironment) -> Contents:
        """Return the contents as they are now."""
        return cls(dict(env.tocs), dict(env.toctree_includes), dict(env.toc_secnumbers))

    def retitled_in(self, env: BuildEnvironment) -> dict[str, nodes.bullet_list] | None:
        """Return the first lines of the tables of documents that may have other titles now.

        None where more than titles may have changed: the order, numbers, or titles that a toctree
        says by itself.
        """
        if (
            self.tables.keys() != env.tocs.keys()
            or self.includes != env.toctree_includes
            or self.numbers != env.toc_secnumbers
        ):
            return None
        changed = {name for name, table in env.tocs.items() if table is not self.tables[name]}
        titles = {name: _title_of(env.tocs[name]) for name in sorted(changed)}
        found = {name: title for name, title in titles.items() if title is not None}
        bound = {env.config.root_doc, *env.toctree_includes, *_titled_by_others(env, changed)}
        is_plain = all(_title_of(self.tables[name]) is not None for name in changed)
        return found if is_plain and len(found) == len(changed) and not bound & changed else None


def _title_of(table: nodes.bullet_list) -> nodes.bullet_list | None:
    """Return the title in the contents of a document that has just one and no toctree."""
    item = table.children[0] if len(table) == 1 else None
    if not isinstance(item, nodes.list_item) or any(table.findall(_is_more)):
        return None
    line = item.children[0]
    if not isinstance(line, addnodes.compact_paragraph):
        return None
    return nodes.bullet_list("", nodes.list_item("", line.deepcopy()))


def _is_more(node: nodes.Node) -> bool:
    return isinstance(node, (addnodes.toctree, addnodes.only))


def _titled_by_others(env: BuildEnvironment, docnames: Set[str]) -> Iterator[str]:
    """Yield those of some documents that a toctree gives a title of its own."""
    for name in env.toctree_includes:
        for toctree in env.tocs[name].findall(addnodes.toctree):
            yield from (entry for title, entry in toctree["entries"] if title and entry in docnames)
