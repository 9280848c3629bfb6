"""diglot export and diglot import, there and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from diglot.actions import export, export_terms
from diglot.cli.export import MESSAGES, TERMS
from diglot.cli.main import main
from diglot.core.lock import locked

Copy = Callable[[str], Path]
CATALOG = "locales/en/LC_MESSAGES/chapter.po"


@pytest.fixture
def book(copy_project: Copy, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = copy_project("minimal")
    monkeypatch.chdir(root)
    return root


def edit(path: Path, *edits: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def result(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    code = main([*arguments, "--format", "json"])
    return code, json.loads(capsys.readouterr().out)


def test_every_format_is_explained_and_written() -> None:
    assert list(MESSAGES) == list(export.FORMATS)
    assert list(TERMS) == list(export_terms.FORMATS)


@pytest.mark.parametrize("name", ["xliff", "xliff2", "xlsx"])
def test_there_and_back_changes_nothing(
    name: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (book / CATALOG).read_bytes()
    code, sent = result(capsys, "export", name)
    (file,) = sent["files"]
    assert (code, file["count"], file["language"]) == (0, 6, "en")
    assert file["path"].startswith("build/exchange/minimal.en.")
    code, back = result(capsys, "import", file["path"])
    assert (code, back["catalogs"], back["diagnostics"]) == (0, [], [])
    assert sum(document["unchanged"] for document in back["documents"]) == 6
    assert (book / CATALOG).read_bytes() == before


def test_only_what_changed_is_taken_and_only_where_it_fits(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (book / CATALOG).read_text("utf-8")
    main(["export", "xliff", "-o", "out.xlf"])
    capsys.readouterr()
    edit(
        book / "out.xlf",
        (">The second section<", ">Section two<"),
        ('state="final">The second paragraph.', 'state="needs-review-translation">A paragraph.'),
        (", see <g", ", <g"),
        (">the beginning</g>", ">{ref}`start`</g>"),
    )
    code, back = result(capsys, "import", "out.xlf", "--dry-run")
    assert code == 1
    assert (book / CATALOG).read_text("utf-8") == before
    again = result(capsys, "import", "out.xlf")
    assert again[1] == back | {"written": True}
    chapter = next(document for document in back["documents"] if document["document"] == "chapter")
    assert (chapter["taken"], chapter["unchanged"], chapter["refused"]) == (2, 1, 1)
    (problem,) = back["diagnostics"]
    assert problem["code"] == "not-imported"
    assert problem["location"]["path"] == "out.xlf"
    assert problem["location"]["line"] > 1
    assert problem["location"]["msgid"] == "第一段，见 {ref}`开头 <start>`。"
    assert problem["hints"]
    assert (book / CATALOG).read_text("utf-8") == before.replace(
        "The second section", "Section two"
    ).replace(
        'msgid "第二段。"\nmsgstr "The second paragraph."',
        '#, fuzzy\nmsgid "第二段。"\nmsgstr "A paragraph."',
    )


@pytest.mark.parametrize("format_", ["xliff", "xliff2"])
def test_a_source_that_has_changed_gets_its_translation_as_fuzzy(
    book: Path, capsys: pytest.CaptureFixture[str], format_: str
) -> None:
    main(["export", format_, "-o", "out.xlf"])
    edit(book / "docs/chapter.md", ("第二段。", "第二段！"))
    assert main(["update"]) == 0
    edit(book / "out.xlf", (">The second paragraph.<", ">Another.<"))
    capsys.readouterr()
    code, back = result(capsys, "import", "out.xlf")
    assert (code, back["diagnostics"]) == (0, [])
    text = (book / CATALOG).read_text("utf-8")
    assert '#, fuzzy\n#| msgid "第二段。"\nmsgid "第二段！"\nmsgstr "Another."' in text


def test_a_source_that_is_gone_is_refused(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["export", "xliff2", "-o", "out.xlf"])
    capsys.readouterr()
    edit(book / CATALOG, ('msgid "第二段。"', 'msgid "全是别的话。"'))
    edit(book / "out.xlf", (">The second paragraph.<", ">Another.<"))
    before = (book / CATALOG).read_bytes()
    code = main(["import", "out.xlf", "--format", "short"])
    lines = capsys.readouterr()
    assert code == 1
    assert "its source has changed" in lines.err
    assert "[not-imported]" in lines.err
    assert (book / CATALOG).read_bytes() == before


def test_a_memory_is_offered_to_what_nobody_has_translated(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["export", "tmx", "-o", "memory.tmx"])
    confirmed = (book / CATALOG).read_text("utf-8")
    edit(
        book / CATALOG,
        ('msgstr "The first paragraph, see {ref}`the beginning <start>`."', 'msgstr ""'),
        ('msgstr "The second section"', 'msgstr "Kept"'),
        ('msgstr "The second paragraph."', 'msgstr ""'),
    )
    # Other tools name a region, and what they know of other texts is for others.
    memory = (book / "memory.tmx").read_text("utf-8").replace('lang="en"', 'lang="en-GB"')
    (book / "memory.tmx").write_text(memory.replace(">第二段。<", ">别的。<"), "utf-8")
    capsys.readouterr()
    code, back = result(capsys, "import", "memory.tmx")
    assert (code, back["diagnostics"]) == (0, [])
    assert [(document["document"], document["taken"]) for document in back["documents"]] == [
        ("chapter", 1)
    ]
    offered = '#, fuzzy\nmsgid "第一段，'
    assert (book / CATALOG).read_text("utf-8") == confirmed.replace(
        'msgid "第一段，', offered
    ).replace("The second section", "Kept").replace("The second paragraph.", "")


def test_a_broken_catalog_is_neither_exported_nor_touched(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["export", "xliff", "-o", "out.xlf"])
    with (book / CATALOG).open("a", encoding="utf-8") as file:
        file.write('\nmsgid "x\n')
    before = (book / CATALOG).read_bytes()
    edit(book / "out.xlf", (">The second section<", ">Section two<"))
    capsys.readouterr()
    code, back = result(capsys, "import", "out.xlf")
    assert (code, back["catalogs"]) == (1, [])
    assert {finding["location"]["path"] for finding in back["diagnostics"]} == {"out.xlf"}
    assert (book / CATALOG).read_bytes() == before
    code, sent = result(capsys, "export", "xliff")
    assert code == 1
    assert "not-exported" in {finding["code"] for finding in sent["diagnostics"]}
    assert sent["files"][0]["count"] == 2


def test_a_reviewed_sheet_comes_back(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["export", "xlsx", "chapter", "-o", "review.xlsx"])
    capsys.readouterr()
    workbook = load_workbook("review.xlsx")
    sheet = workbook.worksheets[0]
    rows = {row[3].value: row for row in sheet.iter_rows()}
    rows["第二节"][7].value = "Section two"
    rows["第二段。"][6].value = "too short?"
    workbook.save("review.xlsx")
    code, back = result(capsys, "import", "review.xlsx")
    (chapter,) = back["documents"]
    assert code == 0
    assert (chapter["taken"], chapter["unchanged"], chapter["comments"]) == (1, 3, 1)
    text = (book / CATALOG).read_text("utf-8")
    assert 'msgstr "Section two"' in text
    assert '# too short?\n#: chapter.md\nmsgid "第二段。"' in text


def test_a_file_each_document_and_only_what_is_unfinished(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(book / CATALOG, ('msgstr "The second section"', 'msgstr ""'))
    _code, sent = result(capsys, "export", "xliff", "--each", "-o", "out")
    assert [file["path"] for file in sent["files"]] == ["out/chapter.en.xlf", "out/index.en.xlf"]
    _code, sent = result(capsys, "export", "xliff", "--only", "unfinished")
    assert [file["count"] for file in sent["files"]] == [1]
    text = (book / sent["files"][0]["path"]).read_text("utf-8")
    assert "<source>第二节</source>" in text
    assert "page: chapter.md" in text


def test_terms_come_with_their_definitions(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    glossary = "```{glossary}\n第二节\n  拿数据反复调整。\n```\n"
    chapter = book / "docs/chapter.md"
    chapter.write_text(chapter.read_text("utf-8") + glossary, "utf-8")
    _code, sent = result(capsys, "export", "csv", "-o", "terms.csv")
    assert sent["files"][0]["count"] == 1
    header, row = (book / "terms.csv").read_text("utf-8-sig").splitlines()
    assert header.endswith("note,definition")
    assert row == "第二节,en,The second section,,,,,拿数据反复调整。"


def test_an_import_waits_for_other_writers(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["export", "xliff", "-o", "out.xlf"])
    with locked(book / "locales"):
        assert main(["import", "out.xlf"]) == 1
        assert main(["import", "out.xlf", "--dry-run"]) == 0
    assert "another diglot is writing" in capsys.readouterr().err


def test_notes_name_the_section(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["export", "xliff", "chapter", "-o", "out.xlf"])
    unit = (book / "out.xlf").read_text("utf-8").rpartition("<trans-unit")[2]
    assert "第二段。" in unit
    assert "section: 第二节" in unit


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", "xliff", "chaptre"], ["'chaptre'", "chapter"]),
        (["export", "xliff", "--each", "-o", "one.xlf"], ["one.xlf", "folder"]),
        (["export", "tbx", "chapter"], ["whole project"]),
        (["export", "xliff", "--language", "fr"], ["'fr'"]),
        (["import", "missing.xlf"], ["missing.xlf"]),
        (["import", "conf.py"], ["neither XML nor"]),
        (["import", "page.xml"], ["<html>", "XLIFF"]),
        (["import", "french.xlf"], ["french.xlf:", "'fr'", "en"]),
    ],
)
def test_wrong_calls(
    arguments: list[str], words: list[str], book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "page.xml").write_text("<html/>", "utf-8")
    main(["export", "xliff", "-o", "french.xlf"])
    text = (book / "french.xlf").read_text("utf-8")
    (book / "french.xlf").write_text(text.replace('language="en"', 'language="fr"'), "utf-8")
    capsys.readouterr()
    assert main(arguments) == 2
    shown = capsys.readouterr().err
    for word in (*words, "next:"):
        assert word in shown


def test_a_damaged_file_stops_the_import(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (book / "torn.xlf").write_text("<xliff", "utf-8")
    assert main(["import", "torn.xlf"]) == 1
    assert "torn.xlf" in capsys.readouterr().err
