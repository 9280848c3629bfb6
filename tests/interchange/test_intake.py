from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from diglot.catalog.entry import Comments, Entry
from diglot.catalog.reader import parse_catalog
from diglot.catalog.writer import entry_text
from diglot.interchange.intake import Intake
from diglot.interchange.returned import Answer, Returned
from diglot.interchange.segment import segments
from exchange import SPLIT, entry


def intake(*entries: Entry, tail: str = "") -> Intake:
    data = ("\n".join(map(entry_text, entries)) + tail).encode()
    catalog = parse_catalog(data, Path("one.po"))
    return Intake(catalog, segments("one", catalog, SPLIT))


def back(
    held: Intake, at: int, target: str, *, confirmed: bool = True, comment: str = ""
) -> Returned:
    segment = list(segments("one", held.catalog, SPLIT))[at]
    return Returned("en", "one", segment.id, segment.source, target, confirmed, comment=comment)


def test_nothing_taken_leaves_every_byte() -> None:
    held = intake(entry("天", "Sky"), tail="\n\n# the end\n")
    assert held.enter(back(held, 0, "Sky")).answer is Answer.UNCHANGED
    assert held.data() == held.catalog.data


def test_a_confirmed_translation_sheds_its_doubts() -> None:
    comments = Comments(previous=('msgid "地"',), translator=("ask",))
    held = intake(entry("天", "Earth", fuzzy=True, comments=comments))
    assert held.enter(back(held, 0, "Sky")).answer is Answer.TAKEN
    assert held.data().decode() == '# ask\nmsgid "天"\nmsgstr "Sky"\n'


def test_a_doubtful_translation_keeps_what_it_was_made_for() -> None:
    comments = Comments(previous=('msgid "地"',))
    held = intake(entry("天", "Earth", fuzzy=True, comments=comments))
    held.enter(back(held, 0, "Skies", confirmed=False))
    assert held.data().decode() == '#, fuzzy\n#| msgid "地"\nmsgid "天"\nmsgstr "Skies"\n'


def test_plural_forms_are_taken_one_by_one() -> None:
    held = intake(entry("一个", "one", "many", plural="多个"))
    assert held.enter(back(held, 1, "several")).answer is Answer.TAKEN
    text = held.data().decode()
    assert 'msgstr[0] "one"\nmsgstr[1] "several"' in text
    assert "fuzzy" not in text


def test_two_files_that_disagree() -> None:
    held = intake(entry("天", ""))
    assert held.enter(back(held, 0, "Sky")).answer is Answer.TAKEN
    assert held.enter(back(held, 0, "Sky")).answer is Answer.TAKEN
    decision = held.enter(back(held, 0, "Heaven"))
    assert decision.answer is Answer.REFUSED
    assert "twice" in decision.reason
    assert b'msgstr "Sky"' in held.data()


def test_comments_are_kept_once_and_what_we_exported_is_none() -> None:
    held = intake(entry("天", "Sky", comments=Comments(("ask",), references=("a.md",))))
    sent = back(held, 0, "Sky", comment="ask\npage: a.md\n")
    assert not held.add_comment(sent)
    answered = replace(sent, comment="ask\ntoo literal?")
    assert held.add_comment(answered)
    assert not held.add_comment(answered)
    assert held.data().decode().startswith("# ask\n# too literal?\n#: a.md\n")


def test_a_broken_catalog_takes_nothing() -> None:
    held = intake(entry("天", "Sky"), tail='msgid "x\n')
    decision = held.enter(back(held, 0, "Heaven", comment="why"))
    assert decision.answer is Answer.REFUSED
    assert "broken" in decision.reason
    assert held.data() == held.catalog.data


@settings(max_examples=60)
@given(st.text(st.characters(codec="utf-8"), min_size=1), st.booleans())
def test_any_text_is_taken_as_it_is_or_refused(text: str, confirmed: bool) -> None:
    held = intake(entry("天", ""), entry("地", "Earth"))
    decision = held.enter(back(held, 0, text, confirmed=confirmed))
    first, second = parse_catalog(held.data(), Path("one.po")).entries
    if decision.answer is Answer.TAKEN:
        assert (first.translation, first.fuzzy) == (text, not confirmed)
    else:
        assert decision.reason
        assert first.translation == ""
    assert second.translation == "Earth"
