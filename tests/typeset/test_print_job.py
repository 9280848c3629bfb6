"""What is typeset again, in Typst itself."""

from pathlib import Path

from diglot.typeset.compiler_process import CompilerProcess
from diglot.typeset.fonts import font_book
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
#let rooms = json("/foot-room/main.json").len()
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
    with CompilerProcess(tmp_path, font_book()) as compiler:
        printed = typeset(job, compiler)
        last = compiler.type_area()
    assert last
    assert last.left == 11
    assert printed.area
    assert printed.area.left == 10
