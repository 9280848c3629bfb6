"""Pictures with captions in HTML, as figures: ``<figure>``, and what is centred under a picture."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from diglot.sphinxext.typst.writer.html_elements import CENTRED
from diglot.sphinxext.typst.writer.keeps import is_line_break, pictures_alone
from diglot.sphinxext.typst.writer.stated_numbers import begins_with_number, stated_number

# Letters: what is longer is no caption. One without a number, in a block of its own, is short.
_LONGEST = 250
_LONGEST_ALONE = 60


def make_figures(doctree: nodes.document) -> None:
    """Make a figure of each picture of HTML with its caption, and name those that have a number."""
    for block in list(doctree.findall(_is_centred)):
        assert isinstance(block, nodes.Element)  # noqa: S101 - it has a class
        if [type(child) for child in block.children] == [nodes.figure]:
            block.parent.replace(block, block.children[0])
            continue
        parts = _parts(block)
        above = block.previous_sibling()
        if parts is not None:
            block.parent.replace(block, _figure(*parts))
        elif isinstance(above, nodes.Element) and _holds_pictures(above) and _is_caption(block):
            block.parent.remove(block)
            above.parent.replace(above, _figure([above], _words_of(block)))
    for at, figure in enumerate(doctree.findall(nodes.figure)):
        # No id of docutils, Sphinx or a browser is like it.
        if not figure["ids"] and stated_number(figure) is not None:
            figure["ids"] = [f"diglot:figure:{at}"]


def _is_centred(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.container, nodes.paragraph)) and CENTRED in node["classes"]


def _parts(block: nodes.Element) -> tuple[Sequence[nodes.Node], Sequence[nodes.Node]] | None:
    """Return the pictures of a block, and the words of their caption if there is nothing else."""
    blocks = [block] if isinstance(block, nodes.paragraph) else block.children
    if len(blocks) == 1 and isinstance(blocks[0], nodes.paragraph):
        return _at_break(blocks[0])
    if len(blocks) != 2:
        return None
    pictures, words = blocks
    if not isinstance(words, nodes.paragraph) or not _holds_pictures(pictures):
        return None
    return ([pictures], words.children) if _may_be_caption(words, _LONGEST) else None


def _at_break(line: nodes.paragraph) -> tuple[Sequence[nodes.Node], Sequence[nodes.Node]] | None:
    """Return the pictures of a paragraph, and the words under them, after a line break."""
    breaks = [at for at, child in enumerate(line.children) if is_line_break(child)]
    if not breaks:
        return None
    pictures = nodes.paragraph("", "", *(node.deepcopy() for node in line.children[: breaks[-1]]))
    words = nodes.paragraph("", "", *(node.deepcopy() for node in line.children[breaks[-1] + 1 :]))
    if not _holds_pictures(pictures) or not _may_be_caption(words, _LONGEST):
        return None
    return [pictures], words.children


def _holds_pictures(node: nodes.Node) -> bool:
    """Whether a block holds pictures, and nothing else."""
    if isinstance(node, nodes.container) and len(node.children) == 1:
        node = node.children[0]
    return isinstance(node, nodes.paragraph) and bool(pictures_alone(node))


def _may_be_caption(words: nodes.Element, longest: int) -> bool:
    return 0 < len(words.astext().strip()) <= longest and not any(words.findall(nodes.image))


def _is_caption(block: nodes.Element) -> bool:
    """Whether a block under a picture is its caption: it has its number, or is short."""
    if isinstance(block, nodes.container) and [type(node) for node in block.children] != [
        nodes.paragraph
    ]:
        return False
    longest = _LONGEST if begins_with_number(block.astext()) else _LONGEST_ALONE
    # Links alone lead to other places, such as the page in another language.
    return _may_be_caption(block, longest) and not any(block.findall(nodes.reference))


def _words_of(block: nodes.Element) -> Sequence[nodes.Node]:
    return block.children[0].children if isinstance(block, nodes.container) else block.children


def _figure(pictures: Sequence[nodes.Node], words: Sequence[nodes.Node]) -> nodes.figure:
    return nodes.figure("", *pictures, nodes.caption("", "", *words))
