"""A line of a Typst source leads back to the line of the document."""

from pathlib import Path

from diglot.typeset.marks import Origin, marked, origin, origins_of
from diglot.typeset.markup import NOTHING, Markup, literal


def write(folder: Path, *blocks: Markup) -> Path:
    source = folder / "a.typ"
    source.write_text("\n".join(blocks), "utf-8")
    return source


def test_the_nearest_mark_above_counts(tmp_path: Path) -> None:
    source = write(
        tmp_path, marked(literal("one"), "docs/a.md", 3), marked(literal("two"), "docs/a.md", 9)
    )
    lines = source.read_text("utf-8").split("\n")
    assert origin(source, lines.index('"one"') + 1) == Origin("docs/a.md", 3)
    assert origin(source, lines.index('"two"') + 1) == Origin("docs/a.md", 9)
    assert origin(source, 1) is None


def test_a_source_that_is_not_there_has_no_origins(tmp_path: Path) -> None:
    assert origin(tmp_path / "none.typ", 1) is None


def test_each_place_of_a_text_is_found_once(tmp_path: Path) -> None:
    source = write(
        tmp_path,
        marked(literal("a 𓀀 and 𓀀"), "docs/a.md", 3),
        marked(literal("none"), "docs/a.md", 5),
        marked(literal("𓀀"), "docs/b.md", 7),
    )
    assert list(origins_of("𓀀", source)) == [Origin("docs/a.md", 3), Origin("docs/b.md", 7)]


def test_what_has_no_place_gets_no_mark() -> None:
    assert marked(literal("x"), None, 3) == '"x"'
    assert marked(literal("x"), "a.md", None) == '"x"'
    assert marked(NOTHING, "a.md", 3) == NOTHING
