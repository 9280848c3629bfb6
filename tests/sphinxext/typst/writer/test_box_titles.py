"""Exercises and theorems are named and numbered in handouts and EPUBs as on the site."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from folders import PROJECTS
from site_books import sphinx_build
from sphinxext.typst.conftest import Book, text_of

READINGS = ["book.zh-cn", "book.zh-cn_en", "book.interlinear.zh-cn_en"]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the text of each handout of the project by its name."""
    folder = tmp_path_factory.mktemp("theorems") / "project"
    shutil.copytree(PROJECTS / "theorems", folder)
    book = Book(folder)
    assert book.build() == ""
    return {
        name: " ".join(text_of(book.out() / f"{name}.pdf").replace("\xa0", " ").split())
        for name in READINGS
    }


@pytest.mark.parametrize("name", READINGS)
def test_boxes_have_their_names_and_numbers(texts: dict[str, str], name: str) -> None:
    titles = [
        "练习 1（加法）",
        "练习 2",
        "练习（想一想）",
        "定理 1（勾股）",
        "引理 1",
        "定义（斜边）",
    ]
    titles += ["解答 练习 1（加法）"]
    assert [title for title in titles if title not in texts[name]] == []


@pytest.mark.parametrize("name", READINGS[1:])
def test_they_are_named_in_the_language_of_their_text(texts: dict[str, str], name: str) -> None:
    titles = ["Exercise 2", "Lemma 1", "Exercise 1 (Adding)", "Exercise (Think)"]
    titles += ["Solution to Exercise 1 (Adding)"]
    assert [title for title in titles if title not in texts[name]] == []


@pytest.mark.parametrize("name", READINGS)
def test_a_box_without_a_title_gets_none(texts: dict[str, str], name: str) -> None:
    assert "Proof. 显然。" in texts[name]
    assert "Admonition" not in texts[name]


@pytest.mark.parametrize(
    ("language", "builder"), [("zh_CN", "html"), ("en", "epub"), ("zh_CN", "parallelhtml")]
)
def test_pages_have_the_same_names(tmp_path: Path, language: str, builder: str) -> None:
    project = tmp_path / "project"
    shutil.copytree(PROJECTS / "theorems", project)
    sphinx_build(project, language, project / "out", builder=builder)
    page = next((project / "out").glob("index.*html")).read_text("utf-8")
    titles = re.findall(r"<p [^>]*\badmonition-title\b[^>]*>.*?</p>", page)
    words = [" ".join(re.sub(r"<[^>]*>", "", title).split()) for title in titles]
    expected = {
        "html": ["练习 1 (加法)", "定理 1 (勾股)", "引理 1", "定义 (斜边)"],
        "epub": ["Exercise 1 (Adding)", "Theorem 1 (勾股)", "Lemma 1", "Definition (斜边)"],
        "parallelhtml": [
            "练习 1 (加法)Exercise 1 (Adding)",
            "定理 1 · Theorem 1 (勾股)",
            "引理 1 · Lemma 1",
            "定义 (斜边)",
        ],
    }
    assert [words[0], *words[4:7]] == expected[builder]
