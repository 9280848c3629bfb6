from __future__ import annotations

from pathlib import Path

import pytest

from diglot.core.errors import UsageError
from diglot.core.language import language
from diglot.core.project import Edition, Format, Project

SITE, HANDOUTS = Format.SITE, Format.HANDOUTS


def project(*, handouts: tuple[str, ...] = ("book",)) -> Project:
    here = Path("/p")
    languages = (language("zh_CN"), language("en"))
    return Project(here, here, here / "docs", here / "build", languages, (), handouts)


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


def test_unknown_edition_names_the_known_ones() -> None:
    with pytest.raises(UsageError) as caught:
        project().select(["klingon"])
    assert "klingon" in caught.value.message
    assert "zh-cn, en" in str(caught.value.hint)


def test_no_handouts_no_handout_editions() -> None:
    with pytest.raises(UsageError):
        project(handouts=()).select(["handouts"])
