from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from diglot.cli.github import annotation
from diglot.cli.main import main
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Severity

Copy = Callable[[str], Path]
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def book(copy_project: Copy) -> Path:
    return copy_project("minimal")


def spoil(root: Path, new: str) -> None:
    path = root / "locales/en/LC_MESSAGES/chapter.po"
    path.write_text(path.read_text("utf-8").replace("The second paragraph.", new), "utf-8")


def check(root: Path, *arguments: str) -> int:
    return main(["check", "--project", str(root), *arguments])


def test_clean(book: Path, capsys: Captured) -> None:
    assert check(book, "--strict", "--fail-under", "100") == 0
    out, err = capsys.readouterr()
    assert "en: 6 of 6 messages are translated" in out
    assert out.endswith("no warnings\n")
    assert err == ""


@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        ("[a](#b)", [], 1),
        ("[a](#b)", ["--ignore", "links"], 0),
        ("500 paragraphs.", [], 0),
        ("500 paragraphs.", ["--strict"], 1),
        ("500 paragraphs.", ["--strict", "--select", "links,roles"], 0),
        ("A paragraph", ["--strict"], 0),
        ("", ["--fail-under", "100"], 1),
        ("", ["--fail-under", "80%"], 0),
        ("", ["--fail-under", "100", "--ignore", "not-enough-translated"], 0),
    ],
)
def test_exit_codes(book: Path, text: str, arguments: list[str], code: int) -> None:
    spoil(book, text)
    assert check(book, *arguments) == code


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere"], ["'nowhere'"]),
        (["--select", "nonsense"], ["'nonsense'", "numbers"]),
        (["--select", "number"], ["'number'", "did you mean numbers"]),
        (["--language", "fr"], ["'fr'"]),
    ],
)
def test_wrong_calls(book: Path, capsys: Captured, arguments: list[str], words: list[str]) -> None:
    assert check(book, *arguments) == 2
    err = capsys.readouterr().err
    for word in [*words, "next:"]:
        assert word in err


def test_names_that_nobody_knows(book: Path, capsys: Captured) -> None:
    conf = book / "conf.py"
    text = conf.read_text("utf-8").replace("diglot_languages", "diglot_langauges")
    conf.write_text(text, "utf-8")
    handout = 'diglot_handouts = {"book": "indx"}\n'
    conf.write_text(text + handout, "utf-8")
    (book / "locales/zh-TW/LC_MESSAGES").mkdir(parents=True)
    assert check(book, "--format", "short") == 1
    err = capsys.readouterr().err
    line = text[: text.index("diglot_langauges")].count("\n") + 1
    assert f"conf.py:{line}: warning: diglot has no setting diglot_langauges" in err
    last = text.count("\n") + 1
    assert f"conf.py:{last}: error: the handout 'book' was left out: there is no" in err
    assert "locales/zh-TW: warning: 'zh-TW' is no language [unknown-language]" in err
    check(book)
    err = capsys.readouterr().err
    assert "next: did you mean diglot_languages? All languages" in err
    assert "next: rename this folder 'zh_TW'" in err


def test_one_broken_catalog_is_one_problem(book: Path, capsys: Captured) -> None:
    path = book / "locales/en/LC_MESSAGES/chapter.po"
    path.write_text(path.read_text("utf-8") + "x\n" * 40, "utf-8")
    line = path.read_text("utf-8").count("\n") - 39
    assert check(book) == 1
    out, err = capsys.readouterr()
    assert err.count("[broken-catalog]") == 1
    assert f"chapter.po:{line}: error: " in err
    assert f"; 39 more faults follow, first in lines {line + 1}, {line + 2}, {line + 3} [" in err
    assert "next: correct the first one, and look again; -v names all" in err
    assert out.splitlines()[-1] == "1 error"
    check(book, "-v")
    assert capsys.readouterr().err.count("[broken-catalog]") == 40
    check(book, "--format", "json")
    assert len(json.loads(capsys.readouterr().out)["diagnostics"]) == 40
    assert main(["status", "--project", str(book)]) == 1
    assert capsys.readouterr().err.count("[broken-catalog]") == 1
    main(["format", "--repair", "--dry-run", "--project", str(book)])
    err = capsys.readouterr().err
    assert err.count("[repaired-catalog]") == 1
    assert "; 39 more texts are kept so, first in lines " in err
    assert "next: -v names all" in err


def test_a_percentage_is_one(book: Path) -> None:
    assert check(book, "--fail-under", "120") == 2


def test_people_see_the_message_and_what_to_do(book: Path, capsys: Captured) -> None:
    spoil(book, "500 paragraphs")
    check(book)
    out, err = capsys.readouterr()
    assert (
        "locales/en/LC_MESSAGES/chapter.po:22: warning: this number is not in the source: 500"
        in err
    )
    assert "en: 第二段。" in err
    assert "next: correct it" in err
    assert "end-stop" not in err
    assert [line.split() for line in out.splitlines()[:2]] == [
        ["numbers", "1", "warning"],
        ["end-stop", "1", "info"],
    ]
    assert "-v also shows infos" in out
    check(book, "-v")
    assert "end-stop" in capsys.readouterr().err


def test_an_info_that_is_selected_is_shown(book: Path, capsys: Captured) -> None:
    spoil(book, "A paragraph")
    check(book, "--select", "end-stop")
    assert "info: the source ends with a full stop [end-stop]" in capsys.readouterr().err


def test_programs_get_everything(book: Path, capsys: Captured) -> None:
    spoil(book, "500 paragraphs")
    check(book, "--format", "json")
    out, err = capsys.readouterr()
    data = json.loads(out)
    assert [finding["code"] for finding in data["diagnostics"]] == ["end-stop", "numbers"]
    assert data["diagnostics"][1]["location"] == {
        "path": "locales/en/LC_MESSAGES/chapter.po",
        "line": 22,
        "language": "en",
        "msgid": "第二段。",
    }
    assert data["progress"] == {"en": {"translated": 6, "fuzzy": 0, "untranslated": 0, "total": 6}}
    assert err == ""


def test_a_workflow_gets_annotations(
    book: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(book, "500 [a](#b) paragraphs.")
    monkeypatch.chdir(book.parent)
    assert check(book, "--format", "github") == 1
    out = capsys.readouterr().out
    place = "file=minimal/locales/en/LC_MESSAGES/chapter.po"
    assert (
        f"::error {place},title=diglot%3A links,line=22::this link is not in the source: (#b)"
        in out
    )
    assert f"::warning {place},title=diglot%3A numbers,line=22::" in out


def test_an_annotation_is_one_line() -> None:
    diagnostic = Diagnostic(
        Code.LINKS,
        Severity.INFO,
        "50%",
        Location("a,b.po", 3, "en", "一\n二"),
        ("do this",),
    )
    assert annotation(diagnostic, Path("/p"), Path("/p")) == (
        "::notice file=a%2Cb.po,title=diglot%3A links,line=3::50%25%0Aen: 一%0A二%0Anext: do this"
    )


def test_words_are_printed_as_they_are(book: Path, capsys: Captured) -> None:
    spoil(book, "A [bold]paragraph[/] with \\[")
    check(book)
    assert "gettext knows no escape \\[;" in capsys.readouterr().err
