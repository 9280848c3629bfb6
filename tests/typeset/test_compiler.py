"""What Typst says comes back as values that name the place in the document."""

from pathlib import Path

import pytest

from diglot.typeset.compiler import STANDARDS, Typeset
from diglot.typeset.compiler_process import CompilerProcess
from diglot.typeset.fonts import font_book
from diglot.typeset.marks import Origin, marked
from diglot.typeset.markup import Markup, literal

HEAD = '#set document(title: "T")\n#set text(lang: "en")\n'


def typeset(folder: Path, body: str, standards: tuple[str, ...] = STANDARDS) -> Typeset:
    (folder / "main.typ").write_text(f'{HEAD}#include "/a.typ"\n', "utf-8")
    (folder / "a.typ").write_text(f"#{{\n{body}\n}}\n", "utf-8")
    # In a process of its own, see typesetting.py; it has a `Compiler`.
    with CompilerProcess(folder, font_book()) as compiler:
        return compiler.compile("main.typ", inputs={}, timestamp=0, standards=standards)


def test_the_same_sources_make_the_same_bytes(tmp_path: Path) -> None:
    first = typeset(tmp_path, '"Hello"')
    assert first.pdf
    assert first.pdf == typeset(tmp_path, '"Hello"').pdf
    # Through which file they came is nobody's business.
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.typ", "main.typ"]


@pytest.mark.parametrize("standards", [STANDARDS, ()], ids=["archivable", "no standard"])
def test_a_missing_character_is_named(tmp_path: Path, standards: tuple[str, ...]) -> None:
    made = typeset(tmp_path, literal("a \U000f1234 b"), standards)
    assert made.missing == ("\U000f1234",)
    assert (made.pdf is None) == bool(standards)
    assert not made.errors


def test_an_error_names_the_line_of_the_document(tmp_path: Path) -> None:
    body = (
        f"{marked(literal('fine'), 'docs/a.md', 4)}\n{marked(Markup('nonsense()'), 'docs/a.md', 9)}"
    )
    made = typeset(tmp_path, body)
    assert made.pdf is None
    assert [error.origin for error in made.errors] == [Origin("docs/a.md", 9)]
    assert "unknown variable: nonsense" in made.errors[0].message


def test_an_image_that_is_broken_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"no image")
    image = Markup('image("/broken.png", alt: "x")')
    made = typeset(tmp_path, marked(image, "docs/a.md", 12))
    assert [error.origin for error in made.errors] == [Origin("docs/a.md", 12)]


def test_a_warning_is_returned_with_the_pdf(tmp_path: Path) -> None:
    made = typeset(tmp_path, marked(Markup('text(font: "No Such Font", "x")'), "docs/a.md", 3))
    assert made.pdf
    assert [warning.origin for warning in made.warnings] == [Origin("docs/a.md", 3)]
    assert "unknown font family" in made.warnings[0].message
