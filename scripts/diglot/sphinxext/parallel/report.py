"""Diagnostics of blocks that only one of the two languages has."""

from __future__ import annotations

from collections.abc import Mapping

from diglot.core.block_kinds import block_name
from diglot.core.codes import Code
from diglot.core.i18n import _
from diglot.core.language import Language
from diglot.sphinxext.parallel.interleave import Pair, Side, unpaired
from diglot.sphinxext.reporting.warn import warn


def report_unpaired(paired: Pair, docname: str, languages: Mapping[Side, Language]) -> None:
    """Warn of each block of a document that the other language does not have."""
    for alone in unpaired(paired):
        side = Side.TARGET if alone.source is None else Side.SOURCE
        warn(
            Code.UNPAIRED_BLOCK,
            _(
                "this {kind} is there in {language} only; the parallel edition shows it alone",
                kind=block_name(alone.kind),
                language=languages[side].name,
            ),
            at=(docname, alone.node.line),
            hint=_("give both languages the same blocks, or leave it at that"),
        )
