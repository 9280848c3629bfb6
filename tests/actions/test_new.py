"""From an empty folder to sites and handouts, in any two languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands import run_module

PAIRS = {
    ("zh_CN", "en"): ("沙龙", "Salon", "talk"),
    ("en", "zh_TW"): ("A book", "一本書", "book"),
    ("ja", "de"): ("講演", "Vortrag", "talk"),
    ("fr", "ar"): ("Un livre", "", "book"),
    ("nl", "ko"): ("Diglot", "Diglot", "talk"),
}


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_what_it_makes_builds_and_passes_all_checks(tmp_path: Path, pair: tuple[str, str]) -> None:
    source, target = pair
    *names, kind = PAIRS[pair]
    folder = tmp_path / "made"
    named = [part for name in names for part in ("--name", name)]
    done = run_module(
        *("diglot", "new", str(folder), "--languages", f"{source},{target}", *named),
        *("--kind", kind, "--yes", "--format", "json"),
    )
    made = json.loads(done.stdout)
    assert made["english"] == (["nl"] if source == "nl" else [])
    assert sorted(made["files"]) == sorted(files_in(folder))
    assert names[0] in (folder / "docs/index.md").read_text("utf-8")
    checked = run_module("diglot", "check", "--strict", cwd=folder)
    assert (checked.returncode, checked.stderr) == (0, "")
    left = 1 if not names[1] else 0  # the name, which nobody has translated
    assert count_of_empty(folder) == left
    # PDFium returns text from right to left in another order, so that it cannot be looked for.
    strict = () if "ar" in pair else ("--strict",)
    built = run_module("diglot", "build", "--quiet", *strict, cwd=folder)
    assert (built.returncode, built.stderr) == (0, "")
    slugs = [tag.lower().replace("_", "-") for tag in pair]
    sites = folder / "build" / "site"
    for slug in (*slugs, "_".join(slugs)):
        assert (sites / slug / "index.html").is_file()
        assert (sites / "handouts" / f"{kind}.{slug}.pdf").is_file()


@pytest.mark.parametrize(
    ("folder", "names", "in_english", "said"),
    [
        ("salon", ["沙龙"], "salon", "the name in English is 'salon'"),
        ("salon", ["Orbit"], "Orbit", "the name in English is 'Orbit'"),
        ("沙龙", ["沙龙"], "", "there is no name in English yet"),
    ],
)
def test_names_that_nobody_states_are_told(
    tmp_path: Path, folder: str, names: list[str], in_english: str, said: str
) -> None:
    named = [part for name in names for part in ("--name", name)]
    options = ("--languages", "zh_CN,en", *named, "--yes")
    done = run_module("diglot", "new", folder, *options, cwd=tmp_path)
    catalog = (tmp_path / folder / "locales/en/LC_MESSAGES/index.po").read_text("utf-8")
    assert f'msgid "{names[0]}"\nmsgstr "{in_english}"\n' in catalog
    assert said in done.stdout


def files_in(folder: Path) -> list[str]:
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return [path.as_posix() for path in paths if path.parts[0] != "build" and path.name != ".lock"]


def count_of_empty(folder: Path) -> int:
    catalogs = folder.glob("locales/*/LC_MESSAGES/*.po")
    return sum(path.read_text("utf-8").count('msgstr ""\n\n') for path in catalogs) + sum(
        path.read_text("utf-8").endswith('msgstr ""\n')
        for path in folder.glob("locales/*/LC_MESSAGES/*.po")
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["full"], "is not empty"),
        (["full/a.txt"], "is a file"),
        (["new", "--yes", "--languages", "en"], "has two languages or more"),
        (["new", "--yes", "--languages", "en,chinese"], "'chinese' is no language"),
        (["new", "--yes", "--name", "a", "--name", "b", "--name", "c"], "more names than"),
        (["new"], "the input is not a terminal"),
    ],
)
def test_what_cannot_be_begun_is_left_as_it_is(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").write_text("mine")
    done = run_module("diglot", "new", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert "next: " in done.stderr
    assert not (tmp_path / "new").exists()
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["a.txt"]


def test_init_in_an_empty_folder_names_new(tmp_path: Path) -> None:
    done = run_module("diglot", "init", "en", cwd=tmp_path)
    assert done.returncode == 2
    assert "there is no conf.py in" in done.stderr
    assert "`diglot new FOLDER` begins one" in done.stderr
