"""No attack of tests/cases/attacks has an effect in any output; `build` and `check` name each."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from attacks import Attack, attacks, write_book
from commands import run_module

ATTACKS = attacks()
IDS = [f"{attack.kind}: {attack.title}" for attack in ATTACKS]
CODE = "unsafe-translation"


class Built:
    """A book of attacks, checked and then built in every format."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.places = write_book(root)
        self.checked = _report(root, "check")
        self.written_by_check = traces(root)
        self.built = _report(root, "build", "site", "handouts", "epub", "parallel")
        self.published = b"\n".join(_contents(root / "build"))


def traces(root: Path) -> list[str]:
    """Return the files that code in a translation has written."""
    return [path.name for path in root.rglob("*evil*")]


def _report(root: Path, verb: str, *arguments: str) -> dict[str, Any]:
    done = run_module("diglot", verb, *arguments, "--format", "json", cwd=root)
    assert done.stdout.startswith("{"), done.stdout + done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _contents(build: Path) -> Iterator[bytes]:
    """Yield all that readers get, and the sources of the handouts."""
    for path in sorted(path for name in ("site", "typst") for path in (build / name).rglob("*.*")):
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as book:
                yield from (book.read(name) for name in book.namelist())
        elif path.is_file():
            yield path.read_bytes()


def unsafe(report: dict[str, Any]) -> set[tuple[str, int]]:
    return {
        (found["location"]["path"], found["location"]["line"])
        for found in report["diagnostics"]
        if found["code"] == CODE
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Built(tmp_path_factory.mktemp("attacks") / "book")


def test_there_are_many() -> None:
    assert len(ATTACKS) >= 100
    assert len({attack.kind for attack in ATTACKS}) >= 12


@pytest.mark.parametrize("attack", ATTACKS, ids=IDS)
def test_an_attack_has_no_effect(attack: Attack, built: Built) -> None:
    assert f"evil{attack.number}".encode() not in built.published


@pytest.mark.parametrize("attack", ATTACKS, ids=IDS)
def test_build_and_check_name_it(attack: Attack, built: Built) -> None:
    assert built.places[attack] in unsafe(built.checked)
    assert built.places[attack] in unsafe(built.built)


def test_both_give_the_same_verdict(built: Built) -> None:
    assert unsafe(built.checked) == unsafe(built.built) == set(built.places.values())


def test_nothing_is_run(built: Built) -> None:
    assert built.written_by_check == []
    assert traces(built.root) == []
    assert b"evil secret" not in built.published


def test_the_source_is_shown_and_marked(built: Built) -> None:
    page = (built.root / "build" / "site" / "en" / "body.html").read_text("utf-8")
    numbers = [attack.number for attack in ATTACKS if attack.kind == "body"]
    assert [number for number in numbers if str(number) not in page] == []
    assert page.count("diglot-untranslated") >= len(numbers)


def test_each_comes_with_a_next_step(built: Built) -> None:
    found = [finding for finding in built.checked["diagnostics"] if finding["code"] == CODE]
    assert {finding["severity"] for finding in found} == {"error"}
    assert all("diglot_trust_translations" in finding["hints"][0] for finding in found)


def test_words_that_look_like_html_stay_words(tmp_path: Path) -> None:
    text = (
        r"Words &lt;img src=x onerror=evil@@()&gt; and \<svg/onload=evil@@()\> @@"
        """ "q" onmouseover=evil@@() 'r' style=x"""
    )
    around = {"conf", "template"}  # there entities are no words, but markup
    kinds = frozenset(attack.kind for attack in ATTACKS) - around
    places = write_book(tmp_path / "book", kinds=kinds, target=text)
    assert unsafe(_report(tmp_path / "book", "check")) == set()
    assert unsafe(_report(tmp_path / "book", "build", "site", "parallel", "epub")) == set()
    pages = list(_pages(tmp_path / "book" / "build" / "site"))
    assert sum(f"evil{attack.number}" in page for attack in places for page in pages) > len(places)
    for page in pages:
        for element in BeautifulSoup(page, "html.parser").find_all():
            assert not (element.name == "img" and element.get("src") == "x")
            assert [name for name in element.attrs if name.startswith("on")] == []
            assert element.name != "svg" or "/onload" not in str(element.attrs)


def _pages(site: Path) -> Iterator[str]:
    for path in site.rglob("*.html"):
        yield path.read_text("utf-8")
    for path in site.rglob("*.epub"):
        with zipfile.ZipFile(path) as book:
            yield from (
                book.read(name).decode() for name in book.namelist() if name.endswith("html")
            )


def test_trusted_translators_may_do_everything(tmp_path: Path) -> None:
    places = write_book(tmp_path / "book", trusts=True, kinds=frozenset({"body", "table"}))
    assert unsafe(_report(tmp_path / "book", "check")) == set()
    assert unsafe(_report(tmp_path / "book", "build", "en/site")) == set()
    published = b"\n".join(_contents(tmp_path / "book" / "build"))
    shown = [attack for attack in places if f"evil{attack.number}".encode() in published]
    assert len(shown) >= 0.8 * len(places)
    assert b"evil secret" in published
    assert traces(tmp_path / "book") != []
