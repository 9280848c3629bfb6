"""The letters that Chinese index entries are under, and malformed entries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from diglot.sphinxext.i18n.translate.indexes import pinyin_initial
from translate_books import Book, sphinx

CONF = """extensions = ["myst_parser", "diglot"]
language = "zh_CN"
html_theme = "furo"
locale_dirs = ["../locales"]
diglot_languages = ["zh_CN", "en"]
"""


def book(root: Path, page: str, *options: str) -> Book:
    (root / "docs").mkdir(parents=True)
    (root / "conf.py").write_text(CONF, "utf-8")
    (root / "docs/index.md").write_text(page, "utf-8")
    catalog = root / "locales/en/LC_MESSAGES/index.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text('msgid "题"\nmsgstr "Title"\n', "utf-8")
    return sphinx(root, *options)


def letters(index: str) -> dict[str, str]:
    """Return the words under each letter of an index."""
    pieces = re.split(r"<h2>(.+?)</h2>", index)
    words = (" ".join(re.sub("<[^>]+>", " ", piece).split()) for piece in pieces[2::2])
    return dict(zip(pieces[1::2], words, strict=True))


def test_each_word_of_a_pair_has_a_letter_of_its_own(tmp_path: Path) -> None:
    entries = "```{index} pair: 模型; train\n```\n\n```{index} triple: 训练；数据; run\n```\n"
    # Sphinx's own Chinese divides the name of a setting from what it is by a Chinese semicolon.
    page = f"# 题\n\n{entries}\n```{{confval}} author\n```\n\n完。\n"
    built = book(tmp_path / "book", page)
    assert "index entry" not in built.warnings
    assert letters(built.page("genindex")) == {
        "A": "author 配置值",
        "M": "模型 train",
        "P": "配置值 author",
        "R": "run 训练 数据",
        "S": "数据 run, 训练",
        "T": "train 模型",
        "X": "训练 数据 run",
    }


def test_malformed_entries_and_words_with_a_capital(tmp_path: Path) -> None:
    page = "# 题\n\n```{index} pair: 单个\n```\n\n```{index} triple: 甲; 乙\n```\n\n完。\n"
    page += (
        "\n```{index} Word\n```\n\n```{index} single: word; forms\n```\n\n```{index} word\n```\n"
    )
    built = book(tmp_path / "book", page, "-D", "language=en")
    assert "invalid pair index entry '单个'" in built.warnings
    assert "invalid triple index entry '甲; 乙'" in built.warnings
    assert "完。" in built.text("index")
    assert letters(built.page("genindex")) == {"W": "word , [1] forms"}


@pytest.mark.parametrize(
    ("words", "letter"),
    [("阿", "A"), ("模型", "M"), ("语言", "Y"), ("坐", "Z"), ("Agent", None), ("1", None)],
)
def test_initials_of_pinyin(words: str, letter: str | None) -> None:
    assert pinyin_initial(words) == letter
