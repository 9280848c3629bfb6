"""A Pygments style becomes a theme that Typst reads."""

import plistlib
from pathlib import Path

import pytest
import typst

from diglot.typeset.code_theme import text_mate_theme


@pytest.mark.parametrize("style", ["default", "sphinx", "monokai", "a11y-high-contrast-light"])
def test_typst_reads_the_theme(tmp_path: Path, style: str) -> None:
    (tmp_path / "code.tmTheme").write_bytes(text_mate_theme(style))
    main = tmp_path / "main.typ"
    main.write_text(
        '#set raw(theme: "code.tmTheme")\n#raw("def f(): pass", lang: "python")', "utf-8"
    )
    assert typst.Compiler(main, root=tmp_path).compile(format="pdf")


def test_an_unknown_style_is_the_default_one() -> None:
    unknown = plistlib.loads(text_mate_theme("no such style"))
    assert unknown["settings"] == plistlib.loads(text_mate_theme("default"))["settings"]


def test_gray_keeps_weights_and_leaves_colours_out() -> None:
    rules = plistlib.loads(text_mate_theme("default", gray=True))["settings"]
    colours = {rule["settings"].get("foreground") for rule in rules}
    assert colours <= {None, "#141414", "#555555"}
    assert any(rule["settings"].get("fontStyle") == "bold" for rule in rules)
