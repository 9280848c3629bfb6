from __future__ import annotations

from pathlib import Path

import pytest

from diglot.core.errors import UsageError
from diglot.core.language import language
from diglot.core.languages import languages_of
from diglot.core.project import Edition, Format, Project

SITE, HANDOUTS = Format.SITE, Format.HANDOUTS


def project(*, handouts: tuple[str, ...] = ("book",), parallel: bool = False) -> Project:
    here = Path("/p")
    languages = languages_of((language("zh_CN"), language("en")))
    return Project(
        here, here, here / "docs", here / "build", languages, (), handouts, parallel=parallel
    )


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], [("zh_CN", SITE), ("zh_CN", HANDOUTS), ("en", SITE), ("en", HANDOUTS)]),
        (["en"], [("en", SITE), ("en", HANDOUTS)]),
        (["handouts"], [("zh_CN", HANDOUTS), ("en", HANDOUTS)]),
        (["en/handouts", "zh-CN/site"], [("zh_CN", SITE), ("en", HANDOUTS)]),
        (["zh_cn/site", "site"], [("zh_CN", SITE), ("en", SITE)]),
    ],
)
def test_select(names: list[str], expected: list[tuple[str, Format]]) -> None:
    assert project().select(names) == tuple(Edition(*pair) for pair in expected)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ["zh_CN", "zh_CN", "en", "en", "zh_CN+en"]),
        (["site"], ["zh_CN", "en", "zh_CN+en"]),
        (["parallel"], ["zh_CN+en"]),
        (["zh-cn_en/site"], ["zh_CN+en"]),
        (["parallel/site", "en/handouts"], ["en", "zh_CN+en"]),
        (["en"], ["en", "en"]),
    ],
)
def test_select_in_parallel(names: list[str], expected: list[str]) -> None:
    assert [edition.reading for edition in project(parallel=True).select(names)] == expected


def test_two_languages_have_a_folder_of_their_own() -> None:
    edition = Edition("zh_CN", SITE, "en")
    assert project(parallel=True).outdir(edition) == Path("/p/build/site/zh-cn_en")
    assert project(parallel=True).name(edition) == "简体中文 / English"


def test_epub_is_built_on_request() -> None:
    assert project().select(["epub"]) == tuple(Edition(t, Format.EPUB) for t in ("zh_CN", "en"))
    assert Format.EPUB not in {edition.format for edition in project().editions}


def test_unknown_edition_names_the_known_ones() -> None:
    with pytest.raises(UsageError) as caught:
        project().select(["klingon"])
    assert "klingon" in caught.value.message
    assert "zh-cn, en" in str(caught.value.hint)


def test_no_handouts_no_handout_editions() -> None:
    with pytest.raises(UsageError):
        project(handouts=()).select(["handouts"])
