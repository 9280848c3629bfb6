"""Which PDFs a handout has, and what their files are called."""

from __future__ import annotations

import pytest

from diglot.core.language import Language, language
from diglot.sphinxext.config.readings import PAIRED, SINGLE, Reading
from diglot.sphinxext.handouts.handout import Handout
from diglot.sphinxext.handouts.pdf import pdfs_of

CHINESE, ENGLISH = language("zh_CN"), language("en")
ALL = (Reading.INTERLINEAR, Reading.SINGLE, Reading.PARALLEL)


@pytest.mark.parametrize(
    ("readings", "languages", "names"),
    [
        (ALL, [CHINESE], ["book.zh-cn.pdf"]),
        (ALL, [ENGLISH], ["book.en.pdf"]),
        (ALL, [CHINESE, ENGLISH], ["book.zh-cn_en.pdf", "book.interlinear.zh-cn_en.pdf"]),
        ((Reading.SINGLE,), [CHINESE, ENGLISH], []),
        ((Reading.PARALLEL,), [CHINESE], []),
    ],
)
def test_a_handout_has_the_pdfs_of_its_readings(
    readings: tuple[Reading, ...], languages: list[Language], names: list[str]
) -> None:
    handout = Handout("book", ("index",), readings=readings)
    assert [pdf.filename for pdf in pdfs_of(handout, languages)] == names


def test_only_the_readings_that_are_wanted_count() -> None:
    handout = Handout("book", ("index",), readings=ALL)
    both = [CHINESE, ENGLISH]
    assert [pdf.reading for pdf in pdfs_of(handout, both, PAIRED)] == ["parallel", "interlinear"]
    assert [pdf.reading for pdf in pdfs_of(handout, both, {Reading.INTERLINEAR})] == ["interlinear"]
    assert list(pdfs_of(handout, both, SINGLE)) == []
