from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from diglot.actions.check import WORDS, check
from diglot.actions.selection import Selection
from diglot.checks.plugins import CHECKS, SPELLING, load_plugins
from diglot.cli.main import main
from diglot.core.codes import read_code
from diglot.core.diagnostic import Diagnostic, Severity, diagnostic_from_dict
from diglot.sphinxext.config.load import load_project
from distributions import install

Copy = Callable[[str], Path]
Captured = pytest.CaptureFixture[str]

TONE = '''
from diglot.checks import Check, Finding, Severity, TranslatedMessage


def tone(message: TranslatedMessage):
    """A translation does not shout.

    Bad:  好   →   Good!
    Good: 好   →   Good.
    """
    if "!" in message.target.prose:
        yield Finding("the translation shouts", "take the exclamation mark out")


check = Check("acme.tone", Severity.WARNING, tone)
'''
BROKEN = "import a_module_that_nobody_has\n"
RAISES = """
from diglot.checks import Check, Severity


def find(message):
    if "second" in message.msgstr:
        raise LookupError("no second thoughts")
    return iter(())


check = Check("acme.raises", Severity.INFO, find)
"""


class Site:
    """A folder on the path that tests install distributions into."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._modules = folder, list[str]()

    def add(self, name: str, source: str, point: str = "check", group: str = CHECKS) -> None:
        module = f"diglot_test_{name.replace('-', '_')}"
        self._modules.append(module)
        install(self._folder, name, {f"{module}.py": source}, {group: {name: f"{module}:{point}"}})

    def forget(self) -> None:
        for module in self._modules:
            sys.modules.pop(module, None)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    folder = tmp_path / "site-packages"
    monkeypatch.syspath_prepend(folder)
    site = Site(folder)
    yield site
    site.forget()


@pytest.fixture
def book(copy_project: Copy) -> Path:
    return copy_project("minimal")


def translate(book: Path, text: str, flags: str = "") -> None:
    path = book / "locales/en/LC_MESSAGES/chapter.po"
    before, _msgid, after = path.read_text("utf-8").rpartition('msgid "第二段。"')
    after = after.replace("The second paragraph.", text)
    path.write_text(f'{before}{flags}msgid "第二段。"{after}', "utf-8")


def found(book: Path, select: str = "", ignore: str = "") -> list[Diagnostic]:
    selection = Selection(
        (), *(frozenset(map(read_code, code.split())) for code in (select, ignore))
    )
    return list(check(load_project(book), selection=selection).diagnostics)


def codes(book: Path, select: str = "", ignore: str = "") -> list[str]:
    return [str(diagnostic.code) for diagnostic in found(book, select, ignore)]


def run(book: Path, *arguments: str) -> int:
    return main(["check", "--project", str(book), *arguments])


# --- checks that work


def test_a_check_finds_what_it_is_for(site: Site, book: Path) -> None:
    site.add("acme-tone", TONE)
    translate(book, "The second paragraph! Yes.")
    (diagnostic,) = found(book)
    assert diagnostic.code == "acme.tone"
    assert diagnostic.severity is Severity.WARNING
    assert diagnostic.message == "the translation shouts"
    assert diagnostic.hints == ("take the exclamation mark out",)
    assert diagnostic.location
    assert (diagnostic.location.msgid, diagnostic.location.line) == ("第二段。", 22)
    assert diagnostic_from_dict(json.loads(json.dumps(diagnostic.as_dict()))) == diagnostic


def test_it_is_selected_and_ignored_like_any_other(site: Site, book: Path) -> None:
    site.add("acme-tone", TONE)
    translate(book, "The second paragraph! 500.")
    assert codes(book) == ["acme.tone", "numbers"]
    assert codes(book, select="acme.tone") == ["acme.tone"]
    assert codes(book, ignore="acme.tone") == ["numbers"]
    assert run(book, "--strict", "--select", "acme.tone") == 1
    assert run(book, "--strict", "--ignore", "numbers,acme.tone") == 0


def test_a_message_is_exempted_by_its_flag(site: Site, book: Path) -> None:
    site.add("acme-tone", TONE)
    translate(book, "The second paragraph! Yes.", "#, ignore-acme.tone\n")
    assert codes(book) == []


def test_it_is_explained(site: Site, book: Path, capsys: Captured) -> None:
    site.add("acme-tone", TONE)
    assert run(book, "--explain", "acme.tone") == 0
    text = capsys.readouterr().out
    assert "A translation does not shout." in text
    assert "Bad:  好   →   Good!" in text
    assert "acme-tone" in text


def test_ours_are_explained_too(book: Path, capsys: Captured) -> None:
    assert run(book, "--explain", "numbers") == 0
    text = capsys.readouterr().out
    assert "A number of the source is missing from a translation, or was changed." in text
    assert "Good: 共 12 万张" in text


def test_programs_read_its_code(site: Site, book: Path, capsys: Captured) -> None:
    site.add("acme-tone", TONE)
    translate(book, "The second paragraph! Yes.")
    assert run(book, "--format", "json") == 0
    (data,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert data["code"] == "acme.tone"


def test_one_entry_point_may_offer_several(site: Site, book: Path) -> None:
    several = 'checks = [check, Check("acme.loud", Severity.INFO, tone)]\n'
    site.add("acme-tone", TONE + several, "checks")
    translate(book, "The second paragraph! Yes.")
    assert codes(book) == ["acme.loud", "acme.tone"]


# --- and those that do not


@pytest.mark.parametrize(
    ("source", "point", "reason"),
    [
        (BROKEN, "check", "ModuleNotFoundError: No module named 'a_module_that_nobody_has'"),
        ("raise SystemExit(3)", "check", "SystemExit: 3"),
        ("check = 5", "check", "TypeError"),
        ("check = [5]", "check", "TypeError: 5 is no diglot.checks.Check"),
        (TONE, "nothing", "AttributeError"),
        (TONE.replace("acme.tone", "tone"), "check", "ValueError: 'tone' is no code"),
        (TONE.replace("acme.tone", "numbers"), "check", "ValueError: 'numbers' is no code"),
        (TONE.replace("Severity.WARNING", "'loud'"), "check", "'loud' is not a valid Severity"),
        (TONE + "checks = [check, check]\n", "checks", "there already is a check acme.tone"),
        (TONE.replace("tone)", "None)"), "check", "is no diglot.checks.Check"),
    ],
    ids=[
        "import",
        "exit",
        "object",
        "item",
        "name",
        "prefix",
        "ours",
        "severity",
        "twice",
        "function",
    ],
)
def test_a_broken_one_is_named_and_left_out(
    site: Site, book: Path, source: str, point: str, reason: str
) -> None:
    site.add("acme-broken", source, point)
    site.add("good", TONE.replace("acme.", "good."))
    translate(book, "The second paragraph! Yes.")
    broken, good = found(book)
    assert (broken.code, broken.severity) == ("broken-plugin", Severity.ERROR)
    assert broken.message.startswith("acme-broken: ")
    assert reason in broken.message
    assert "acme-broken" in broken.hints[0]
    assert good.code == "good.tone"


def test_two_cannot_have_one_code(site: Site, book: Path) -> None:
    site.add("acme-tone", TONE)
    site.add("better", TONE)
    translate(book, "The second paragraph! Yes.")
    broken, good = found(book)
    assert "better" in broken.message
    assert "acme.tone" in broken.message
    assert good.code == "acme.tone"


def test_a_check_that_raises_is_reported_at_the_message_it_failed_at(
    site: Site, book: Path
) -> None:
    site.add("acme-raises", RAISES)
    places = [diagnostic.location for diagnostic in found(book)]
    assert [place.msgid for place in places if place] == ["第二节", "第二段。"]
    assert "acme-raises: the check acme.raises failed: LookupError" in found(book)[0].message
    assert "diglot_test_acme_raises.py:7" in found(book)[0].message


@pytest.mark.parametrize("finding", ["'words'", "None", "Finding('a', 'b', 'loud')"])
def test_what_is_no_finding_is_reported(site: Site, book: Path, finding: str) -> None:
    site.add("acme-tone", TONE.replace("yield Finding(", f"yield {finding}\n        print("))
    translate(book, "The second paragraph! Yes.")
    assert codes(book) == ["broken-plugin"]


def test_a_check_that_returns_nothing_is_reported(site: Site, book: Path) -> None:
    site.add("acme-none", RAISES.replace("return iter(())", "return None"))
    assert set(codes(book)) == {"broken-plugin"}


def test_selecting_does_not_silence_what_failed(site: Site, book: Path) -> None:
    site.add("acme-broken", BROKEN)
    assert codes(book, select="numbers") == ["broken-plugin"]
    assert codes(book, ignore="broken-plugin") == []
    assert run(book) == 1


def test_an_unknown_code_may_be_one_that_failed(site: Site, book: Path, capsys: Captured) -> None:
    site.add("acme-broken", BROKEN)
    assert run(book, "--select", "acme.tone") == 2
    assert "acme-broken: the entry point" in capsys.readouterr().err


def test_our_own_bugs_are_not_hidden(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise LookupError("ours")

    monkeypatch.setattr("diglot.checks.numbers.numbers_in", fail)
    with pytest.raises(LookupError, match="ours"):
        found(book)


def test_without_plugins_there_are_none() -> None:
    plugins = load_plugins()
    assert (plugins.checks, plugins.problems) == ((), ())


# --- engines of spelling

ENGINE = """
def engine(text, language):
    assert "\\N{OBJECT REPLACEMENT CHARACTER}" not in text
    if language == "en":
        for word in ("paragraph", "section"):
            if word in text:
                yield word, ["clause", "part"]
"""


def test_an_engine_finds_misspelt_words(site: Site, book: Path) -> None:
    site.add("acme-spell", ENGINE, "engine", SPELLING)
    assert set(codes(book)) == {"spelling"}
    first, *_others = found(book)
    assert first.severity is Severity.INFO
    assert first.message == "“paragraph” seems to be misspelt"
    assert first.hints[0].startswith("write clause or part, or add the word to locales/words.txt")


def test_words_that_are_right_are_right_for_every_engine(site: Site, book: Path) -> None:
    site.add("acme-spell", ENGINE, "engine", SPELLING)
    (book / "locales" / WORDS).write_text("Paragraph\nsection\n", "utf-8")
    assert codes(book) == []


def test_an_engine_without_an_idea(site: Site, book: Path) -> None:
    site.add("acme-spell", ENGINE.replace('["clause", "part"]', "()"), "engine", SPELLING)
    assert found(book)[0].hints[0].startswith("correct it, or add")


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (BROKEN, "ModuleNotFoundError"),
        ("engine = 'aspell'", "TypeError: 'aspell' cannot be called"),
        ("def engine(text):\n    return []\n", "the check spelling failed: TypeError"),
        ("def engine(text, language):\n    yield text\n", "the check spelling failed: ValueError"),
    ],
    ids=["import", "object", "signature", "result"],
)
def test_a_broken_engine_is_named(site: Site, book: Path, source: str, reason: str) -> None:
    site.add("acme-spell", source, "engine", SPELLING)
    diagnostics = found(book)
    assert {diagnostic.code for diagnostic in diagnostics} == {"broken-plugin"}
    assert "acme-spell: " in diagnostics[0].message
    assert reason in diagnostics[0].message
