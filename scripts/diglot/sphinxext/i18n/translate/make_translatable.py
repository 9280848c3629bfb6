"""Blocks that Sphinx would not extract a message from, although they have words to translate."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from diglot.formulas.comments import without_comments
from diglot.sphinxext.transforms import priorities
from diglot.sphinxext.transforms.descendants import nodes_of


class MakeTranslatable(SphinxTransform):
    """Prepares table cells and formulas, and with ``diglot_code = "whole"`` code blocks.

    Sphinx extracts a message only from a block with a source and a line. MyST parses the content
    of a directive before it is part of the document, so the cells of such a table have neither;
    they get those of the table. Before its release 5.2 it leaves formulas without a
    source, and with line feeds around them; before 5.0 descriptions of pages wait for a writer.
    """

    default_priority = priorities.MAKE_TRANSLATABLE

    def apply(self, **_kwargs: Any) -> None:
        """Prepare the blocks of the document."""
        self._put_descriptions()
        for table in nodes_of(self.document, nodes.table):
            for block in table.findall(nodes.paragraph):
                if not block.source and isinstance(block.parent, nodes.entry):
                    block.source = table.source or self.document["source"]
                    block.line = block.line or table.line or 1
                    block.rawsource = block.rawsource or block.astext()
        for formula in nodes_of(self.document, nodes.math_block):
            formula.source = formula.source or self.document["source"]
            written = formula.rawsource or formula.astext()
            # A message is one line: there, a comment would hide all that comes after it.
            formula.rawsource = without_comments(written).strip()
        if self.config.diglot_code == "whole":
            for code in self.document.findall(nodes.literal_block):
                code["translatable"] = True

    def _put_descriptions(self) -> None:
        """Put descriptions into the document now, which a transform would do after translation."""
        transformer = self.document.transformer
        for pending in nodes_of(self.document, nodes.pending):
            waiting = pending.details.get("nodes", ())
            if waiting and all(isinstance(node, nodes.meta) for node in waiting):
                others = [known for known in transformer.transforms if known[2] is not pending]
                transformer.transforms = others
                pending.replace_self(waiting)
