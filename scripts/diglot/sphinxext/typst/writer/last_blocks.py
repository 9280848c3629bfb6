"""Groups the last blocks of a document, of which the theme keeps some on its last page."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

from diglot.sphinxext.transforms.kinds import is_unseen
from diglot.sphinxext.typst.writer.context import Context
from diglot.sphinxext.typst.writer.foot_rooms import foot_room
from diglot.sphinxext.typst.writer.grouped import last_blocks
from diglot.sphinxext.typst.writer.keeps import announces
from diglot.sphinxext.typst.writer.lengths import letters_of
from diglot.sphinxext.typst.writer.page_classes import holds_page
from diglot.sphinxext.typst.writer.tables import MANY_COLUMNS
from diglot.typeset.markup import NOTHING, Markup, call, literal

# In Latin letters: what makes a fifth of any page.
_ENOUGH = 1000
# What is longer goes over a page's end, and is not laid out as a whole.
_MOST = 4 * _ENOUGH

_TEXT = (
    nodes.paragraph,
    nodes.bullet_list,
    nodes.enumerated_list,
    nodes.definition_list,
    nodes.field_list,
    nodes.block_quote,
    nodes.line_block,
    nodes.literal_block,
    nodes.Admonition,
    addnodes.glossary,
)
# What floats, or may be as high as a page.
_NOT_TEXT = (nodes.figure, nodes.image, nodes.raw)
# What prints nothing at the end of a document.
_ELSEWHERE = (nodes.footnote, nodes.transition)


def group_last_blocks(*doctrees: nodes.document) -> None:
    """Put the last blocks of a document into one `last_blocks` node, short sections with them.

    `doctrees` are the same document in one language or in two; in two, the same blocks are taken
    in both.
    """
    steps = _end_of(doctrees)
    for end in zip(*reversed(steps), strict=True):
        _group([part for block in end for part in _divided(block)])


def write_last_blocks(node: nodes.Element, ctx: Context) -> Markup:
    """The last blocks, each with whether it begins with a heading, and what leaves room for its
    notes: that must stand before what stays whole. A section has a mark before all of them.
    """
    key = f"{ctx.label('')}last:"
    printed = [(child, block) for child, block in ctx.each_block(node) if block != NOTHING]
    has_mark = isinstance(node.parent, nodes.section) and ctx.label_of(node.parent) is not None
    # What stays whole under a heading leaves room before that.
    inside = isinstance(node.previous_sibling(), (nodes.title, nodes.rubric))
    rooms = [
        NOTHING if at == 0 and has_mark else foot_room(f"{key}{at}", block, inside=inside)
        for at, (_, block) in enumerate(printed)
    ]
    return call(
        "last-blocks",
        *(
            literal([isinstance(child, nodes.section), room, block])
            for room, (child, block) in zip(rooms, printed, strict=True)
        ),
    )


Blocks = tuple[nodes.Element, ...]
"""A block in each language."""


def _end_of(sections: Blocks) -> list[Blocks]:
    """Return the blocks at the end that make enough lines, the last one first.

    What announces the first of them is one, too, as it may be in another section than they will be.
    Short sections are among them as a whole, of a longer one its last blocks; never one of the
    document's own sections, each of which may begin a page.
    """
    while True:
        last, *before = [*_in_step(sections), None]
        if last is None or not _are_sections(last):
            break
        if before[0] and _are_short(last) and not isinstance(sections[0], nodes.document):
            break
        sections = last
    end: list[Blocks] = []
    width = 0
    for blocks in _blocks_from_the_end(sections):
        same = len({type(block) for block in blocks}) == 1
        is_enough = width >= _ENOUGH and not any(map(announces, blocks))
        if not same or not all(map(_is_text, blocks)) or is_enough:
            break
        own = max(map(letters_of, blocks))
        if own > _MOST:
            break
        end.append(blocks)
        width += own
    return end


def _in_step(sections: Blocks) -> Iterator[Blocks]:
    return zip(*map(_visible_from_the_end, sections), strict=False)


def _blocks_from_the_end(sections: Blocks) -> Iterator[Blocks]:
    """Yield the blocks of a section, the last one first; those of long sections one by one."""
    for blocks in _in_step(sections):
        if _are_sections(blocks) and not _are_short(blocks):
            yield from _blocks_from_the_end(blocks)
        else:
            yield blocks


def _visible_from_the_end(section: nodes.Element) -> Iterator[nodes.Element]:
    for child in reversed(section.children):
        if isinstance(child, nodes.Element) and not _is_invisible(child):
            yield child


def _are_sections(blocks: Blocks) -> bool:
    return all(isinstance(block, nodes.section) for block in blocks)


def _are_short(sections: Blocks) -> bool:
    return all(_is_text(section) and letters_of(section) < _ENOUGH for section in sections)


def _is_text(block: nodes.Element) -> bool:
    if holds_page(block):
        return False
    if isinstance(block, nodes.section):
        return all(
            isinstance(child, nodes.Element)
            and (isinstance(child, nodes.title) or _is_invisible(child) or _is_text(child))
            for child in block.children
        )
    parts = block.findall(nodes.Element)
    return _is_kind_of_text(block) and not any(isinstance(part, _NOT_TEXT) for part in parts)


def _is_kind_of_text(block: nodes.Element) -> bool:
    if isinstance(block, nodes.table):
        # A wider one may have a page of its own.
        return len(list(block.findall(nodes.colspec))) < MANY_COLUMNS
    return isinstance(block, _TEXT) or "literal-block-wrapper" in block["classes"]


def _is_invisible(node: nodes.Node) -> bool:
    wrapper = isinstance(node, nodes.compound) and "toctree-wrapper" in node["classes"]
    return wrapper or is_unseen(node) or isinstance(node, _ELSEWHERE)


def _divided(block: nodes.Element) -> Iterator[nodes.Element]:
    """Replace a list of definitions by lists of one item, which look the same; yield them."""
    holder = block.children[0] if isinstance(block, addnodes.glossary) else block
    alone = holder is block or len(block.children) == 1
    if not isinstance(holder, nodes.definition_list) or not alone:
        yield block
        return
    at = block.parent.index(block)
    for number, item in enumerate(holder.children):
        part = _with_only(holder, item, number)
        if holder is not block:
            part = _with_only(block, part, number)
        block.parent.insert(at + number, part)
        yield part
    block.parent.remove(block)


def _with_only(whole: nodes.Element, child: nodes.Node, number: int) -> nodes.Element:
    """Return a copy of a node that has only one child; the first copy keeps the ids."""
    part = whole.copy()
    part += child
    part.line = child.line or whole.line
    if number:
        part["ids"] = []
    return part


def _group(blocks: list[nodes.Element]) -> None:
    """Put blocks into a group in the section of the last one."""
    group = last_blocks("")
    group.line, group.source = blocks[0].line, blocks[0].source
    section = blocks[-1].parent
    first = next(block for block in blocks if block.parent is section)
    section.insert(section.index(first), group)
    for block in blocks:
        block.parent.remove(block)
        group += block
