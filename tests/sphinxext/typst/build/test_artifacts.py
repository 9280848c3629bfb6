"""What stands again on every page, as heads of pages and of tables: an artifact must not link."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from commands import run_module

CONF = """extensions = ["myst_parser", "diglot"]
language = "zh_CN"
html_theme = "furo"
locale_dirs = ["../locales"]
diglot_languages = ["zh_CN", "en"]
diglot_handouts = {"book": {"documents": ["index"], "reading": ["single", "parallel"]}}
"""
TOCTREE = "\n```{toctree}\nheading\ntable\n```\n"
HEADING = (
    "# 见[链接](https://example.org/h)与[](table.md)[^a]\n\n" + "字。\n\n" * 120 + "[^a]: 注\n"
)
TABLE = (
    "# 表\n\n| 甲[^a] | [乙](https://example.org/t)[](heading.md) |\n|---|---|\n"
    + "| 一 | 二 |\n" * 90
    + "\n[^a]: 注\n"
)


@pytest.mark.parametrize(
    ("edition", "name"), [("zh-cn", "zh-cn"), ("parallel", "zh-cn_en")], ids=["one", "parallel"]
)
def test_links_in_heads_that_stand_again(edition: str, name: str, tmp_path: Path) -> None:
    pages = {"index": f"# 书\n{TOCTREE}", "heading": HEADING, "table": TABLE}
    (tmp_path / "docs").mkdir()
    (tmp_path / "locales/en/LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "conf.py").write_text(CONF, "utf-8")
    for docname, text in pages.items():
        (tmp_path / f"docs/{docname}.md").write_text(text, "utf-8")
    (tmp_path / "locales/en/LC_MESSAGES/table.po").write_text(
        'msgid "表"\nmsgstr "A table"\n\nmsgid "一"\nmsgstr "One"\n', "utf-8"
    )
    command = ("diglot", "build", "--output", "out", f"{edition}/handouts")
    done = run_module(*command, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "warning" not in done.stderr
    book = PdfReader(tmp_path / f"out/site/handouts/book.{name}.pdf")
    addresses = [
        annotation.get_object()["/A"]["/URI"]
        for page in book.pages
        for annotation in page.get("/Annots", ())
        if "/URI" in annotation.get_object().get("/A", {})
    ]
    assert {"https://example.org/h", "https://example.org/t"} <= set(addresses)
    assert sum("见链接" in page.extract_text() for page in book.pages) > 2
