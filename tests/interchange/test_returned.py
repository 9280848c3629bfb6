"""What translators' tools do to a file, and what becomes of it here."""

from __future__ import annotations

import pytest

from diglot.catalog.entry import Entry
from diglot.core.errors import DiglotError
from diglot.interchange.returned import Answer, ImportDecision, decide_changed
from diglot.interchange.xliff1 import read_xliff1, write_xliff1
from diglot.interchange.xliff2 import read_xliff2, write_xliff2
from diglot.interchange.xml import parse_xml
from exchange import answers, batch, entry

TERM = entry("做{term}`训练`的**人**", "People who do {term}`training <训练>`")
CODE = entry("运行`make`再看[说明](a.html)", "")
LINK = entry("看[说明](zh.html)", "See the [nots](en.html)")
QUOTE = entry("《自然》", "*Nature*")
BLOCK = entry("a = 1\nb = 2\n", "")


def returned_to_changed(exported: Entry, edit: tuple[str, str], now: Entry) -> ImportDecision:
    """Export an entry, edit the file, read it back while the catalog holds a changed source."""
    text = write_xliff1(batch(exported)).decode()
    root = parse_xml(text.replace(*edit).encode(), "back.xlf")
    (back,) = read_xliff1(root)
    (segment,) = next(iter(batch(now).documents.values()))
    return decide_changed(segment, back)


def returned(
    one: Entry, *edits: tuple[str, str], version: int = 1, now: Entry | None = None
) -> ImportDecision:
    """Export an entry, edit the file, read it back while the catalog holds `now`."""
    sent = batch(one)
    text = (write_xliff1 if version == 1 else write_xliff2)(sent).decode()
    for old, new in edits:
        assert text.count(old) == 1, f"{old} in {text}"
        text = text.replace(old, new)
    root = parse_xml(text.encode(), "back.xlf")
    back = list((read_xliff1 if version == 1 else read_xliff2)(root))
    (decision,) = answers(batch(now or one), back)
    return decision


G1, X1 = '<g id="1">', '<x id="1"/>'
EMPTY = '<target state="needs-translation"/>'


def translated(text: str, state: str = "translated") -> tuple[str, str]:
    return EMPTY, f'<target state="{state}">{text}</target>'


@pytest.mark.parametrize(
    ("edit", "text"),
    [
        (("People who do ", "Who does "), "Who does {term}`training <训练>`"),
        ((">training<", ">schooling<"), "People who do {term}`schooling <训练>`"),
        ((">training<", ">训练<"), "People who do {term}`训练`"),
        (("People", '<g id="2">People</g>'), "**People** who do {term}`training <训练>`"),
        (("People", "*People*"), "*People* who do {term}`training <训练>`"),
        (
            ("People who do ", '<mrk mtype="seg" mid="0">All</mrk> '),
            "All {term}`training <训练>`",
        ),
    ],
    ids=["words", "title", "target as title", "missing emphasis", "typed emphasis", "segmented"],
)
def test_a_changed_translation_is_taken(edit: tuple[str, str], text: str) -> None:
    assert returned(TERM, edit) == ImportDecision(Answer.TAKEN, text)


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ('Run <x id="1"/>, see <g id="2">notes</g>', "Run `make`, see [notes](a.html)"),
        ('See <g id="2">notes</g>, run <x id="1"/>', "See [notes](a.html), run `make`"),
        (
            '<ph id="1">x</ph> <bpt id="2">[</bpt>notes<ept id="2">]</ept>',
            "`make` [notes](a.html)",
        ),
        ('<x id="1"/> <bx id="7" rid="2"/>notes<ex id="8" rid="2"/>', "`make` [notes](a.html)"),
    ],
    ids=["in order", "reordered", "native codes", "open and close"],
)
def test_codes_are_restored_from_the_source(target: str, text: str) -> None:
    assert returned(CODE, translated(target)) == ImportDecision(Answer.TAKEN, text)


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ('<g id="2">notes</g>', "`make` is missing"),
        ('<x id="1"/> <x id="1"/> <g id="2">n</g>', "`make` is not in the source"),
        ('<x id="1"/> <g id="9">notes</g>', "there is no code 9"),
        ('<x id="1"/> <x id="2"/>', "lost the text"),
        ('<x id="1"/> <g id="2">notes</g> `rm`', "`rm` is not in the source"),
        ('<x id="1"/> <bx id="2"/>notes', "begins and does not end"),
        ('<x id="1"/> notes<ex id="2"/>', "ends where it has not begun"),
        ('`male` <g id="2">notes</g>', "`make` became `male`"),
    ],
)
def test_faulty_codes_are_refused(target: str, reason: str) -> None:
    decision = returned(CODE, translated(target))
    assert decision.answer is Answer.REFUSED
    assert reason in decision.reason


def test_an_import_never_makes_codes_worse_and_need_not_mend_them() -> None:
    assert returned(LINK, (">nots<", ">notes<")).text == "See the [notes](en.html)"
    assert returned(QUOTE, (">Nature<", ">The nature<")).text == "*The nature*"


def test_emphasis_that_would_not_be_read_is_refused() -> None:
    decision = returned(entry("**注意** 请", ""), translated('<g id="1">注意：</g>请'))
    assert decision.answer is Answer.REFUSED
    assert "strong" in decision.reason


@pytest.mark.parametrize(
    ("state", "fuzzy"),
    [
        ("translated", False),
        ("signed-off", False),
        ("final", False),
        ("needs-review-translation", True),
        ("needs-adaptation", True),
        ("new", True),
    ],
)
def test_states_are_respected(state: str, fuzzy: bool) -> None:
    decision = returned(entry("天", ""), translated("Sky", state))
    assert decision == ImportDecision(Answer.TAKEN, "Sky", fuzzy)


def test_a_confirmed_or_doubted_translation_is_a_change() -> None:
    doubted, sure = entry("天", "Sky", fuzzy=True), entry("天", "Sky")
    confirming = ("needs-review-translation", "translated")
    assert returned(doubted, confirming) == ImportDecision(Answer.TAKEN, "Sky")
    doubting = ('state="final"', 'state="needs-review-translation"'), ('"yes"', '"no"')
    assert returned(sure, *doubting) == ImportDecision(Answer.TAKEN, "Sky", fuzzy=True)


@pytest.mark.parametrize(
    ("state", "approved", "fuzzy"),
    [
        ("new", "yes", False),
        ("needs-review-translation", "yes", True),
        (None, "yes", False),
        (None, "no", True),
        (None, None, False),
    ],
)
def test_tools_that_approve_instead(state: str | None, approved: str | None, fuzzy: bool) -> None:
    target = translated("Sky", state) if state else (EMPTY, "<target>Sky</target>")
    approval = (' approved="no"', f' approved="{approved}"' if approved else "")
    decision = returned(entry("天", ""), target, approval)
    assert decision == ImportDecision(Answer.TAKEN, "Sky", fuzzy)


def test_the_source_left_in_an_untouched_target_is_no_translation() -> None:
    decision = returned(entry("天", ""), translated("天", "needs-translation"))
    assert decision.answer is Answer.UNCHANGED


def test_a_changed_source_is_refused() -> None:
    decision = returned(entry("天", "Sky"), ("<source>天", "<source>地"), (">Sky<", ">Earth<"))
    assert decision.answer is Answer.REFUSED
    assert "source" in decision.reason


def test_an_emptied_translation_is_refused() -> None:
    assert returned(entry("天", "Sky"), (">Sky<", "><")).answer is Answer.REFUSED


def test_what_changed_here_meanwhile_is_not_overwritten() -> None:
    old, new = entry("天", "Sky"), entry("天", "Heaven")
    assert returned(old, now=new).answer is Answer.UNCHANGED
    assert returned(old, (">Sky<", ">Heaven<"), now=new).answer is Answer.UNCHANGED
    decision = returned(old, (">Sky<", ">Firmament<"), now=new)
    assert decision.answer is Answer.REFUSED
    assert "another translation" in decision.reason


def test_a_file_that_lost_its_versions_can_still_be_taken() -> None:
    sky = entry("天", "Sky")
    version = batch(sky).documents["talks/one"][0].version
    lost = (f' extradata="{version}"', "")
    assert returned(sky, lost).answer is Answer.UNCHANGED
    assert returned(sky, lost, (">Sky<", ">Heaven<")) == ImportDecision(Answer.TAKEN, "Heaven")


def test_line_breaks_at_the_ends_of_literal_blocks_are_kept() -> None:
    assert returned(BLOCK, translated("c = 1\n")) == ImportDecision(Answer.TAKEN, "c = 1\n")
    assert returned(BLOCK, translated("c = 1")).answer is Answer.REFUSED


DONE = "<source>甲。</source><target>A.</target>"


@pytest.mark.parametrize(
    ("segments", "text"),
    [
        (f"{DONE}|<source>乙。</source><target> B.</target>", "A. B."),
        ('<source>甲。<cp hex="0007"/>乙。</source><target>A<cp hex="0007"/></target>', None),
        ('<source>甲。乙。</source><target>A<cp hex="x"/></target>', None),
        (f"{DONE}|<source>乙。</source>", None),
    ],
    ids=["split", "control character", "no character", "half done"],
)
def test_split_units_of_xliff2(segments: str, text: str | None) -> None:
    whole = "<source>甲。乙。</source>"
    parts = '</segment><segment state="translated">'.join(segments.split("|"))
    edits = ((whole, parts), ('state="initial"', 'state="translated"'))
    decision = returned(entry("甲。乙。", ""), *edits, version=2)
    if text is None:
        assert decision.answer is Answer.REFUSED
    else:
        assert decision == ImportDecision(Answer.TAKEN, text)


def test_codes_of_xliff2() -> None:
    text = '</source><target><ph id="1"/> <sc id="2"/>notes<ec startRef="2"/></target>'
    edits = (("</source>", text), ('state="initial"', 'state="reviewed"'))
    decision = returned(CODE, *edits, version=2)
    assert decision == ImportDecision(Answer.TAKEN, "`make` [notes](a.html)")


BOMB = '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, "<x>", "", "no XML"])
def test_unsafe_and_broken_xml_is_refused(text: str) -> None:
    with pytest.raises(DiglotError) as caught:
        parse_xml(text.encode(), "back.xlf")
    assert str(caught.value.location).startswith("back.xlf")
    assert caught.value.hint


def test_the_source_of_before_has_its_codes_as_the_source_wrote_them() -> None:
    old = entry("甲{term}`AIGC`。", "The {term}`AIGC <AIGC>`.")
    now = entry("乙{term}`AIGC`。", "The {term}`AIGC <AIGC>`.")
    decision = returned_to_changed(old, ("The ", "That "), now)
    assert decision.text == "That {term}`AIGC <AIGC>`."
    assert decision.previous == "甲{term}`AIGC`。"
    assert decision.fuzzy
