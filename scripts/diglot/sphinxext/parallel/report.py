"""Diagnostics of blocks that only one of the two languages has."""

from __future__ import annotations

from collections.abc import Mapping

from docutils import nodes

from diglot.core.block_kinds import block_name
from diglot.core.codes import Code
from diglot.core.i18n import _
from diglot.core.language import Language
from diglot.sphinxext.parallel.interleave import Pair, Side, unpaired
from diglot.sphinxext.reporting.warn import warn


def report_unpaired(paired: Pair, docname: str, languages: Mapping[Side, Language]) -> None:
    """Warn of each block of a document that the other language does not have."""
    for alone in unpaired(paired):
        if _is_in_contents(alone.node):
            # Toctrees are not written twice: conf.py excludes pages in one of the languages.
            continue
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


def _is_in_contents(node: nodes.Node | None) -> bool:
    while node is not None:
        if isinstance(node, nodes.compound) and "toctree-wrapper" in node["classes"]:
            return True
        node = node.parent
    return False
