from __future__ import annotations

import pytest

from diglot.core.language import language


@pytest.mark.parametrize(
    ("tag", "bcp47", "slug", "name"),
    [
        ("zh_CN", "zh-CN", "zh-cn", "简体中文"),
        ("en", "en", "en", "English"),
        ("de_AT", "de-AT", "de-at", "Deutsch"),
        ("sv", "sv", "sv", "Svenska"),
        ("zh_Hant_HK", "zh-Hant-HK", "zh-hant-hk", "繁體中文"),
        ("tlh", "tlh", "tlh", "tlh"),
    ],
)
def test_names(tag: str, bcp47: str, slug: str, name: str) -> None:
    named = language(tag)
    assert (named.bcp47, named.slug, named.name) == (bcp47, slug, name)


def test_a_project_may_name_it() -> None:
    assert language("en", "British").name == "British"


@pytest.mark.parametrize("tag", ["zh", "zh_CN", "zh-CN", "zh_Hant_TW", "ZH_tw"])
def test_the_base_has_no_region(tag: str) -> None:
    assert language(tag).base == "zh"
    assert language(tag).is_chinese
