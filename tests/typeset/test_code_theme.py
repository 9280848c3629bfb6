"""A Pygments style becomes a theme that Typst reads."""

import plistlib
from pathlib import Path

import pytest

from diglot.typeset.code_theme import text_mate_theme
from diglot.typeset.compiler_process import CompilerProcess
from diglot.typeset.fonts import font_book


@pytest.mark.parametrize("style", ["default", "sphinx", "monokai", "a11y-high-contrast-light"])
def test_typst_reads_the_theme(tmp_path: Path, style: str) -> None:
    (tmp_path / "code.tmTheme").write_bytes(text_mate_theme(style))
    (tmp_path / "main.typ").write_text(
        '#set raw(theme: "code.tmTheme")\n#raw("def f(): pass", lang: "python")', "utf-8"
    )
    # In a process of its own, see typesetting.py.
    with CompilerProcess(tmp_path, font_book()) as compiler:
        result = compiler.compile("main.typ", inputs={}, timestamp=0, standards=())
    assert result.pdf, result.errors


def test_an_unknown_style_is_the_default_one() -> None:
    unknown = plistlib.loads(text_mate_theme("no such style"))
    assert unknown["settings"] == plistlib.loads(text_mate_theme("default"))["settings"]


def test_gray_keeps_weights_and_leaves_colours_out() -> None:
    rules = plistlib.loads(text_mate_theme("default", gray=True))["settings"]
    colours = {rule["settings"].get("foreground") for rule in rules}
    assert colours <= {None, "#141414", "#555555"}
    assert any(rule["settings"].get("fontStyle") == "bold" for rule in rules)
