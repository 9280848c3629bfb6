"""What readers do not see is known by its class, not by what it is derived from."""

import pytest
from docutils import nodes
from sphinx import addnodes
from sphinx.ext.autosummary import autosummary_table, autosummary_toc

from diglot.sphinxext.transforms.kinds import holds_blocks, is_unseen


class remark(nodes.comment):  # noqa: N801 - docutils' nodes are lower-case
    """A node of an extension, which shows what it holds."""


class icon(nodes.General, nodes.Element):  # noqa: N801 - as above
    """A node of an extension that stands among words, as sphinx-design's icons do."""


@pytest.mark.parametrize(
    ("node", "unseen"),
    [
        (nodes.comment("", "words"), True),
        (addnodes.toctree(), True),
        (nodes.target(), True),
        (autosummary_toc("", "", addnodes.toctree()), True),
        (autosummary_table("", "", nodes.table()), False),
        (remark("", "", nodes.paragraph("", "words")), False),
        (remark(), True),
        (nodes.paragraph(), False),
    ],
)
def test_what_readers_do_not_see(node: nodes.Node, unseen: bool) -> None:
    assert is_unseen(node) is unseen


@pytest.mark.parametrize(
    ("node", "blocks"),
    [
        (nodes.section(), True),
        (nodes.paragraph("", "words"), False),
        (nodes.paragraph("", "", nodes.image(), nodes.raw(), nodes.target()), False),
        (nodes.paragraph("", "", icon(), nodes.Text(" words")), False),
        (nodes.paragraph("", "", icon(), nodes.strong("", "words")), False),
        (addnodes.compact_paragraph("", "", nodes.title(), nodes.bullet_list()), True),
        (autosummary_table("", "", nodes.table()), True),
        (nodes.Text("words"), False),
    ],
)
def test_what_holds_blocks(node: nodes.Node, blocks: bool) -> None:
    assert holds_blocks(node) is blocks
