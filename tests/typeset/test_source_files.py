"""Sources of documents print the same wherever Typst finds them, and it tells lines of them."""

from pathlib import Path

import pytest

from diglot.typeset.compiler import Typeset
from diglot.typeset.compiler_process import CompilerProcess
from diglot.typeset.fonts import font_book
from diglot.typeset.marks import Origin, marked
from diglot.typeset.markup import Markup
from diglot.typeset.source_files import IMPORT, as_files, included
from typesetting import write_sources_theme


def _typeset(folder: Path, body: str) -> tuple[Typeset, Typeset]:
    """Typeset a source in the theme's way, and included as a file."""
    write_sources_theme(folder)
    head = f'#set document(title: "T")\n#set text(lang: "en")\n{IMPORT}\n'
    main = f"{head}#{{\n{included('/documents/a.typ')}\n}}\n"
    (folder / "main.typ").write_text(main, "utf-8")
    (folder / "plain.typ").write_text(as_files(main), "utf-8")
    (folder / "documents").mkdir()
    (folder / "documents/beside.txt").write_text("What lies beside.", "utf-8")
    (folder / "documents/a.typ").write_text(f"#{{\n{body}\n}}\n", "utf-8")
    # In a process of its own, see typesetting.py.
    with CompilerProcess(folder, font_book()) as compiler:
        made, plain = (
            compiler.compile(f"{name}.typ", inputs={}, timestamp=0) for name in ("main", "plain")
        )
    return made, plain


@pytest.mark.parametrize(
    "body",
    [
        '"Words that read (files), and image(s)."',
        '{ let read(path) = path; "\\"" + read("beside.txt") }',
        'read("beside.txt")',
        'read("/documents/beside.txt")',
        '{ import "/theme/source-files.typ": source-file\n"It is there." }',
    ],
)
def test_a_source_prints_what_its_file_does(tmp_path: Path, body: str) -> None:
    made, plain = _typeset(tmp_path, body)
    assert not made.errors
    assert made.pdf
    assert made.pdf == plain.pdf


@pytest.mark.parametrize(
    "fault", ["nonsense()", 'image("/broken.png", alt: "x")', 'text(font: "No Such Font", "x")']
)
def test_what_is_said_of_a_source_names_the_line_of_the_document(
    tmp_path: Path, fault: str
) -> None:
    (tmp_path / "broken.png").write_bytes(b"no image")
    body = "\n".join(
        marked(Markup(code), "docs/a.md", line) for line, code in ((4, '"fine"'), (9, fault))
    )
    made, plain = _typeset(tmp_path, body)
    assert [said.origin for said in (*made.errors, *made.warnings)] == [Origin("docs/a.md", 9)]
    assert made == plain
