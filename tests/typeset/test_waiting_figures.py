"""Which figures later sections go before, so that no foot of a page stays blank."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from diglot.typeset.compiler_process import CompilerProcess
from diglot.typeset.floats import Float
from diglot.typeset.fonts import font_book
from diglot.typeset.footnotes import Place
from diglot.typeset.layout import Layout, Positions
from diglot.typeset.waiting_figures import Passing, revise, with_filled_feet

# A third of page 1 stays blank before a figure at the head of page 2; the next one is in its place.
WAITS = Float("a#one", True, Place(1, 300), Place(1, 500), Place(2, 80), 0.33)
FITS = Float("a#two", True, Place(2, 500), Place(2, 700), Place(2, 500), 0)
NOTHING = Passing()


def at(figure: Float, page: int, height: float) -> Float:
    """Return a figure that has gone elsewhere."""
    return replace(figure, at=Place(page, height), blank=0)


def test_the_first_figure_of_each_document_that_leaves_a_blank_foot_is_passed() -> None:
    later, other = replace(WAITS, name="a#three"), replace(WAITS, name="b#one")
    assert revise(NOTHING, [WAITS, FITS, later, other]).passed == {"a#one", "b#one"}


def test_a_figure_that_the_text_does_not_refer_to_and_a_low_foot_stay_as_they_are() -> None:
    assert revise(NOTHING, [replace(WAITS, may_pass=False), FITS]) == NOTHING
    assert revise(NOTHING, [replace(WAITS, blank=0.14), FITS]) == NOTHING


def test_a_figure_that_went_before_its_text_is_passed_no_more() -> None:
    passing = Passing(frozenset({"a#one"}))
    kept = Passing(kept=frozenset({"a#one"}))
    assert revise(passing, [at(WAITS, 2, 80), FITS]) == passing
    assert revise(passing, [at(WAITS, 1, 80), FITS]) == kept
    # Nor is it tried again.
    assert revise(kept, [WAITS, FITS]) == kept


def test_a_figure_that_is_written_while_another_one_is_passed_is_passed_too_or_none() -> None:
    passing = Passing(frozenset({"a#one"}))
    meanwhile = replace(FITS, start=Place(1, 600))
    both = Passing(frozenset({"a#one", "a#two"}))
    assert revise(passing, [at(WAITS, 2, 80), meanwhile]) == both
    assert revise(both, [at(WAITS, 2, 80), at(meanwhile, 3, 80)]) == both
    unknown = replace(meanwhile, may_pass=False)
    assert revise(passing, [at(WAITS, 2, 80), unknown]) == Passing(kept=frozenset({"a#one"}))


def test_where_notes_have_moved_a_passed_figure_to_its_own_page_none_is_passed() -> None:
    told: list[tuple[str, frozenset[str]]] = []
    seen: list[Sequence[Float]] = [[at(WAITS, 2, 80), FITS], [WAITS, FITS]]

    def lay_out(passed: frozenset[str]) -> Layout:
        told.append(("lay out", passed))
        return Layout(Positions(seen.pop(0)), passed=passed)

    def finish(layout: Layout) -> Layout:
        told.append(("finish", layout.passed))
        moved = Positions([at(WAITS, 1, 80)])
        return replace(layout, positions=moved) if layout.passed else layout

    one, none = frozenset({"a#one"}), frozenset[str]()
    first = Layout(Positions([WAITS, FITS]))
    assert with_filled_feet(first, lay_out, finish).passed == none
    assert told == [
        ("lay out", one),
        ("finish", one),
        ("lay out", none),
        ("finish", none),
    ]


# The figure fits on the second page only; a note takes some of the foot that stays blank.
PAGES = """
#set page(width: 200pt, height: 200pt, margin: 20pt)
#set block(spacing: 0pt)
#block(height: 60pt)
#metadata(("a#one", true, 180, 160))<diglot-float>
#block({
  place(top, float: true, block(height: 120pt)[#metadata(none)#label("a#one")])
  block(height: 40pt)[Text#footnote[Note.]]
  place[#metadata("a#one")<diglot-float-end>]
})
"""


def test_typst_tells_where_figures_and_the_text_before_them_stand(tmp_path: Path) -> None:
    (tmp_path / "main.typ").write_text(PAGES, encoding="utf-8")
    with CompilerProcess(tmp_path, font_book()) as compiler:
        positions = compiler.lay_out("main.typ", inputs={})
    assert positions
    (figure,) = positions.floats
    assert (figure.name, figure.may_pass) == ("a#one", True)
    assert (figure.start.page, figure.end, figure.at.page) == (1, Place(1, 120), 2)
    assert 0.2 < figure.blank < (180 - 120) / 160
