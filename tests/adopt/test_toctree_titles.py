"""Titles in toctrees, whose translations navigation tells."""

from diglot.adopt.blocks import block
from diglot.adopt.entries import Adopted, PageMessage, entry_of
from diglot.adopt.toctree_titles import add_titles, without_titles
from diglot.catalog.tokens import plain

TITLES = {"Quickstart": "快速开始", "Getting started": "快速开始"}


def test_titles_alone_are_not_paired() -> None:
    messages = [PageMessage("Quickstart", kind) for kind in ("table of contents", "paragraph")]
    blocks = [block(message.msgid, message.kind, plain) for message in messages]
    assert without_titles(messages, blocks, TITLES) == (messages[1:], blocks[1:])


def test_two_titles_have_one_translation() -> None:
    adopted = Adopted()
    add_titles(adopted, TITLES, 1)
    assert adopted.confirmed == 1
    assert {msgid: entry.translation for msgid, entry in adopted.translations.items()} == TITLES


def test_what_the_text_says_for_sure_stays_and_no_word_is_lost() -> None:
    sure, unsure = entry_of("Quickstart", "快速入门"), entry_of("Getting started", "入门", "why")
    adopted = Adopted({entry.msgid: entry for entry in (sure, unsure)})
    add_titles(adopted, TITLES, 1)
    assert adopted.translations["Quickstart"] == sure
    assert adopted.translations["Getting started"].translation == "快速开始"
    assert [entry.translation for entry in adopted.memory] == ["快速开始", "入门"]
