"""What the README promises to a project of its few lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from diglot.cli.main import main
from folders import ROOT

[CONF] = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
TITLE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "{}"\nmsgstr "{}"\n'
PLACEHOLDERS = ("Project name not set", "Author name not set", " documentation", "&#169;", "©")


def write_title(folder: Path, title: str, translation: str) -> None:
    (folder / "index.md").write_text(f"# {title}\n\n```{{toctree}}\nfirst\n```\n", "utf-8")
    write_catalog(folder, "index", title, translation)


def write_catalog(folder: Path, name: str, title: str, translation: str) -> None:
    catalog = folder / f"locales/en/LC_MESSAGES/{name}.po"
    catalog.parent.mkdir(parents=True, exist_ok=True)
    catalog.write_text(TITLE.format(title, translation), "utf-8")


def build(folder: Path) -> None:
    assert main(["build", "--project", str(folder), "--strict", "-q"]) == 0


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a project with the README's lines as its conf.py, built twice."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "conf.py").write_text(CONF, "utf-8")
    (folder / "first.md").write_text("# 第一章\n", "utf-8")
    write_catalog(folder, "first", "第一章", "Chapter One")
    # Where Python's own packages lie, there are no documents.
    (folder / ".venv" / "lib").mkdir(parents=True)
    (folder / ".venv" / "pyvenv.cfg").touch()
    (folder / ".venv" / "lib" / "LICENSE.md").write_text("# License\n", "utf-8")
    write_title(folder, "旧书名", "Old Title")
    build(folder)
    read = (folder / "_build/doctrees/zh_CN/first.doctree").stat().st_mtime_ns
    write_title(folder, "好书", "A Good Book")
    build(folder)
    # Another name of the book is no reason to read its other documents again.
    assert (folder / "_build/doctrees/zh_CN/first.doctree").stat().st_mtime_ns == read
    return folder


def test_sites_have_furo_and_the_name_of_the_book(project: Path) -> None:
    site = project / "_build" / "site"
    for slug, title in (("zh-cn", "好书"), ("en", "A Good Book")):
        page = (site / slug / "first.html").read_text("utf-8")
        assert f'<span class="sidebar-brand-text">{title}</span>' in page
        assert re.search(f"<title>.* - {title}</title>", page)
        assert "furo.css" in page
    assert "好书" in (site / "zh-cn_en" / "first.html").read_text("utf-8")
    chooser = (site / "index.html").read_text("utf-8")
    assert "<title>好书 · A Good Book</title>" in chooser
    assert 'class="title">A Good Book<' in chooser
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert not [words for words in (*PLACEHOLDERS, "旧书名", "Old Title") if words in text]


def test_handouts_have_the_name_of_the_book(project: Path) -> None:
    for name, title in (("book.zh-cn.pdf", "好书"), ("book.en.pdf", "A Good Book")):
        handout = PdfReader(project / "_build/site/handouts" / name)
        assert handout.metadata
        assert handout.metadata.title == title
        assert title in handout.pages[0].extract_text()
