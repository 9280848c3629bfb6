"""A Sphinx domain that only stores data.

Sphinx pickles the data of a domain with its environment, merges what parallel readers stored and
has the domain clear the data of a document that is read again or removed.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment


class DataDomain(Domain):
    """A domain without targets for cross references.

    Sphinx and MyST ask every domain for the target of a link such as ``{any}``; MyST warns of a
    domain that does not implement `resolve_any_xref`.
    """

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return no candidates."""
        del env, fromdocname, builder, target, node, contnode
        return []
