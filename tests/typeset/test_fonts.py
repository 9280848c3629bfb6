"""Families are chosen by what they can set, out of those there are."""

import pytest

from diglot.core.errors import DiglotError
from diglot.typeset.fonts import Family, faces_for, font_book

EMBEDDED = {"Libertinus Serif", "New Computer Modern Math", "DejaVu Sans Mono"}
PIP = EMBEDDED | {"Noto Serif SC", "Noto Sans SC", "Noto Sans CJK SC", "Noto Sans"}
DEBIAN = EMBEDDED | {"Noto Serif CJK SC", "Noto Sans CJK SC", "DejaVu Sans"}


def names(families: tuple[Family, ...]) -> list[str]:
    return [family if isinstance(family, str) else family["name"] for family in families]


@pytest.mark.parametrize(
    ("families", "serif", "sans"),
    [
        (PIP, "Noto Serif SC", "Noto Sans CJK SC"),
        (DEBIAN, "Noto Serif CJK SC", "Noto Sans CJK SC"),
    ],
    ids=["pip", "debian"],
)
def test_chinese_is_set_with_what_is_there(families: set[str], serif: str, sans: str) -> None:
    faces = faces_for("zh-CN", families)
    assert faces.serif[0] == {"name": "Libertinus Serif", "covers": "latin-in-cjk"}
    assert faces.serif[1] == serif
    assert names(faces.sans)[1] == sans


def test_english_quotation_marks_are_latin() -> None:
    assert faces_for("en", PIP).serif[:2] == ("Libertinus Serif", "Noto Serif SC")


def test_english_can_do_without_chinese() -> None:
    assert names(faces_for("en", EMBEDDED | {"DejaVu Sans"}).serif)[0] == "Libertinus Serif"


def test_chinese_cannot_be_set_without_a_chinese_font() -> None:
    with pytest.raises(DiglotError, match=r"no serif font for zh-CN") as caught:
        faces_for("zh-CN", EMBEDDED | {"DejaVu Sans"})
    assert "pip install" in str(caught.value.hint)


@pytest.mark.parametrize(
    ("requested", "expected"),
    [
        ("Noto Sans SC", ["Noto Sans SC"]),
        (["Noto Sans", "Noto Sans SC"], [{"name": "Noto Sans", "covers": "latin-in-cjk"}]),
    ],
    ids=["a Chinese family", "a Latin one before it"],
)
def test_a_requested_family_comes_first(requested: list[str] | str, expected: list[Family]) -> None:
    assert list(faces_for("zh-CN", PIP, {"serif": requested}).serif[: len(expected)]) == expected


def test_a_requested_family_that_is_not_installed_is_refused() -> None:
    with pytest.raises(DiglotError, match=r"the serif font 'Nowhere Serif' is not installed"):
        faces_for("en", PIP, {"serif": "Nowhere Serif"})


@pytest.mark.parametrize("language", ["zh-CN", "en", "de", "ru", "fr"])
def test_the_packages_set_these_languages(language: str) -> None:
    assert names(faces_for(language, font_book().families).serif)


def test_the_fonts_are_identified_by_what_they_are() -> None:
    assert font_book().identity == font_book(()).identity
    assert len(font_book().identity) == 64
