"""Which blocks of two documents belong together."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from diglot.adopt.pairing import CERTAIN, LIKELY, Block, pair

_KINDS = st.sampled_from(["raw text", "paragraph", "list item", "code block"])
_BLOCKS = st.builds(
    Block,
    _KINDS,
    st.text("字a ", max_size=60),
    st.lists(st.sampled_from("123"), max_size=2).map(tuple),
)
_DOCUMENTS = st.lists(_BLOCKS, max_size=12)


def _document(*lines: str) -> list[Block]:
    return [Block("heading" if line.startswith("#") else "paragraph", line) for line in lines]


def test_equal_structures_pair_in_order() -> None:
    source = _document("# 开始", "先装好它。", "然后运行一次，看看结果是不是对的，再继续往下读。")
    target = _document(
        "# Begin",
        "Install it first.",
        "Then run it once, see whether the result is right, and go on reading from there.",
    )
    assert [(match.source, match.target) for match in pair(source, target)] == [
        (0, 0),
        (1, 1),
        (2, 2),
    ]


def test_a_paragraph_that_one_side_lacks_has_no_partner() -> None:
    source = [
        Block("paragraph", "字" * 40, ("`pip`",)),
        Block("paragraph", "字" * 41, ("`npm`",)),
        Block("paragraph", "字" * 42, ("`make`",)),
    ]
    target = [
        Block("paragraph", "w" * 120, ("`pip`",)),
        Block("paragraph", "w" * 126, ("`make`",)),
    ]
    found = pair(source, target)
    assert [(match.source, match.target) for match in found] == [(0, 0), (2, 1)]
    assert all(match.score >= CERTAIN for match in found)


def test_twins_without_anchors_are_not_certain() -> None:
    source = [Block("paragraph", "字" * 40), Block("paragraph", "字" * 40)]
    assert not any(
        match.score >= CERTAIN for match in pair(source, [Block("paragraph", "w" * 120)])
    )


@given(_DOCUMENTS, _DOCUMENTS)
def test_pairs_are_of_one_group_never_cross_and_never_share(
    source: list[Block], target: list[Block]
) -> None:
    found = pair(source, target)
    assert all(source[match.source].group == target[match.target].group for match in found)
    assert all(LIKELY <= match.score <= 1 for match in found)
    for match, following in pairwise(found):
        assert match.source < following.source
        assert match.target < following.target


@given(_DOCUMENTS)
def test_a_document_pairs_with_itself_as_it_does_backwards(document: list[Block]) -> None:
    found = {(match.source, match.target) for match in pair(document, document)}
    last = len(document) - 1
    mirrored = pair(document[::-1], document[::-1])
    assert found == {(last - match.source, last - match.target) for match in mirrored}


def test_an_item_may_translate_a_paragraph_but_code_may_not() -> None:
    text = Block("paragraph", "字" * 30)
    assert pair([text], [Block("list item", "w" * 72)])
    assert not pair([text], [Block("code block", "w" * 72)])


def test_borrowed_words_tell_twins_apart() -> None:
    source = [Block("list item", "用某某", words=frozenset({word})) for word in ("uv", "npm")]
    target = [Block("list item", "use it", words=frozenset({"npm", "use"}))]
    (found,) = pair(source, target)
    assert found.source == 1
    assert found.score >= CERTAIN


def test_a_free_translation_without_a_rival_is_likely_not_certain() -> None:
    source = [Block("paragraph", "字" * 200, ("`a`", "`b`", "3"))]
    (found,) = pair(source, [Block("paragraph", "w" * 20, ("7",))], 1.0)
    assert LIKELY <= found.score < CERTAIN
