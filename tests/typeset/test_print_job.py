"""What is typeset again, in Typst itself."""

import json
from pathlib import Path
from typing import Any, cast

import pytest

from diglot.typeset.compiler import Typeset
from diglot.typeset.compiler_process import CompilerProcess
from diglot.typeset.compiles import Compiles, PassingCompiler
from diglot.typeset.fonts import font_book
from diglot.typeset.footnotes import Block, Footnote, Place
from diglot.typeset.layout import Positions
from diglot.typeset.print_job import PrintJob, typeset

# Where the heading is on this page, what is printed for that moves it to the next one.
UNSETTLED = """
#let options = json(sys.inputs.at("handout"))
#set page(width: 100pt, height: 100pt, margin: 10pt)
A word#context {
  let is-here = locate(<there>).page() == here().page()
  if options.every-page or is-here { range(5).map(_ => linebreak()).join() }
}
#heading[There] <there>
"""

# No room brings this note to its mark, so that what was made first is printed.
ASTRAY = """
#let rooms = range(16).map(at => json("/foot-room/main/" + str(at) + ".json").len()).sum()
#set page(width: 100pt, height: 100pt, margin: 10pt)
#[#metadata((left: 10 + rooms, right: 10, top: 10, bottom: 10))<diglot-type-area>]
#[#metadata(("main#1", false))<diglot-foot-room>]
#block(height: 80pt, breakable: false)[Word.#footnote[Note.]]
"""


def test_what_does_not_settle_is_typeset_again_with_a_page_at_every_reference(
    tmp_path: Path,
) -> None:
    (tmp_path / "main.typ").write_text(UNSETTLED, "utf-8")
    job = PrintJob(tmp_path, "main", {"every-page": False}, 1, (), False)
    (tmp_path / "once.json").write_text('{"every-page": false}', "utf-8")
    with CompilerProcess(tmp_path, font_book()) as compiler:
        once = compiler.compile(
            "main.typ", inputs={"handout": "/once.json"}, timestamp=1, standards=()
        )
        printed = typeset(job, compiler)
    assert not once.is_settled
    assert printed.first.pdf
    assert printed.first.is_settled


def test_the_type_area_is_that_of_what_is_printed(tmp_path: Path) -> None:
    (tmp_path / "main.typ").write_text(ASTRAY, "utf-8")
    job = PrintJob(tmp_path, "main", {}, 1, (), asks_for_area=True)
    with CompilerProcess(tmp_path, font_book()) as process:
        tried = _Trying(process)
        printed = typeset(job, tried)
    assert 11 in tried.left
    assert printed.area
    assert printed.area.left == 10


class _Trying(PassingCompiler):
    """Notes the left margin of each layout."""

    def __init__(self, process: CompilerProcess) -> None:
        super().__init__(process)
        self._process = process
        self.left: list[float] = []

    def lay_out(self, main: str, *, inputs: dict[str, str]) -> Positions | None:
        positions = super().lay_out(main, inputs=inputs)
        area = self.type_area()
        assert area
        self.left.append(area.left)
        return positions

    def compile(self, main: str, **named: Any) -> Typeset:
        return self._process.compile(main, **named)


class _Noting:
    """Notes what files are to be compiled with; none comes out well."""

    def __init__(self) -> None:
        self.inputs: list[dict[str, str]] = []

    def compile(self, _main: str, *, inputs: dict[str, str], **_named: object) -> Typeset:
        self.inputs.append(inputs)
        return Typeset(None)

    def lay_out(self, _main: str, *, inputs: dict[str, str]) -> None:
        self.inputs.append(inputs)


@pytest.mark.parametrize("told", [None, {"first": 5, "pages": {"a#b": "7"}}])
def test_typst_gets_one_input_as_it_takes_several_in_any_order(
    told: dict[str, Any] | None, tmp_path: Path
) -> None:
    # In another order they are others, and Typst lays out all anew.
    compiler = _Noting()
    job = PrintJob(tmp_path, "main", {}, 1, (), False, told)
    assert not typeset(job, cast("Compiles", compiler)).first.pdf
    assert [*map(len, compiler.inputs)] == [1, 1]
    if told:
        first, page = (tmp_path / name for name in ("apart/main.json", "pages/main/1.json"))
        assert json.loads(first.read_text("utf-8")) == {"first": 5}
        assert json.loads(page.read_text("utf-8")) == {"a": {"a#b": "7"}}


class _Untaggable:
    """Lays out all that it is asked for, and writes no PDF with room before one of two blocks."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def lay_out(self, _main: str, *, inputs: dict[str, str]) -> Positions:
        assert inputs
        notes = [
            Footnote(Block(f"{key}#1", 1, 50), Place(1, 100), Place(2, 700))
            for key in ("one", "other")
            if f"{key}#1" not in self.told()
        ]
        return Positions(footnotes=notes)

    def compile(self, _main: str, **_named: object) -> Typeset:
        told = self.told()
        return Typeset(None if "other#1" in told else " ".join(told).encode())

    def told(self) -> list[str]:
        files = sorted((self._folder / "foot-room/main").glob("*.json"))
        return [key for file in files for key in json.loads(file.read_text("utf-8"))]


def test_what_typst_can_lay_out_but_not_write_is_printed_without_room_there(tmp_path: Path) -> None:
    job = PrintJob(tmp_path, "main", {}, 1, (), False)
    printed = typeset(job, cast("Compiles", _Untaggable(tmp_path)))
    assert printed.first.pdf == b"one#1"
