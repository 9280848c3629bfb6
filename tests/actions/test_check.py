from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from diglot.actions.check import check
from diglot.actions.selection import Selection
from diglot.catalog.conflicts import both
from diglot.catalog.progress import Progress
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Report, Severity
from diglot.core.errors import DiglotError, UsageError
from diglot.sphinxext.config.load import load_project
from folders import ROOT

Copy = Callable[[str], Path]


@pytest.fixture
def book(copy_project: Copy) -> Path:
    return copy_project("minimal")


def catalog(root: Path, name: str = "chapter") -> Path:
    return root / f"locales/en/LC_MESSAGES/{name}.po"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def run(root: Path, *documents: str, select: str = "", ignore: str = "") -> Report:
    selected = frozenset({Code(select)} if select else ())
    ignored = frozenset({Code(ignore)} if ignore else ())
    return check(load_project(root), selection=Selection(documents, selected, ignored))


def said(report: Report) -> list[tuple[str, str]]:
    return [(str(finding.code), str(finding.location)) for finding in report.diagnostics]


def test_a_clean_book(book: Path) -> None:
    report = run(book)
    assert said(report) == []
    assert report.results["progress"] == {"en": Progress(translated=6)}


def test_this_book_has_no_errors_and_no_warnings() -> None:
    report = check(load_project(ROOT), fail_under=100)
    bad = [finding for finding in report.diagnostics if finding.severity is not Severity.INFO]
    assert bad == []
    assert report.results["progress"]["en"].translated > 500


def test_a_lost_label(book: Path) -> None:
    change(catalog(book), "the beginning <start>", "the beginning <beginning>")
    (found,) = run(book).diagnostics
    assert isinstance(found, Diagnostic)
    assert found.code is Code.REFERENCES
    assert found.severity is Severity.ERROR
    place = found.location
    assert place
    assert (place.path, place.line) == ("locales/en/LC_MESSAGES/chapter.po", 14)
    assert place.language == "en"
    assert place.msgid == "第一段，见 {ref}`开头 <start>`。"
    assert found.hints


def test_sources_are_checked_too(book: Path) -> None:
    change(book / "docs/chapter.md", "第二段。", "第二段。\n\n![](nowhere.png)")
    assert said(run(book)) == [("missing-alt", "docs/chapter.md:10")]


def test_what_is_not_finished_is_said_once_a_catalog(book: Path) -> None:
    change(catalog(book), '"The second paragraph."', '""')
    change(catalog(book), 'msgid "第二节"', '#, fuzzy\nmsgid "第二节"')
    (found,) = run(book).diagnostics
    assert found.code is Code.CATALOG_NOT_TRANSLATED
    assert found.message == "of 4 messages, 1 not translated, 1 fuzzy"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("chapter", ["chapter.po"]),
        ("docs/chapter.md", ["chapter.po"]),
        ("locales/en/LC_MESSAGES/index.po", ["index.po"]),
        ("", ["chapter.po", "index.po"]),
    ],
)
def test_documents_by_name_by_file_and_by_catalog(
    book: Path, monkeypatch: pytest.MonkeyPatch, asked: str, found: list[str]
) -> None:
    change(catalog(book), "The second section", "500 sections")
    change(catalog(book, "index"), "A small book", "A book of 500")
    monkeypatch.chdir(book)
    documents = (asked,) if asked else ()
    assert [line[1].split("/")[-1].split(":")[0] for line in said(run(book, *documents))] == found


def test_a_document_that_is_not_there(book: Path) -> None:
    with pytest.raises(UsageError, match="'chaptre'") as caught:
        run(book, "chaptre")
    assert caught.value.hint == "did you mean chapter?"


def test_codes_are_selected_and_ignored(book: Path) -> None:
    change(catalog(book), "The second section", "500 sections.")
    assert {code for code, _place in said(run(book))} == {"numbers", "end-stop"}
    assert {code for code, _place in said(run(book, select="numbers"))} == {"numbers"}
    assert {code for code, _place in said(run(book, ignore="numbers"))} == {"end-stop"}


def test_a_broken_catalog_is_told_with_its_line(book: Path) -> None:
    change(catalog(book), '"The beginning"', '"The beginning')
    assert ("broken-catalog", "locales/en/LC_MESSAGES/chapter.po:11") in said(run(book))


def test_a_conflict_of_a_merge_is_told(book: Path) -> None:
    both_sides = both("A second section", "Section two").replace("\n", "\\n")
    change(
        catalog(book),
        'msgid "第二节"\nmsgstr "The second section"',
        f'#, fuzzy\nmsgid "第二节"\nmsgstr "{both_sides}"',
    )
    (found,) = run(book, select="merge-conflict").diagnostics
    assert (found.severity, found.location and found.location.msgid) == (Severity.ERROR, "第二节")


def test_a_list_of_words_that_is_not_utf8_is_named(book: Path) -> None:
    (book / "locales/words.txt").write_bytes("diglot\n训练\n".encode("gb18030"))
    with pytest.raises(DiglotError, match="not UTF-8") as caught:
        run(book)
    assert str(caught.value.location) == "locales/words.txt:2"


def test_the_memory_is_no_document(book: Path) -> None:
    memory = book / "locales/en/memory.po"
    memory.write_text('msgctxt "a"\nmsgid "b"\nmsgstr "c"\n', "utf-8")
    with pytest.raises(UsageError, match="there is no document"):
        run(book, str(memory))


def test_too_little_is_translated(book: Path) -> None:
    change(catalog(book), '"The second paragraph."', '""')
    project = load_project(book)
    codes = {finding.code for finding in check(project, fail_under=90).diagnostics}
    assert Code.NOT_ENOUGH_TRANSLATED in codes
    codes = {finding.code for finding in check(project, fail_under=80).diagnostics}
    assert Code.NOT_ENOUGH_TRANSLATED not in codes


def test_the_list_of_terms(book: Path) -> None:
    terms = book / "locales/glossary.csv"
    terms.write_text("term,language,translation,never\n开头,en,start,beginning\n", "utf-8")
    codes = {code for code, _place in said(run(book))}
    assert codes == {"glossary", "forbidden-term"}
    terms.write_text("term,language\n", "utf-8")
    assert said(run(book)) == [("broken-glossary", "locales/glossary.csv:1")]


def test_terms_of_the_book_itself(book: Path) -> None:
    glossary = "\n```{glossary}\n第二节\n  一节。\n```\n"
    chapter = book / "docs/chapter.md"
    chapter.write_text(chapter.read_text("utf-8") + glossary, "utf-8")
    change(catalog(book, "index"), 'msgid "一本很小的书。"', 'msgid "一本书的第二节。"')
    change(catalog(book, "index"), "A very small book.", "A part of a book.")
    assert said(run(book)) == [("glossary", "locales/en/LC_MESSAGES/index.po:14")]


def test_words_that_are_right(book: Path) -> None:
    change(catalog(book), "The second section", "The secound section")
    assert said(run(book)) == [("spelling", "locales/en/LC_MESSAGES/chapter.po:18")]
    (book / "locales/words.txt").write_text("Secound\n", "utf-8")
    assert said(run(book)) == []


def test_a_catalog_that_is_a_link_is_named_by_its_own_place(book: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.po"
    catalog(book).rename(kept)
    catalog(book).symlink_to(kept)
    change(kept, "the beginning <start>", "the beginning <beginning>")
    assert len(said(run(book, str(catalog(book))))) == 1
    assert said(run(book, str(catalog(book, "index")))) == []


def test_a_catalog_in_a_linked_folder_is_named_by_its_own_place(book: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    (book / "locales/en/LC_MESSAGES").rename(kept)
    (book / "locales/en/LC_MESSAGES").symlink_to(kept)
    change(kept / "chapter.po", "the beginning <start>", "the beginning <beginning>")
    assert len(said(run(book, str(catalog(book))))) == 1
