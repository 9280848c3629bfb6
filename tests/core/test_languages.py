from __future__ import annotations

import pytest

from diglot.core.errors import DiglotError
from diglot.core.language import language
from diglot.core.languages import languages_of

ZH, EN, JA = map(language, ("zh_CN", "en", "ja"))


def test_the_first_target_stands_beside_the_source() -> None:
    languages = languages_of((ZH, EN, JA))
    assert (languages.source, languages.targets, languages.pair) == (ZH, (EN, JA), (ZH, EN))
    assert list(languages) == [ZH, EN, JA]
    assert len(languages) == 3
    assert languages.get("ja") is JA
    assert languages.get("fr") is None


def test_a_project_names_another_partner() -> None:
    assert languages_of((ZH, EN, JA), "ja").partner is JA


def test_one_language_stands_alone() -> None:
    assert languages_of((ZH,)).pair is None


@pytest.mark.parametrize(
    ("tags", "partner", "message"),
    [
        (("zh_CN", "en", "ja"), "fr", "the targets are en, ja"),
        (("zh_CN", "en"), "zh_CN", "the targets are en"),
        (("zh_CN",), "en", "there is no target language"),
    ],
)
def test_a_partner_is_a_target(tags: tuple[str, ...], partner: str, message: str) -> None:
    with pytest.raises(DiglotError, match=message):
        languages_of(tuple(map(language, tags)), partner)
