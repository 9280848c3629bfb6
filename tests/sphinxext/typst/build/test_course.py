"""What organisers and teachers ask of a handout, in one course that is built once."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from folders import PROJECTS
from sphinxext.typst.conftest import Book, text_of


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Build the course; each PDF is read back, and none has lost anything."""
    folder = tmp_path_factory.mktemp("course") / "project"
    shutil.copytree(PROJECTS / "course", folder)
    book = Book(folder)
    assert book.build("zh_CN", "-D", "diglot_check_handouts=1") == ""
    return book


def words_of(course: Book, name: str) -> str:
    return "".join(text_of(course.out() / f"{name}.pdf").split())


STUDENT, TEACHER, TALK = "student.zh-cn", "teacher.zh-cn", "talk.zh-cn"
BOTH = "teacher.zh-cn_en"


def test_each_handout_decides_its_conditions(course: Book) -> None:
    for name, stands, lacks in (
        (STUDENT, ["学生：请独立完成。"], ["教师：先讲例题。", "只给教师。"]),
        (TEACHER, ["教师：先讲例题。", "只给教师。"], ["学生：请独立完成。"]),
        (BOTH, ["教师：先讲例题。", "Teachers:beginwiththeexample.", "Forteachersonly."], []),
        (TALK, ["算一加一。"], ["教师：先讲例题。", "学生：请独立完成。"]),
    ):
        words = words_of(course, name)
        assert [word for word in stands if word not in words] == [], name
        assert [word for word in lacks if word in words] == [], name


def test_solutions_stay_or_go_to_the_end_or_are_left_out(course: Book) -> None:
    talk, student, teacher = (words_of(course, name) for name in (TALK, STUDENT, TEACHER))
    assert talk.index("等于二。") < talk.index("答案见")
    assert "等于二。" not in student
    assert "答案在第二天。" not in student
    at = [teacher.rindex(word) for word in ("答案见", "参考答案", "等于二。", "答案在第二天。")]
    assert at == sorted(at)
    both = words_of(course, BOTH)
    assert both.rindex("Solutions") < both.rindex("Two.")


def test_each_selection_has_sources_of_its_own(course: Book) -> None:
    names = {path.parent.name for path in course.out().glob("*/documents")}
    assert names == {
        "zh-cn",
        "zh-cn.student.solutions-hide",
        "zh-cn.teacher.solutions-end",
        "zh-cn_en",
        "zh-cn_en.teacher.solutions-end",
    }


@pytest.mark.parametrize("name", [STUDENT, TEACHER, BOTH])
def test_a_cover_has_art_and_says_who_and_what(course: Book, name: str) -> None:
    cover = PdfReader(course.out() / f"{name}.pdf").pages[0]
    words = "".join(cover.extract_text().split())
    for text in ("两天训练一个模型", "某人", "主办：春季沙龙组委会"):
        assert text in words
    # The art is of the drawing of a chapter, in its second colour, and without its words.
    shown = [path.read_text("utf-8") for path in course.out().glob("zh-cn.student*/covers/*.svg")]
    assert sum("#e3a33b" in svg and "形状" not in svg for svg in shown) == 1
    # Another has more shapes, but is as wide as a name in letters; the logo is there, too.
    assert len(shown) == 2


@pytest.mark.parametrize("name", [TALK, "talk.zh-cn_en"])
def test_who_pays_stands_under_the_title_where_there_is_no_cover(course: Book, name: str) -> None:
    first = PdfReader(course.out() / f"{name}.pdf").pages[0].extract_text()
    assert "主办：春季沙龙组委会" in "".join(first.split())


def test_a_book_ends_with_its_rights(course: Book) -> None:
    for name in (STUDENT, TEACHER, BOTH):
        pdf = PdfReader(course.out() / f"{name}.pdf")
        words = "".join(pdf.pages[-1].extract_text().split())
        for text in ("©2026某人", "CCBY4.0", "Typst", "NotoSerifSC", "course.example/zh-cn/"):
            assert text in words, name
    assert "©2026某人" in words_of(course, TALK)


def test_paper_has_the_size_that_was_asked_for(course: Book) -> None:
    box = PdfReader(course.out() / f"{TEACHER}.pdf").pages[1].mediabox
    assert [round(float(side) / 72 * 25.4) for side in (box.width, box.height)] == [170, 240]


def test_what_no_handout_selects_any_more_is_removed(course: Book, tmp_path: Path) -> None:
    book = Book(tmp_path / "project")
    shutil.copytree(course.folder, book.folder)
    states = book.out().glob("*/.diglot-handouts.json")
    for state in list(states):
        text = state.read_text("utf-8").replace(str(course.folder), str(book.folder))
        state.write_text(text, "utf-8")
    book.configure(
        'diglot_handouts = {"student": {"documents": "first"}}',
    )
    assert book.build() == ""
    assert sorted(path.name for path in book.out().glob("*.pdf")) == ["student.zh-cn.pdf"]
    assert "等于二。" in words_of(book, STUDENT)
    folders = {path.name for path in book.out().iterdir() if re.match(r"zh-cn", path.name)}
    assert {name for name in folders if "." in name} == set()
