"""Telling of the blocks that readers of one language alone get to see."""

from __future__ import annotations

from collections.abc import Mapping

from diglot.core.codes import Code
from diglot.core.language import Language
from diglot.sphinxext.parallel.interleave import Pair, Side, unpaired
from diglot.sphinxext.reporting.warn import warn


def report_unpaired(paired: Pair, docname: str, languages: Mapping[Side, Language]) -> None:
    """Warn of each block of a document that has no counterpart in the other language."""
    for one in unpaired(paired):
        side = Side.TARGET if one.source is None else Side.SOURCE
        warn(
            Code.UNPAIRED_BLOCK,
            f"this {one.kind.replace('_', ' ')} is there in {languages[side].name} only; "
            "the parallel edition shows it alone",
            at=(docname, one.node.line),
            hint="give both languages the same blocks, or leave it at that",
        )
