"""`diglot update` on tiny books: from sources on disk to catalogs on disk."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import run_module
from diglot.actions.build import build
from diglot.actions.language_data import read_language_data
from diglot.actions.source_messages import templates_of
from diglot.actions.update import CatalogChange, Change, Options, update
from diglot.actions.write_catalogs import write_outcome
from diglot.catalog.candidates import confirmed
from diglot.catalog.entry import State
from diglot.catalog.reader import parse_catalog, read_catalog
from diglot.catalog.sync import synchronise
from diglot.core.codes import Code
from diglot.core.diagnostic import Report, sort_diagnostics
from diglot.core.errors import DiglotError
from diglot.core.language import language
from diglot.core.lock import locked
from diglot.sphinxext.config.load import load_project

Copy = Callable[[str], Path]
_PLAIN = Options()
CHAPTER = "locales/en/LC_MESSAGES/chapter.po"


def catalogs(root: Path) -> dict[str, bytes]:
    folder = root / "locales"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.po")}


def run(root: Path, options: Options = _PLAIN) -> Report:
    return update(load_project(root), options=options)


def changes(report: Report) -> list[CatalogChange]:
    found: list[CatalogChange] = report.results["changes"]
    return found


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def translations(catalog: Path) -> set[str]:
    """Return the messages of a catalog that are translated, obsolete or not."""
    return {entry.msgid for entry in read_catalog(catalog).entries if confirmed(entry)}


@pytest.fixture
def book(copy_project: Copy) -> Path:
    """A book whose catalogs are up to date, notes included."""
    root = copy_project("minimal")
    run(root, Options(refresh=True))
    return root


def test_unchanged_sources_change_nothing(book: Path) -> None:
    before = catalogs(book)
    assert changes(run(book)) == []
    assert catalogs(book) == before


def test_the_first_update_leaves_catalogs_of_others_alone(copy_project: Copy) -> None:
    root = copy_project("minimal")
    before = catalogs(root)
    run(root)
    assert {name: catalogs(root)[name] for name in before} == before


def test_moved_lines_change_nothing(book: Path) -> None:
    chapter = book / "docs/chapter.md"
    chapter.write_text("% a comment\n\n" + chapter.read_text("utf-8"), "utf-8")
    before = catalogs(book)
    run(book)
    assert catalogs(book) == before


def test_an_edit_and_its_reversal(book: Path) -> None:
    before = catalogs(book)
    edit(book / "docs/chapter.md", "第二段。", "第二段改了。")
    (change,) = changes(run(book))
    assert (change.path, change.change) == (CHAPTER, Change.UPDATED)
    assert [str(message.kind) for message in change.messages] == ["edited", "obsolete"]
    text = (book / CHAPTER).read_text("utf-8")
    assert '#, fuzzy\n#| msgid "第二段。"\nmsgid "第二段改了。"\n' in text
    edit(book / "docs/chapter.md", "第二段改了。", "第二段。")
    run(book)
    assert catalogs(book) == before


def test_a_renamed_document(book: Path) -> None:
    (book / "docs/chapter.md").rename(book / "docs/first.md")
    edit(book / "docs/index.md", "chapter", "first")
    (change,) = changes(run(book))
    assert (change.path, change.change) == (CHAPTER.replace("chapter", "first"), Change.RENAMED)
    assert change.former == CHAPTER
    assert not (book / CHAPTER).exists()
    renamed = read_catalog(book / change.path)
    assert {entry.state for entry in renamed.entries} == {State.TRANSLATED}
    assert {entry.comments.references for entry in renamed.entries} == {("first.md",)}


def test_a_deleted_document_and_its_return(book: Path) -> None:
    chapter = (book / "docs/chapter.md").read_bytes()
    catalog = (book / CHAPTER).read_bytes()
    (book / "docs/chapter.md").unlink()
    edit(book / "docs/index.md", "```{toctree}\nchapter\n```", "")
    # A folder that is called like a catalog is none that could be removed.
    (book / CHAPTER).with_name("folder.po").mkdir()
    report = run(book)
    orphan, broken = sort_diagnostics(report.diagnostics)
    assert (orphan.code, orphan.location and orphan.location.path) == (Code.ORPHAN_CATALOG, CHAPTER)
    assert broken.code is Code.BROKEN_CATALOG
    assert (book / CHAPTER).read_bytes() == catalog
    run(book, Options(prune=True))
    assert not (book / CHAPTER).exists()
    memory = read_catalog(book / "locales/en/memory.po")
    assert {entry.context for entry in memory.entries} == {"chapter"}
    (book / "docs/chapter.md").write_bytes(chapter)
    run(book)
    back = read_catalog(book / CHAPTER).entries
    assert [(entry.msgid, entry.msgstr, entry.state) for entry in back] == [
        (entry.msgid, entry.msgstr, entry.state)
        for entry in parse_catalog(catalog, book / CHAPTER).entries
    ]
    assert not (book / "locales/en/memory.po").exists()


def test_dry_run_writes_nothing_and_names_every_message(book: Path) -> None:
    chapter = book / "docs/chapter.md"
    chapter.write_text(chapter.read_text("utf-8") + "\n新的一段。\n", "utf-8")
    before = catalogs(book)
    (change,) = changes(run(book, Options(dry_run=True)))
    assert [(str(message.kind), message.msgid) for message in change.messages] == [
        ("new", "新的一段。")
    ]
    assert catalogs(book) == before


def test_a_broken_catalog_is_named_and_untouched(book: Path) -> None:
    path = book / CHAPTER
    path.write_text(path.read_text("utf-8") + '\nmsgid "torn\n', "utf-8")
    line = path.read_text("utf-8").count("\n")
    edit(book / "docs/chapter.md", "第二段。", "第二段改了。")
    before = catalogs(book)
    report = run(book)
    assert report.diagnostics[0].code is Code.BROKEN_CATALOG
    assert str(report.diagnostics[0].location) == f"{CHAPTER}:{line}"
    assert catalogs(book) == before


def test_a_broken_memory_stops_the_update(book: Path) -> None:
    memory = book / "locales/en/memory.po"
    memory.write_text("<<<<<<< ours\n", "utf-8")
    with pytest.raises(DiglotError, match="memory cannot be read"):
        run(book)


def test_words_of_templates_are_messages(book: Path) -> None:
    template = book / "_templates/sub/layout.html"
    template.parent.mkdir(parents=True)
    template.write_text(
        '{% trans %}改这一页{% endtrans %}{{ _("回到目录") }}'
        "{% trans n=2 %}one{% pluralize %}many{% endtrans %}",
        "utf-8",
    )
    with (book / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('templates_path = ["_templates"]\n')
    catalog = book / "locales/en/LC_MESSAGES/sphinx.po"
    catalog.write_text('msgid ""\nmsgstr ""\n\nmsgid "Search"\nmsgstr "Find"\n', "utf-8")
    run(book)
    found = [(entry.msgid, entry.obsolete) for entry in read_catalog(catalog).entries]
    # The project's own wording of what Sphinx says stays.
    assert sorted(found) == [("Search", False), ("回到目录", False), ("改这一页", False)]
    edit(template, "回到目录", "回到总目录")
    run(book)
    assert "回到目录" not in {entry.msgid for entry in read_catalog(catalog).entries}
    # Sphinx itself cannot write a message with plural forms.
    edit(template, "{% trans n=2 %}one{% pluralize %}many{% endtrans %}", "")
    folders = (str(book), str(book / "docs"), str(book / "pot"))
    assert run_module("sphinx", "-q", "-b", "gettext", "-c", *folders).stderr == ""
    extracted = read_catalog(book / "pot/sphinx.pot").entries
    assert {entry.msgid for entry in extracted} == {"回到总目录", "改这一页"}


def test_sphinxs_own_catalog_is_no_orphan(book: Path) -> None:
    (book / "locales/en/LC_MESSAGES/sphinx.po").write_text('msgid "Next"\nmsgstr "On"\n', "utf-8")
    assert run(book, Options(prune=True)).diagnostics == ()
    assert (book / "locales/en/LC_MESSAGES/sphinx.po").exists()


@pytest.mark.parametrize("name", ["sphinx", "memory", "glossary"])
def test_no_name_of_a_page_is_special(book: Path, name: str) -> None:
    path = f"locales/en/LC_MESSAGES/{name}.po"
    (book / "docs/chapter.md").rename(book / f"docs/{name}.md")
    edit(book / "docs/index.md", "chapter", name)
    before = translations(book / CHAPTER)
    (change,) = changes(run(book))
    assert (change.path, change.change) == (path, Change.RENAMED)
    assert before
    assert changes(run(book)) == []
    edit(book / f"docs/{name}.md", "第二段。", "第二段改了。")
    run(book)
    assert translations(book / path) >= before - {"第二段。"}
    # Without its page the catalog waits for --prune, like any other, and the memory keeps it.
    (book / f"docs/{name}.md").unlink()
    edit(book / "docs/index.md", f"```{{toctree}}\n{name}\n```", "")
    assert [problem.code for problem in run(book).diagnostics] == [Code.ORPHAN_CATALOG]
    run(book, Options(prune=True))
    assert not (book / path).exists()
    assert translations(book / "locales/en/memory.po") >= before


def test_a_page_named_conf_shares_the_catalog_of_conf_py(book: Path) -> None:
    edit(book / "conf.py", "2023", "大书")
    run(book)
    texts = translations(book / "locales/en/LC_MESSAGES/conf.po")
    (book / "docs/chapter.md").rename(book / "docs/conf.md")
    edit(book / "docs/index.md", "chapter", "conf")
    expected = texts | translations(book / CHAPTER)
    run(book)
    assert translations(book / "locales/en/LC_MESSAGES/conf.po") == expected
    assert changes(run(book)) == []


def test_a_folder_named_sphinx_with_one_catalog(book: Path) -> None:
    edit(book / "conf.py", "gettext_compact = False", "gettext_compact = True")
    (book / "docs/sphinx").mkdir()
    (book / "docs/chapter.md").rename(book / "docs/sphinx/chapter.md")
    edit(book / "docs/index.md", "chapter", "sphinx/chapter")
    before = translations(book / CHAPTER)
    run(book)
    assert changes(run(book)) == []
    assert translations(book / "locales/en/LC_MESSAGES/sphinx.po") == before


def linked(path: Path, elsewhere: Path) -> Path:
    """Move a file or folder away and put a link in its place; return where it is now."""
    target = elsewhere / path.name
    elsewhere.mkdir(exist_ok=True)
    path.rename(target)
    path.symlink_to(target)
    return target


def test_links_and_permissions_stay(book: Path, tmp_path: Path) -> None:
    kept = linked(book / CHAPTER, tmp_path / "kept")
    kept.chmod(0o664)
    memory = tmp_path / "kept/memory.po"
    (book / "locales/en/memory.po").symlink_to(memory)
    memory.touch()
    edit(book / "docs/chapter.md", "第二段。", "第二段改了。")
    run(book)
    assert "第二段改了。" in kept.read_text("utf-8")
    assert kept.stat().st_mode & 0o777 == 0o664
    (book / "docs/chapter.md").unlink()
    edit(book / "docs/index.md", "```{toctree}\nchapter\n```", "")
    before = translations(kept)
    run(book, Options(prune=True))
    assert translations(memory) == before
    assert not (book / CHAPTER).is_symlink()
    assert kept.exists()  # the user's own file


def test_a_linked_memory_that_is_empty_stays_a_link(book: Path, tmp_path: Path) -> None:
    chapter = (book / "docs/chapter.md").read_bytes()
    memory = tmp_path / "memory.po"
    memory.touch()
    (book / "locales/en/memory.po").symlink_to(memory)
    (book / "docs/chapter.md").unlink()
    run(book, Options(prune=True))
    assert translations(memory)
    (book / "docs/chapter.md").write_bytes(chapter)
    run(book)
    assert memory.read_bytes() == b""
    assert (book / "locales/en/memory.po").is_symlink()


def test_catalogs_in_a_linked_folder_are_written_there(book: Path, tmp_path: Path) -> None:
    (book / "docs/part").mkdir()
    (book / "docs/chapter.md").rename(book / "docs/part/chapter.md")
    edit(book / "docs/index.md", "chapter", "part/chapter")
    run(book)
    folder = linked(book / "locales/en/LC_MESSAGES/part", tmp_path / "kept")
    before = translations(folder / "chapter.po")
    assert before
    edit(book / "docs/part/chapter.md", "第二段。", "第二段改了。")
    (change,) = changes(run(book))
    assert change.change is Change.UPDATED
    assert translations(folder / "chapter.po") == before


def test_a_catalog_that_nobody_has_read_is_not_overwritten(book: Path) -> None:
    data = (book / CHAPTER).read_bytes()
    (book / CHAPTER).unlink()
    folder, english = book / "locales", language("en")
    stored = read_language_data(load_project(book), english)
    outcome = synchronise(templates_of(load_project(book)), stored)
    assert "chapter" in outcome.files
    (book / CHAPTER).write_bytes(data)
    assert not write_outcome(folder, english, stored, outcome)
    assert (book / CHAPTER).read_bytes() == data


def test_one_catalog_for_the_whole_book(book: Path) -> None:
    edit(book / "conf.py", "gettext_compact = False", "gettext_compact = 'book'")
    run(book)
    entries = read_catalog(book / "locales/en/LC_MESSAGES/book.po").entries
    translated = {entry.msgid for entry in entries if entry.state is State.TRANSLATED}
    assert {"开头", "第二段。", "一本很小的书。"} <= translated


def test_git_gives_back_what_the_files_lost(book: Path) -> None:
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for command in (["init", "-q"], ["add", "locales"], ["commit", "-qm", "Translate"]):
        subprocess.run([*git, *command], cwd=book, check=True)
    before = catalogs(book)
    (book / CHAPTER).unlink()
    run(book)
    after = read_catalog(book / CHAPTER)
    assert all(entry.state is State.TRANSLATED for entry in after.entries)
    subprocess.run([*git, "rm", "-q", "--cached", CHAPTER], cwd=book, check=True)
    (book / CHAPTER).unlink()
    subprocess.run([*git, "commit", "-qm", "Remove"], cwd=book, check=True)
    run(book)
    assert {e.translation for e in read_catalog(book / CHAPTER).entries} == {
        e.translation for e in after.entries
    }
    assert catalogs(book).keys() == before.keys()


def test_a_second_writer_is_turned_away(book: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from diglot.core.lock import locked\n"
        "with locked(Path('locales')): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=book, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(DiglotError, match="another diglot is writing") as caught:
            run(book)
        assert caught.value.hint
        run(book, Options(dry_run=True))
        other.communicate()
    with locked(book / "locales"):
        pass


def test_a_catalog_saved_meanwhile_is_not_overwritten(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(book / "docs/chapter.md", "第二段。", "第二段改了。")
    saved = iter([b"saved by an editor"])

    def slow(*arguments: object, **options: object) -> object:
        outcome = synchronise(*arguments, **options)  # type: ignore[arg-type]  # passed through
        for note in saved:
            path = book / CHAPTER
            path.write_bytes(path.read_bytes().replace(b"The beginning", note))
        return outcome

    monkeypatch.setattr("diglot.actions.update.synchronise", slow)
    run(book)
    text = (book / CHAPTER).read_text("utf-8")
    assert "saved by an editor" in text
    assert "第二段改了。" in text


def test_a_new_language(book: Path) -> None:
    edit(book / "conf.py", "2023", "大书")
    found = changes(update(load_project(book), (language("de"),)))
    assert [(Path(document.path).stem, document.change) for document in found] == [
        ("chapter", Change.NEW),
        ("conf", Change.NEW),
        ("index", Change.NEW),
    ]
    text = (book / "locales/de/LC_MESSAGES/chapter.po").read_text("utf-8")
    assert '"Language: de\\n"' in text
    assert "#: chapter.md\n" in text
    assert text.startswith('msgid ""\nmsgstr ""\n')
    assert "POT-Creation-Date: 2000-01-01" in text
    assert "nplurals=2; plural=(n != 1);" in text


def test_sources_are_read_only_when_something_changed(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(book)
    with monkeypatch.context() as patch:
        patch.setattr("diglot.sphinxext.run.messages.read_messages", None)
        edit(book / CHAPTER, '"The second section"', '"Section two"')
        assert changes(run(book)) == []
    aside = book.parent / "aside.md"
    aside.write_text("旁注。\n", "utf-8")
    chapter = book / "docs/chapter.md"
    chapter.write_text(chapter.read_text("utf-8") + "\n```{include} ../../aside.md\n```\n", "utf-8")
    assert [message.msgid for message in changes(run(book))[0].messages] == ["旁注。"]
    aside.write_text("另一条旁注。\n", "utf-8")
    assert "另一条旁注。" in [message.msgid for message in changes(run(book))[0].messages]


def test_a_build_leaves_the_messages_to_an_update(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both what it reads now and what an earlier build has read."""
    chapter = book / "docs/chapter.md"
    chapter.write_text(chapter.read_text("utf-8") + "\n新的一段。\n", "utf-8")
    project = load_project(book)
    build(project, project.select(["site"]))
    with monkeypatch.context() as patch:
        patch.setattr("diglot.sphinxext.run.messages.read_messages", None)
        assert "新的一段。" in [change.msgid for change in changes(run(book))[0].messages]
        (book / "notes.txt").write_text("aside", "utf-8")
        build(project, project.select(["site"]))
        assert changes(run(book)) == []


def test_notes_come_with_new_messages_and_with_a_refresh(copy_project: Copy) -> None:
    book = copy_project("minimal")
    chapter = book / "docs/chapter.md"
    chapter.write_text(chapter.read_text("utf-8") + "\n新的一段。\n", "utf-8")
    before = read_catalog(book / CHAPTER).entries
    run(book)
    after = {entry.msgid: entry for entry in read_catalog(book / CHAPTER).entries}
    title = before[0].msgid
    assert after.pop("新的一段。").comments.extracted == (f"paragraph · {title} › 第二节",)
    assert [entry.comments for entry in after.values()] == [entry.comments for entry in before]
    run(book, Options(refresh=True))
    refreshed = read_catalog(book / CHAPTER).entries
    assert refreshed[0].comments.extracted == ("page title",)
    assert all(entry.comments.extracted for entry in refreshed)
    assert [entry.msgstr for entry in refreshed[: len(before)]] == [
        entry.msgstr for entry in before
    ]


def test_a_message_of_many_places_names_the_first(book: Path) -> None:
    sections = "".join(f"\n## 第{number}节课\n\n很多处。\n" for number in range(1, 7))
    chapter = book / "docs/chapter.md"
    chapter.write_text(chapter.read_text("utf-8") + sections, "utf-8")
    run(book)
    (found,) = (
        entry for entry in read_catalog(book / CHAPTER).entries if entry.msgid == "很多处。"
    )
    *places, more = found.comments.extracted
    assert [place.rpartition(" › ")[2] for place in places] == ["第1节课", "第2节课", "第3节课"]
    assert more == "and in 3 more places"
