"""Families are chosen by what they can set, out of those there are."""

import pytest
import typst

from diglot.core.errors import DiglotError
from diglot.typeset.bold_faces import has_bold_face
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


@pytest.mark.parametrize(
    ("language", "face"),
    [
        ("zh-TW", "Noto Sans CJK TC"),
        ("zh-HK", "Noto Sans CJK TC"),
        ("ja", "Noto Sans CJK JP"),
        ("ko", "Noto Sans CJK KR"),
    ],
)
def test_a_sans_with_the_forms_of_the_language_stands_in_for_its_serif(
    language: str, face: str
) -> None:
    assert names(faces_for(language, font_book().families).serif)[1] == face
    serif = face.replace("Sans CJK", "Serif")
    assert names(faces_for(language, {*font_book().families, serif}).serif)[1] == serif


@pytest.mark.parametrize(
    ("others", "face"),
    [([], "Noto Serif SC"), (["fr", "ja", "zh-CN"], "Noto Sans CJK JP")],
    ids=["Chinese", "the project's"],
)
def test_han_in_another_script_has_the_forms_of_the_projects_language(
    others: list[str], face: str
) -> None:
    assert names(faces_for("en", font_book().families, others=others).serif)[1] == face


def test_the_fonts_of_the_machine_are_used_only_where_one_is_named() -> None:
    packaged = font_book()
    everything = {font.family for font in typst.Fonts(include_system_fonts=True).fonts()}
    on_this_machine = sorted(everything - packaged.families)
    assert font_book((), ("Noto Serif SC",)).identity == packaged.identity
    if not on_this_machine:
        pytest.skip("this machine has no fonts of its own")
    named = font_book((), (on_this_machine[0],))
    assert named.families == packaged.families | {on_this_machine[0]}
    assert named.identity != packaged.identity


def test_the_fonts_are_identified_by_what_they_are() -> None:
    assert font_book().identity == font_book(()).identity
    assert len(font_book().identity) == 64


@pytest.mark.parametrize(
    ("family", "is_bold"),
    [
        ("Libertinus Serif", True),
        ("DejaVu Sans Mono", True),
        # Of weight 100, but variable.
        ("Noto Sans CJK SC", True),
        ("Noto Serif SC", False),
        ("Nowhere Sans", False),
    ],
)
def test_a_family_without_a_bold_face_is_known(family: str, is_bold: bool) -> None:
    assert has_bold_face(family, font_book()) == is_bold
