"""Blocks that no translation would reach as MyST leaves them."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from diglot.sphinxext.transforms import order


class RepairSources(SphinxTransform):
    """Gives cells of tables the source that their table has; without one they are no message.

    MyST reads what stands inside a directive before it belongs to the document.
    """

    default_priority = order.REPAIR

    def apply(self, **_kwargs: Any) -> None:
        """Repair the document."""
        for table in self.document.findall(nodes.table):
            for block in table.findall(nodes.paragraph):
                if not block.source and isinstance(block.parent, nodes.entry):
                    block.source = table.source or self.document["source"]
                    block.line = block.line or table.line or 1
                    block.rawsource = block.rawsource or block.astext()
        if self.config.diglot_code == "whole":
            for code in self.document.findall(nodes.literal_block):
                code["translatable"] = True
