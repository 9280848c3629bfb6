from __future__ import annotations

import pytest

from diglot.adopt.pinyin import spelled

NAMES = ["组件注册", "组件插槽", "viewport-布局", "桌面端适配", "浏览器适配", "api", "长", "常"]


@pytest.mark.parametrize(
    ("anchor", "name"),
    [
        ("zu-jian-zhu-ce", "组件注册"),
        ("viewport-bu-ju", "viewport-布局"),
        # Another table of readings, in one of five syllables.
        ("zhuo-mian-duan-gua-pei", "桌面端适配"),
        ("zhuo-mian-duan-gua-pai", ""),
        ("zu-jian", ""),
        ("api", ""),
        # 长 is read so, too.
        ("chang", ""),
        ("zhang", "长"),
    ],
)
def test_an_anchor_leads_to_the_heading_that_it_spells(anchor: str, name: str) -> None:
    assert spelled(anchor, NAMES) == name


def test_what_two_headings_may_be_is_none() -> None:
    assert spelled("zu-jian-zhu-cha", ["组件注册", "组件主册"]) == ""
    assert spelled("", []) == ""
