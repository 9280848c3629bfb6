from __future__ import annotations

from pathlib import Path

import pytest
from babel import localedata
from sphinx.locale import __file__ as sphinx_locale

from diglot.sphinxext.config.language_tags import is_tag, nearest_tag


def test_every_language_that_sphinx_speaks_is_known() -> None:
    folders = [path.parent.name for path in Path(sphinx_locale).parent.glob("*/LC_MESSAGES")]
    tags = {name.partition(".")[0] for name in folders}
    assert len(tags) > 60
    assert [tag for tag in sorted(tags) if not is_tag(tag)] == []


def test_every_language_that_babel_has_data_of_is_known() -> None:
    simple = [tag for tag in localedata.locale_identifiers() if "_" not in tag]
    assert [tag for tag in simple if not is_tag(tag)] == []


@pytest.mark.parametrize(
    "text", ["", ".", "../../x", "EN", "zh-CN", "zh_cn", "xx", "en_XX", "und", "jp", "eng", 5, None]
)
def test_other_values_are_no_tags(text: object) -> None:
    assert not is_tag(text)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("zh-CN", "zh_CN"),
        ("ZH_cn", "zh_CN"),
        ("zh-hant", "zh_Hant"),
        ("English", "en"),
        ("中文", "zh"),
        ("英语", "en"),
        ("deutsch", "de"),
        ("eng", "en"),
        ("jp", "ja"),
        ("cn", "zh_CN"),
        ("xx", ""),
        ("", ""),
        (7, ""),
    ],
)
def test_the_tag_that_was_meant(text: object, tag: str) -> None:
    assert nearest_tag(text) == tag
