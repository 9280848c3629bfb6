from __future__ import annotations

from pathlib import Path

import pytest

from diglot.catalog.glossary import Glossary, Term
from diglot.catalog.glossary_file import parse_glossary, read_glossary
from diglot.core.codes import Code
from diglot.core.language import language

ZH, EN = language("zh_CN"), language("en")

FILE = """\ufeffterm,language,translation,also,never,kind,note
显存,en,GPU memory,memory; VRAM,video memory,noun,"Of the card, not the machine."
训练,,,,practice,,
显存,de,GPU-Speicher,,,,
"""


def test_reads_what_a_spreadsheet_saves() -> None:
    read = parse_glossary(FILE.replace("\n", "\r\n").encode(), "glossary.csv")
    assert not read.problems
    assert read.terms_into(EN) == (
        Term(
            "显存",
            "GPU memory",
            ("memory", "VRAM"),
            ("video memory",),
            "noun",
            "Of the card, not the machine.",
        ),
        Term("训练", "", (), ("practice",)),
    )
    assert [term.translation for term in read.terms_into(language("de"))] == ["", "GPU-Speicher"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("term,language\n", 1, "no 'translation'"),
        ("", 1, "no 'term'"),
        ("term,language,translation,colour\n", 1, "unknown 'colour'"),
        ("term,language,translation\n训练,en,training,extra\n", 2, "too many cells"),
        ("term,language,translation\n\n,en,training\n", 3, "no term"),
        ('term,language,translation\n训练,en,"' + "x" * 200_000, 2, "cannot be read"),
    ],
)
def test_faults_name_their_line(text: str, line: int, words: str) -> None:
    (problem,) = parse_glossary(text.encode(), "g.csv").problems
    assert (problem.code, str(problem.location)) == (Code.BROKEN_GLOSSARY, f"g.csv:{line}")
    assert words in problem.message
    assert problem.hints


def test_other_charsets_are_reported() -> None:
    data = "term,language,translation\n训练,en,training\n".encode("gb18030")
    (problem,) = parse_glossary(data, "g.csv").problems
    assert str(problem.location) == "g.csv:2"


def test_no_file_no_terms(tmp_path: Path) -> None:
    assert read_glossary(tmp_path / "glossary.csv").terms == ()


def test_a_folder_is_no_list_of_terms(tmp_path: Path) -> None:
    (problem,) = read_glossary(tmp_path, "glossary.csv").problems
    assert "directory" in problem.message


@pytest.mark.parametrize(
    ("rendering", "text", "there"),
    [
        ("GPU", "many GPUs", True),
        ("training", "It was trained.", True),
        ("cutting costs and raising efficiency", "It cuts costs and raises efficiency.", True),
        ("text-to-image", "text to image", True),
        ("work", "network", False),
        ("GPU memory", "memory of the GPU", False),
        ("图形处理器", "许多图形 处理器", True),
    ],
)
def test_renderings_may_be_inflected(rendering: str, text: str, there: bool) -> None:
    assert Glossary(ZH, EN).renders(rendering, text) is there


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("大语言模型的训练", ["大语言模型", "训练"]),
        ("一个模型，两个模型", ["模型"]),
        ("用GPU训练，GPUs 很多", ["gpu", "训练"]),
        ("GPUX 不是", []),
    ],
)
def test_the_longest_term_counts(text: str, terms: list[str]) -> None:
    pairs = {
        "模型": "model",
        "大语言模型": "large language model",
        "训练": "training",
        "GPU": "GPU",
    }
    terms_found = Glossary(ZH, EN, pairs=pairs).terms_in(text)
    assert [term.source.casefold() for term in terms_found] == terms


def test_a_row_adds_to_the_books_own_pair() -> None:
    terms = (Term("显存", "", also=("memory",)), Term("训练", "teaching"))
    both = Glossary(ZH, EN, terms, {"显存": "GPU memory", "训练": "training"})
    assert both.renderings("显存") == ("GPU memory", "memory")
    assert both.renderings("训练") == ("teaching", "training")
    assert both.renderings("别的") == ()
