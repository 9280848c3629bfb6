from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from diglot.catalog.entry import Comments, Entry
from diglot.catalog.reader import parse_catalog
from diglot.catalog.writer import entry_text
from diglot.interchange.intake import Intake
from diglot.interchange.returned import Answer, ImportDecision, Returned
from diglot.interchange.segment import segments, version
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


def test_a_translation_of_what_a_source_was_is_taken_as_fuzzy() -> None:
    was = intake(entry("天很高，见{ref}`地`。", ""), entry("海", "Sea"))
    sent = back(was, 0, "The sky is high, see {ref}`地`.")
    held = intake(entry("天很高！见{ref}`地`。", ""), entry("海", "Sea"))
    decision = held.enter(sent)
    assert (decision.answer, decision.fuzzy) == (Answer.TAKEN, True)
    assert (
        held.data()
        .decode()
        .startswith(
            "#: talks/one.md\n#, fuzzy\n"
            '#| msgid "天很高，见{ref}`地`。"\n'
            'msgid "天很高！见{ref}`地`。"\n'
            'msgstr "The sky is high, see {ref}`地`."\n'
        )
    )


def changed(now: Entry, target: str, *, exported: str | None = None) -> ImportDecision:
    """What becomes of a translation of 天很高。, exported as `exported`, where `now` is there."""
    was = intake(entry("天很高。", exported or ""))
    sent = back(was, 0, target)
    of_export = version(exported, fuzzy=False) if exported is not None else None
    return intake(now).enter(replace(sent, version=of_export))


def test_what_somebody_translated_meanwhile_stays() -> None:
    now = entry("天很高！", "The sky!")
    assert changed(now, "Sky.", exported="").answer is Answer.REFUSED
    assert changed(now, "Sky.", exported="The sky.").answer is Answer.REFUSED
    assert changed(now, "Sky.", exported="The sky!").answer is Answer.TAKEN
    assert changed(entry("天很高！", "The sky.", fuzzy=True), "Sky.", exported="The sky.").fuzzy
    assert changed(now, "The sky.", exported="The sky.").answer is Answer.UNCHANGED


def test_another_message_is_not_what_a_source_has_become() -> None:
    assert "changed or is gone" in changed(entry("海是咸的。", ""), "Sky.").reason
    was = intake(entry("第一段话。", ""), entry("第二段话。", ""))
    first, second = back(was, 0, "The first."), back(was, 1, "The second.")
    held = intake(entry("第二段话。", ""))
    assert held.enter(second).answer is Answer.TAKEN
    assert "changed or is gone" in held.enter(first).reason
    codes = changed(entry("天很{ref}`高`。", ""), "Sky.")
    assert codes.answer is Answer.REFUSED


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


def test_a_comment_on_what_has_another_source_now_is_kept() -> None:
    sent, held = intake(entry("天是蓝的。", "")), intake(entry("天是蓝的！", ""))
    returned = back(sent, 0, "The sky is blue.", comment="Really?")
    assert held.enter(returned).answer is Answer.TAKEN
    assert held.add_comment(returned)
    text = held.data().decode()
    assert text.startswith("# Really?\n")
    assert '#, fuzzy\n#| msgid "天是蓝的。"\nmsgid "天是蓝的！"\nmsgstr "The sky is blue."' in text
