"""Entries of another extractor's catalog find the messages that say the same."""

from collections.abc import Sequence

import pytest

from diglot.adopt.entries import Adopted, PageMessage
from diglot.adopt.page_messages import adopt_messages, key_of
from diglot.catalog.entry import Comments, Entry


def entry(
    msgid: str, msgstr: str, reference: str = "src/a.md:3", *, flags: frozenset[str] = frozenset()
) -> Entry:
    comments = Comments(references=(reference,))
    return Entry(msgid, (msgstr,), 0, (0, 0), flags=flags, comments=comments)


def adopted(messages: dict[str, Sequence[str]], *entries: Entry) -> dict[str, Adopted]:
    return adopt_messages(
        {
            name: [PageMessage(text, "paragraph") for text in texts]
            for name, texts in messages.items()
        },
        entries,
        lambda _name: lambda _msgid, msgstr: "it shouts" if "!" in msgstr else "",
        lambda reference: reference.removeprefix("src/").partition(".")[0],
    )


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("One\ntwo.", "One two."),
        ("It's _so_.", "It's *so*."),
        ("a\\_b", "a_b"),
        ("See [it][1] and [that].", "See [it](https://example.org/) and [that]."),
    ],
)
def test_markup_may_be_spelled_otherwise(ours: str, theirs: str) -> None:
    assert key_of(ours) == key_of(theirs)


def test_each_entry_is_counted_once_and_none_is_lost() -> None:
    made = adopted(
        {"index": ["One."], "a": ["One.", "Two.", "Three.", "New."]},
        entry("One.", "一。"),
        entry("Two.", "二！", flags=frozenset({"fuzzy"})),
        entry("Three.", "三!"),
        entry("Old.", "旧。"),
        entry("One\\.", "壹。", "src/gone.md"),
        entry("Untranslated.", ""),
    )
    everything = made.values()
    assert [sum(getattr(page, name) for page in everything) for name in ("confirmed", "fuzzy")] == [
        1,
        2,
    ]
    assert made["index"].translations["One."].translation == "一。"
    assert made["a"].translations["One."].translation == "一。"
    assert made["a"].translations["Three."].comments.extracted == (
        "diglot: from the old catalog; it shouts",
    )
    assert [unit.msgid for unit in made["a"].memory] == ["Old."]
    assert [unit.translation for unit in made["index"].memory] == ["壹。"]
    assert sum(page.left for page in everything) == 2
