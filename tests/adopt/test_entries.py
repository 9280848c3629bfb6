"""What the blocks of two documents become in catalog and memory: not one is lost."""

from hypothesis import given
from hypothesis import strategies as st
from sphinx.config import Config

from diglot.adopt.entries import Adopted, PageMessage, adopt_document, joined, with_links_of
from diglot.adopt.matching import Match, match
from diglot.adopt.pairing import Block
from diglot.catalog.tokens import plain
from diglot.sphinxext.markup.myst import MystTokenizer, myst_parser_of
from diglot.sphinxext.safety.settings import myst_config

MYST = MystTokenizer(myst_parser_of(myst_config(Config())))
_MESSAGES = st.lists(
    st.builds(
        PageMessage,
        st.text("字ab ", min_size=1, max_size=9),
        st.sampled_from(["paragraph", "list item", "code block"]),
    ),
    max_size=9,
)


def adopted(source: list[PageMessage], target: list[PageMessage], matches: list[Match]) -> Adopted:
    return adopt_document(source, target, matches, lambda *_: "", plain, leaves_cjk=True)


def paragraphs(*texts: str) -> list[PageMessage]:
    return [PageMessage(text, "paragraph", "en/a.md") for text in texts]


@given(_MESSAGES, _MESSAGES)
def test_every_block_of_the_target_is_somewhere(
    source: list[PageMessage], target: list[PageMessage]
) -> None:
    blocks = [[Block(message.kind, message.msgid) for message in side] for side in (source, target)]
    matches = match(*blocks)
    found = adopted(source, target, matches)
    kept = [entry.translation for entry in (*found.translations.values(), *found.memory)]
    msgids = [message.msgid for message in source]
    for index, message in enumerate(target):
        owner = next((match for match in matches if index in match.targets), None)
        whole = joined([target[index].msgid for index in owner.targets]) if owner else message.msgid
        assert whole in kept or whole in msgids
    assert found.confirmed + found.fuzzy + found.same + found.left == len(target)


def test_sure_pairs_are_confirmed_and_others_fuzzy_with_the_score() -> None:
    found = adopted(
        paragraphs("一", "二", "三"),
        paragraphs("one", "two", "three", "and"),
        [Match(0, (0,), 0.99), Match(1, (1,), 0.7), Match(2, (2, 3), 0.99, is_whole=False)],
    )
    assert found.translations["一"].flags == frozenset()
    assert found.translations["二"].fuzzy
    assert found.translations["二"].comments.extracted == (
        "diglot: paired by structure (70 % sure)",
    )
    assert found.translations["三"].fuzzy
    assert found.translations["三"].translation == "three and"
    assert (found.confirmed, found.fuzzy, found.left) == (1, 3, 0)


def test_a_translation_that_cannot_be_shown_is_fuzzy_with_the_reason() -> None:
    found = adopt_document(
        paragraphs("一"),
        paragraphs("one"),
        [Match(0, (0,), 1.0)],
        lambda *_: "raw HTML <a\n>",
        plain,
        leaves_cjk=True,
    )
    (note,) = found.translations["一"].comments.extracted
    assert note == "diglot: paired by structure (99 % sure); raw HTML <a >"


def test_blocks_that_nobody_translated_stay_empty() -> None:
    found = adopted(paragraphs("一"), paragraphs("一"), [Match(0, (0,), 1.0)])
    assert (found.same, found.translations, found.memory) == (1, {}, [])


def test_another_translation_of_the_same_message_goes_to_the_memory() -> None:
    matches = [Match(0, (0,), 1.0), Match(1, (1,), 1.0), Match(2, (2,), 1.0)]
    found = adopted(paragraphs("一", "一", "一"), paragraphs("one", "two", "two"), matches)
    assert found.translations["一"].translation == "two"
    assert [(entry.msgid, entry.translation) for entry in found.memory] == [("一", "one")]
    assert (found.confirmed, found.left) == (2, 1)


def test_links_keep_the_headings_of_the_source() -> None:
    text = with_links_of("见[一](a.md#步骤)", "see [one](a.md#steps)", MYST)
    assert text == "see [one](a.md#步骤)"
    assert with_links_of("![图](./a.png)", "![it](a.png)", MYST) == "![it](./a.png)"
    other = "see [one](b.md#steps)"
    assert with_links_of("见[一](a.md#步骤)", other, MYST) == other
