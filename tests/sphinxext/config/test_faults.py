"""Settings that make no sense: each is refused, with the line of conf.py and the next step."""

from __future__ import annotations

from pathlib import Path

import pytest

from diglot.core.diagnostic import Location
from diglot.core.errors import DiglotError
from diglot.sphinxext.config.load import load_project

LANGUAGES = 'diglot_languages = ["zh_CN", "en", "ja"]'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "index.md").write_text("# 书\n", "utf-8")
    return tmp_path


def refusal(root: Path, *lines: str) -> DiglotError:
    """What is said of a conf.py with these lines behind one that names the language."""
    (root / "conf.py").write_text("\n".join(['language = "zh_CN"', *lines]), "utf-8")
    with pytest.raises(DiglotError) as caught:
        load_project(root)
    return caught.value


@pytest.mark.parametrize(
    ("lines", "message", "hint", "line"),
    [
        (
            'diglot_languages = "en"',
            "it is 'en'",
            "a list or a tuple or a mapping. All languages",
            2,
        ),
        ('diglot_languages = ["en"]', "leaves out 'zh_CN'", "['zh_CN', 'en']", 2),
        (f'language = "zh-CN"\n{LANGUAGES}', "language: 'zh-CN' is no", "did you mean 'zh_CN'?", 2),
        ('diglot_languages = ["en", "zh_CN"]', "first language is 'en'", "source", 2),
        ('diglot_languages = [\n  "zh-CN",\n  "en"]', "'zh-CN' is no", "did you mean 'zh_CN'?", 3),
        ('diglot_languages = ["zh_CN", "english"]', "'english' is no", "did you mean 'en'?", 2),
        ('diglot_languages = ["zh_CN", "EN"]', "'EN' is no", "did you mean 'en'?", 2),
        ('diglot_languages = ["zh_CN", "xx"]', "'xx' is no", "languages have Sphinx's tags", 2),
        ('diglot_languages = ["zh_CN", 1]', "1 is no language", "tags", 2),
        ('diglot_languages = ["zh_CN", "en", "en"]', "names 'en' twice", "once", 2),
        ('diglot_languages = {"zh_CN": 5}', "the name of 'zh_CN' is 5", "quotes", 2),
        ('diglot_code = "comment"', "it is 'comment'", "did you mean 'comments'?", 2),
        ("diglot_code = True", "it is True", "text in quotes. What is translated in code", 2),
        (f'{LANGUAGES}\ndiglot_partner = "jp"', "names 'jp'", "target of diglot_languages", 3),
        ('diglot_readings = ["paralel"]', "names 'paralel'", "did you mean 'parallel'?", 2),
        ('diglot_readings = "parallel"', "it is 'parallel'", "a list", 2),
        ('diglot_fonts = {"serrif": "A"}', "a part 'serrif'", "did you mean 'serif'?", 2),
        ('diglot_fonts = {\n "mono": 5}', "its mono is 5", "a name in quotes", 3),
        ('diglot_fonts = {\n "folders": ["font"]}', "its folder 'font' is not there", "counted", 3),
        ('diglot_fonts = {"folders": "conf.py"}', "its folder 'conf.py' is a file", "holds", 2),
        ('diglot_parallel = "yes"', "it is 'yes'", "'auto', True, False", 2),
        ('diglot_pdf_standards = ["a-9"]', "names 'a-9'", "'a-2a'", 2),
        ('diglot_handouts = ["index"]', "it is ['index']", "a mapping. The handouts by name", 2),
        ('diglot_handouts = "index"', "it is 'index'", "a mapping", 2),
        ('diglot_handouts = {"A": "index",\n"a": "index"}', "differ only in case", "name", 3),
        ('diglot_marks = "no"', "it is 'no'", "True or False", 2),
        ("import this_is_not_there as diglot_code", "no module named", "correct conf.py", None),
    ],
)
def test_the_setting_its_line_and_the_next_step(
    root: Path, lines: str, message: str, hint: str, line: int | None
) -> None:
    error = refusal(root, lines)
    assert message.lower() in error.message.lower()
    assert hint in (error.hint or "")
    assert error.location is not None
    if line is not None:
        assert error.location == Location("conf.py", line)


def test_a_setting_that_comes_from_elsewhere_has_no_line(root: Path) -> None:
    error = refusal(root, "globals().update(diglot_code='all')")
    assert error.location == Location("conf.py")


@pytest.mark.parametrize(
    "lines",
    [
        "",
        "diglot_marks = 1",
        'diglot_parallel = "auto"',
        'diglot_languages = {"zh_CN": None, "sr@latin": "srpski", "lzh": "文言", "zh_Hant": "繁"}',
        'diglot_fonts = {"serif": ["A", "B"], "folders": "faces"}',
        'diglot_pdf_standards = ["a-4f", "2.0"]\ndiglot_handouts = {"book": "index"}',
    ],
)
def test_what_makes_sense_is_taken(root: Path, lines: str) -> None:
    (root / "faces").mkdir()
    (root / "conf.py").write_text(f'language = "zh_CN"\n{lines}\n', "utf-8")
    assert load_project(root).source.tag == "zh_CN"
