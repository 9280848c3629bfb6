"""Slides: a section each, on a wide page; what is too long goes on on the next one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pdf_shapes import Page, pages_of, places
from sphinxext.typst.conftest import SLIDES, text_of

MM = 72 / 25.4


def _texts(pages: list[Page]) -> list[str]:
    return ["".join(shape.text for shape in page.texts) for page in pages]


@pytest.mark.parametrize("name", [*SLIDES, "rehearsal.zh-cn"])
def test_slides_are_as_wide_as_a_screen(printed: Path, name: str) -> None:
    for page in pages_of(printed / f"{name}.pdf"):
        assert page.width == pytest.approx(297 * MM, abs=0.1)
        assert page.width / page.height == pytest.approx(16 / 9, abs=0.01)


@pytest.mark.parametrize("name", [*SLIDES, "rehearsal.zh-cn"])
def test_no_slide_is_blank(printed: Path, name: str) -> None:
    assert [
        page for page in pages_of(printed / f"{name}.pdf") if not page.texts + page.pictures
    ] == []


@pytest.mark.parametrize("name", [*SLIDES, "rehearsal.zh-cn"])
def test_each_section_begins_a_slide_at_its_head(printed: Path, name: str) -> None:
    headings = ["提纲", "细目", "长节", "末节"]
    found = places(printed / f"{name}.pdf", "^(?:提纲|细目|长节|末节)(?!的)")
    first = {text: (page, top) for page, top, text in reversed(found)}
    assert [*first.keys()] == headings[::-1] or {*first} == {*headings}
    pages = [first[text][0] for text in headings]
    assert len({*pages}) == len(pages) == 4
    assert pages == sorted(pages)
    assert all(top < 30 * MM for _, top in first.values())


@pytest.mark.parametrize("name", [*SLIDES, "rehearsal.zh-cn"])
def test_what_is_deeper_stays_on_its_slide(printed: Path, name: str) -> None:
    texts = _texts(pages_of(printed / f"{name}.pdf"))
    (slide,) = [text for text in texts if "更细的话" in text]
    assert "细目的话" in slide


@pytest.mark.parametrize("name", [*SLIDES, "rehearsal.zh-cn"])
def test_a_long_section_goes_on_and_says_so(printed: Path, name: str) -> None:
    pdf = printed / f"{name}.pdf"
    texts = _texts(pages_of(pdf))
    slides = [at for at, text in enumerate(texts, 1) if re.search("长段\\d", text)]
    assert len(slides) > 1
    assert slides == [*range(slides[0], slides[0] + len(slides))]
    assert "".join(re.findall("长段(\\d)", "".join(texts))) == "12345678"
    again = {page for page, top, _ in places(pdf, "续") if top < 17 * MM}
    assert {*slides[1:]} <= again
    assert slides[0] not in again
    # That is what tables say where they go on.
    assert "续表" not in text_of(printed / "rehearsal.zh-cn.pdf")


@pytest.mark.parametrize("name", [*SLIDES, "rehearsal.zh-cn"])
def test_a_listing_that_fits_on_a_slide_is_not_divided(printed: Path, name: str) -> None:
    lines = places(printed / f"{name}.pdf", r"step_\d")
    assert len(lines) == 8
    assert len({page for page, _, _ in lines}) == 1


def test_speaker_notes_are_left_out_or_stand_below(printed: Path) -> None:
    note = "先问听众"
    for name in SLIDES:
        assert note not in text_of(printed / f"{name}.pdf")
    assert note in text_of(printed / "a4.zh-cn.pdf")
    (page, top, _), *others = places(printed / "rehearsal.zh-cn.pdf", note)
    assert not others
    assert top > 130 * MM
    assert "为什么慢" in _texts(pages_of(printed / "rehearsal.zh-cn.pdf"))[page - 1]


def test_speaker_notes_stand_below_what_comes_after_them(printed: Path) -> None:
    pdf = printed / "rehearsal.zh-cn.pdf"
    (page, top, _), (below, foot, _) = (*places(pdf, "末节的话"), *places(pdf, "旁白：末了"))
    assert page == below
    assert top < 40 * MM < 130 * MM < foot


@pytest.mark.parametrize("name", SLIDES)
def test_a_title_alone_is_in_the_middle_of_its_slide(printed: Path, name: str) -> None:
    pdf = printed / f"{name}.pdf"
    tops = {title: places(pdf, f"^{title}")[0][1] for title in ("步骤", "表格", "长词")}
    assert tops["步骤"] < 30 * MM
    assert all(55 * MM < tops[title] < 95 * MM for title in ("表格", "长词")), tops


def test_the_first_slide_of_one_document_is_its_title(printed: Path) -> None:
    first, second, *_ = _texts(pages_of(printed / "rehearsal.zh-cn.pdf"))
    assert first.startswith("讲座")
    assert "某人" in first
    assert "引言" not in first
    # What the speaker says first, too.
    assert "先欢迎" in first
    assert second == "引言一句。"


@pytest.mark.parametrize("name", SLIDES[1:])
def test_slides_in_two_languages_hold_both(printed: Path, name: str) -> None:
    texts = _texts(pages_of(printed / f"{name}.pdf"))
    (slide,) = [text for text in texts if "怎样变快" in text]
    assert "Outline of the talk" in slide
    assert "Why it is slow" in slide
