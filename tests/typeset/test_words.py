"""Where long words may break."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.typeset.words import BREAK, SHY, parts_of, pieces_of, with_breaks

LONGEST = 8


@pytest.mark.parametrize(
    ("word", "marked"),
    [
        ("short", "short"),
        ("Auditorium", "Au~di~to~rium"),
        ("(Documentation),", "(Doc~u~men~ta~tion),"),
        ("co-operation", "co-|op~er~a~tion"),
        ("max_num_batched_tokens", "max_|num_|batched_|tokens"),
        ("LlamaForCausalLM", "Llama|For|Causal|LM"),
        ("ouyang@example.org", "ouyang@|example.|org"),
        ("1,234,567,890", "1,234,567,890"),
        ("2026-11-27", "2026-11-27"),
        ("[0.0,10000000.0].", "[0.0,10000000.0]."),
        ("‘tweedie_deviance’,", "‘tweedie_|deviance’,"),
        ("“Documentation”", "“Doc~u~men~ta~tion”"),
        ("Intersection(PSI)", "In~ter~sec~tion|(PSI)"),
        ("FP16/BF16(eager)", "FP16/|BF16|(eager)"),
        ("InternVL2.5-Chat", "Intern|VL2.5-|Chat"),
        ("////////////////", "//||//||//||//||//||//||//||//"),
        ("enable_quantization", "enable_|qu||an||ti||za||ti||on"),
        ("0123456789abcdef", "01||23||45||67||89||ab||cd||ef"),
    ],
)
def test_words_break_where_readers_expect_it(word: str, marked: str) -> None:
    assert with_breaks(word, "en", LONGEST).replace(SHY, "~").replace(BREAK, "|") == marked


def test_names_of_code_stay_whole_between_their_signs_where_there_is_room() -> None:
    assert parts_of(with_breaks("enable_quantization", "en", LONGEST)) == [
        "enable_",
        "quantization",
    ]


def test_each_language_has_its_own_hyphens() -> None:
    assert with_breaks("Konfiguration", "de", LONGEST) == SHY.join(
        ["Kon", "fi", "gu", "ra", "tion"]
    )


@given(word=st.text(st.characters(min_codepoint=33, max_codepoint=0x24F), max_size=60))
def test_nothing_is_lost_and_no_piece_is_too_long(word: str) -> None:
    marked = with_breaks(word, "en", LONGEST)
    unmarked = word.replace(SHY, "").replace(BREAK, "")
    assert marked.replace(SHY, "").replace(BREAK, "") == unmarked
    if not re.fullmatch(r"[\d.,:/%+\-−–$€£¥°()]+", word) and SHY not in word:
        # Signs stay with the word that they touch.
        assert all(len(re.sub(r"\W", "", piece)) <= LONGEST for piece in pieces_of(marked))
