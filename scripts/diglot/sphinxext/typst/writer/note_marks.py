"""Where the mark of a note stands: what comes right before it."""

from __future__ import annotations

from docutils import nodes

from diglot.sphinxext.typst.writer.context import Context
from diglot.sphinxext.typst.writer.runs import script_run, sibling
from diglot.sphinxext.typst.writer.scripts import HAN, script_of

# Full-width signs that are blank on their right; 。 and ， keep their space before a mark.
_CLOSERS = "》」』】〉）〕"
_CLOSING_QUOTES = "”’"


def snug_after(node: nodes.Node, ctx: Context) -> dict[str, bool]:
    """Return the option of a mark that stands after `node` and goes into the blank of its end."""
    leaves = list(node.findall(nodes.Text))
    return {"snug": True} if leaves and _is_blank_on_the_right(leaves[-1], ctx) else {}


def snug_before(mark: nodes.Node, ctx: Context) -> dict[str, bool]:
    """Return that option for a mark, by what stands before it in its paragraph."""
    here = mark
    while isinstance(here.parent, nodes.TextElement):
        if before := sibling(here, -1):
            return snug_after(before, ctx)
        here = here.parent
    return {}


def _is_blank_on_the_right(leaf: nodes.Text, ctx: Context) -> bool:
    last = str(leaf)[-1:]
    if not last:
        return False
    if last in _CLOSERS:
        return True
    run = leaf.parent
    script = run["script"] if isinstance(run, script_run) else script_of(ctx.language)
    return last in _CLOSING_QUOTES and script == HAN
