"""Which blocks are translations of which, where documents are long, or blocks were split."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from diglot.adopt import matching
from diglot.adopt.matching import match
from diglot.adopt.pairing import CERTAIN, Block

_BLOCKS = st.builds(
    Block,
    st.sampled_from(["heading", "paragraph", "list item", "code block"]),
    st.text("字a ", max_size=60),
    st.lists(st.sampled_from("123"), max_size=2).map(tuple),
).map(
    lambda message: Block(
        message.kind, message.text, message.anchors, depth=message.kind == "heading"
    )
)
_DOCUMENTS = st.lists(_BLOCKS, max_size=14)


def heading(text: str, depth: int = 2) -> Block:
    return Block("heading", text, depth=depth)


def paragraph(text: str, *anchors: str) -> Block:
    return Block("paragraph", text, anchors)


@given(_DOCUMENTS, _DOCUMENTS)
def test_matches_never_cross_and_never_share(source: list[Block], target: list[Block]) -> None:
    found = match(source, target)
    assert all(0 <= pair.source < len(source) for pair in found)
    for pair, following in pairwise(found):
        assert pair.source < following.source
        assert pair.targets[-1] < following.targets[0]
    for pair in found:
        assert list(pair.targets) == list(range(pair.targets[0], pair.targets[-1] + 1))


def test_a_section_that_one_side_lacks_does_not_disturb_the_next() -> None:
    source = [heading("安装"), paragraph("字" * 40, "pip"), heading("用法"), paragraph("字" * 41)]
    more = [heading("News"), paragraph("w" * 90, "7.1"), paragraph("w" * 60, "7.2")]
    target = [
        heading("Install"), paragraph("w" * 100, "pip"), *more,
        heading("Usage"), paragraph("w" * 100),
    ]  # fmt: skip
    assert [(pair.source, pair.targets) for pair in match(source, target)] == [
        (0, (0,)), (1, (1,)), (2, (5,)), (3, (6,)),
    ]  # fmt: skip


def test_a_paragraph_that_was_split_gets_both_halves_and_is_not_whole() -> None:
    source = [paragraph("字" * 30, "a"), paragraph("字" * 120), paragraph("字" * 30, "b")]
    target = [
        paragraph("w" * 72, "a"), paragraph("w" * 150), paragraph("w" * 138),
        paragraph("w" * 72, "b"),
    ]  # fmt: skip
    found = match(source, target)
    assert [(pair.source, pair.targets, pair.is_whole) for pair in found] == [
        (0, (0,), True), (1, (1, 2), False), (2, (3,), True),
    ]  # fmt: skip


def test_a_block_that_fits_better_with_its_neighbour_is_not_whole() -> None:
    source = [paragraph("字" * 300, "a"), paragraph("字" * 120), paragraph("字" * 300, "b")]
    ends = paragraph("w" * 720, "a"), paragraph("w" * 720, "b")
    for extra, size, is_whole in ((50, 240, False), (150, 288, True)):
        target = [ends[0], paragraph("w" * extra), paragraph("w" * size), ends[1]]
        found = {pair.source: pair for pair in match(source, target)}
        assert (found[1].targets, found[1].is_whole) == ((2,), is_whole)


def test_paragraphs_that_were_joined_are_not_whole() -> None:
    source = [paragraph("字" * 20, "a"), *[paragraph("字" * 60)] * 2, paragraph("字" * 20, "b")]
    target = [paragraph("w" * 48, "a"), paragraph("w" * 288), paragraph("w" * 48, "b")]
    found = [pair for pair in match(source, target) if pair.targets == (1,)]
    assert [pair.is_whole for pair in found] in ([], [False])


def test_long_documents_are_cut_at_blocks_that_nothing_else_is_like() -> None:
    number = matching._MANY
    assert number < 600 * 600
    source = [paragraph("字" * 20, str(index)) for index in range(600)]
    target = [paragraph("w" * 48, str(index)) for index in range(600) if index != 300]
    found = match(source, target)
    assert [pair.targets[0] for pair in found] == list(range(599))
    assert 300 not in [pair.source for pair in found]
    assert all(pair.score >= CERTAIN for pair in found)
