"""What a domain is that only keeps data, so that Sphinx pickles, merges and forgets them."""

from __future__ import annotations

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment


class Keeper(Domain):
    """A domain that no reference leads to.

    Sphinx and MyST ask every domain for the target of a link; MyST warns of those that leave
    the question unanswered.
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
        """Return nothing: what is kept here is no target."""
        del env, fromdocname, builder, target, node, contnode
        return []
