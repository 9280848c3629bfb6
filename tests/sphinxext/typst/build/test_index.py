"""The order of an index."""

import pytest

from diglot.core.language import language
from diglot.sphinxext.typst.build.index import sort_key


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        (
            "zh_CN",
            ["AIGC", "北京", "董瑾", "GPU", "显存", "转换器", "《作品》", "2019 年", "--quiet"],
        ),
        ("en", ["apple", "Éclair", "zebra", "2019", "--quiet"]),
        ("de", ["Apfel", "Äpfel", "Birne"]),
    ],
)
def test_words_are_in_their_language_order(tag: str, words: list[str]) -> None:
    lang = language(tag)
    letters = [word for word in words if sort_key(word, lang)[0] is False]
    assert letters == sorted(letters, key=lambda word: sort_key(word, lang))


def test_signs_and_digits_come_last() -> None:
    lang = language("en")
    assert sorted(["2019", "zebra"], key=lambda word: sort_key(word, lang)) == ["zebra", "2019"]
