"""Counting catalogs: what is done, what is wrong, what is too little."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from diglot.actions.check import check
from diglot.actions.status import status
from diglot.catalog.conflicts import both
from diglot.catalog.progress import Progress
from diglot.core.codes import Code
from diglot.sphinxext.config.load import load_project

Copy = Callable[[str], Path]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_fuzzy_and_empty_are_undone(copy_project: Copy) -> None:
    root = copy_project("minimal")
    chapter = root / "locales/en/LC_MESSAGES/chapter.po"
    edit(chapter, 'msgid "第二段。"', '#, fuzzy\nmsgid "第二段。"')
    edit(chapter, '"The second section"', '""')
    documents = status(load_project(root)).results["documents"]
    assert [(document.domain, document.progress) for document in documents] == [
        ("chapter", Progress(2, 1, 1)),
        ("index", Progress(2)),
    ]


def test_what_builds_do_not_take_is_missing(copy_project: Copy) -> None:
    root = copy_project("minimal")
    edit(root / "locales/en/LC_MESSAGES/chapter.po", "The second section", "<b>The second</b>")
    project = load_project(root)
    report = status(project, fail_under=100)
    chapter, _index = report.results["documents"]
    assert chapter.progress == Progress(3, 0, 1)
    assert [str(problem.code) for problem in report.diagnostics] == [
        "not-enough-translated",
        "unsafe-translation",
    ]
    checked = check(project, fail_under=100)
    assert checked.results["progress"]["en"] == Progress(5, 0, 1)
    found = {str(problem.code) for problem in checked.diagnostics}
    assert {
        "unsafe-translation",
        str(Code.CATALOG_NOT_TRANSLATED),
        "not-enough-translated",
    } <= found


def test_what_was_counted_holds_until_its_page_or_a_setting_changes(copy_project: Copy) -> None:
    root = copy_project("minimal")
    catalog = root / "locales/en/LC_MESSAGES/chapter.po"
    edit(catalog, "The second section", "The [second] section")

    def counted() -> tuple[int, list[str]]:
        report = status(load_project(root))
        codes = [str(problem.code) for problem in report.diagnostics]
        return report.results["documents"][0].progress.translated, codes

    safe: tuple[int, list[str]] = (4, [])
    unsafe = (3, ["unsafe-translation"])
    assert counted() == counted() == safe
    assert "chapter.po" in (root / "build/messages/counts.json").read_text("utf-8")
    # Now the word in brackets is a link.
    page = root / "docs/chapter.md"
    page.write_text(page.read_text("utf-8") + "\n[second]: https://example.org\n", "utf-8")
    edit(catalog, "The [second] section", "The [second](https://example.org/x) section")
    assert counted() == counted() == unsafe
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write("diglot_trust_translations = True\n")
    assert counted() == safe


def test_too_little_is_an_error(copy_project: Copy) -> None:
    root = copy_project("minimal")
    edit(root / "locales/en/LC_MESSAGES/chapter.po", '"The second section"', '""')
    project = load_project(root)
    assert status(project, fail_under=83).diagnostics == ()
    (problem,) = status(project, fail_under=83.5).diagnostics
    assert problem.code is Code.NOT_ENOUGH_TRANSLATED
    assert "83.3 % translated (5 of 6 messages)" in problem.message


def test_conflicts_of_a_merge_are_named(copy_project: Copy) -> None:
    root = copy_project("minimal")
    text = both("A", "B").replace("\n", "\\n")
    edit(root / "locales/en/LC_MESSAGES/chapter.po", "The second section", text)
    (problem,) = status(load_project(root)).diagnostics
    assert problem.code is Code.MERGE_CONFLICT
    assert problem.location
    assert problem.location.msgid == "第二节"


def test_conflicts_of_git_are_named(copy_project: Copy) -> None:
    root = copy_project("minimal")
    chapter = root / "locales/en/LC_MESSAGES/chapter.po"
    edit(
        chapter,
        'msgstr "The second section"',
        '<<<<<<< ours\nmsgstr "A"\n=======\nmsgstr "B"\n>>>>>>> theirs',
    )
    before = chapter.read_bytes()
    found = status(load_project(root)).diagnostics
    assert {finding.code for finding in found} == {Code.BROKEN_CATALOG}
    line = before.decode().split("\n").index("<<<<<<< ours") + 1
    assert str(found[0].location) == f"locales/en/LC_MESSAGES/chapter.po:{line}"
