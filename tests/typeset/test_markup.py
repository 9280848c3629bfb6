"""Source text is data: whatever it holds, Typst reads back the same text."""

import json
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diglot.typeset.markup import NOTHING, Markup, Value, call, join, literal, stack
from typesetting import evaluator

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=8,
)


Evaluate = Callable[[str], object]


@pytest.fixture(scope="module")
def evaluate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evaluate]:
    main = tmp_path_factory.mktemp("typst") / "main.typ"
    main.touch()
    with evaluator(main) as answer:
        yield lambda code: json.loads(answer(code))


@given(text=TEXT)
@settings(deadline=None)
def test_text_comes_back_from_typst(evaluate: Evaluate, text: str) -> None:
    assert evaluate(literal(text)) == text


@given(value=VALUES)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_values_come_back_from_typst(evaluate: Evaluate, value: Value) -> None:
    assert evaluate(literal(value)) == value


@given(TEXT)
@settings(deadline=None)
def test_text_never_leaves_its_line(text: str) -> None:
    # Marks count lines, so a string must not begin one.
    assert "\n" not in literal(text)


def test_calls_name_the_theme_and_spell_arguments() -> None:
    code = call("xref", "a#b", Markup("[x]"), page=True, no_break=None)
    assert code == 'd.xref("a#b", [x], page: true, no-break: none)'


def test_code_that_yields_a_function_is_called_too() -> None:
    assert call(Markup("rect.with(stroke: 1pt)"), "a") == '(rect.with(stroke: 1pt))("a")'


def test_pieces_are_joined_in_a_row() -> None:
    assert join([]) == NOTHING
    assert join([NOTHING, literal("a")]) == '"a"'
    assert join([literal("a"), literal("b")]) == '{"a"; "b"}'


def test_blocks_stand_one_under_another() -> None:
    assert stack([literal("a"), NOTHING, literal("b")]) == '{\n"a"\n"b"\n}'
