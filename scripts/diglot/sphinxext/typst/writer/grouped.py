"""Groups of blocks that are made for print, as nodes.

They are in a module of their own, for whoever knows them but prints nothing.
"""

from __future__ import annotations

from docutils import nodes


class last_blocks(nodes.General, nodes.Element):  # noqa: N801 - docutils' nodes are lower-case
    """Holds the last blocks of a document, of which some stay together."""
