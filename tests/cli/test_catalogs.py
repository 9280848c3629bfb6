"""The verbs for catalogs as a person, git and the conventional tools meet them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import run_module
from diglot.cli.main import main
from tools import require

Copy = Callable[[str], Path]
CHAPTER = "locales/en/LC_MESSAGES/chapter.po"


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return run_module("diglot", *arguments, cwd=cwd)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def book(copy_project: Copy) -> Path:
    root = copy_project("minimal")
    assert main(["update", "--quiet", "--project", str(root)]) == 0
    return root


def test_update_says_what_it_did(book: Path) -> None:
    edit(book / "docs/chapter.md", "第二段。", "第二段改了。\n\n又一段。")
    plan = run("update", "--dry-run", cwd=book)
    assert plan.stdout.splitlines() == [
        f" updated  {CHAPTER}: 1 edited, 1 new, 1 obsolete",
        "        edited  第二段改了。  (80 % alike)",
        "           new  又一段。",
        "      obsolete  第二段。",
        "nothing was written; `diglot update` writes it",
    ]
    assert run("update", cwd=book).stdout == f" updated  {CHAPTER}: 1 edited, 1 new, 1 obsolete\n"
    assert run("update", cwd=book).stdout == "all catalogs are up to date\n"


def test_update_as_json(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(book / "docs/chapter.md", "第二段。", "")
    assert main(["update", "--project", str(book), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "version": 1,
        "changes": [
            {
                "path": CHAPTER,
                "language": "en",
                "change": "updated",
                "messages": [{"kind": "obsolete", "msgid": "第二段。"}],
            }
        ],
        "diagnostics": [],
    }


def test_update_names_a_broken_catalog_and_goes_on(book: Path) -> None:
    with (book / CHAPTER).open("a") as file:
        file.write('msgid "torn\n')
    edit(book / "docs/index.md", "一本很小的书。", "一本小书。")
    done = run("update", cwd=book)
    assert done.returncode == 1
    assert f"{CHAPTER}:" in done.stderr
    assert "next:" in done.stderr
    assert "index.po: 1 edited" in done.stdout


def test_update_points_at_prune(book: Path) -> None:
    (book / "docs/chapter.md").unlink()
    edit(book / "docs/index.md", "```{toctree}\nchapter\n```", "")
    done = run("update", cwd=book)
    assert done.returncode == 0
    assert "diglot update --prune" in done.stderr
    pruned = run("update", "--prune", cwd=book)
    assert pruned.stdout == f" removed  {CHAPTER}\n     new  locales/en/memory.po\n"


def test_whether_something_would_change(book: Path) -> None:
    assert run("update", "--check", cwd=book).returncode == 0
    edit(book / "docs/index.md", "一本很小的书。", "一本小书。")
    before = {path: path.read_bytes() for path in (book / "locales").rglob("*.po")}
    done = run("update", "--check", cwd=book)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        " updated  locales/en/LC_MESSAGES/index.po: 1 edited, 1 obsolete",
        *done.stdout.splitlines()[1:-1],
        "nothing was written; `diglot update` writes it",
    ]
    assert {path: path.read_bytes() for path in (book / "locales").rglob("*.po")} == before
    assert run("update", cwd=book).returncode == 0
    assert run("update", "--check", cwd=book).returncode == 0


def test_init_begins_a_language(book: Path) -> None:
    done = run("init", "pt_BR", cwd=book)
    assert done.returncode == 0
    assert "diglot_languages = ['zh_CN', 'en', 'pt_BR']" in done.stdout
    for path in (book / "locales/pt_BR").rglob("*.po"):
        checked = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], check=False)
        assert checked.returncode == 0
        assert path.read_text("utf-8").startswith('msgid ""\nmsgstr ""\n"Project-Id-Version: ')


def test_init_of_a_language_that_conf_py_names_leaves_nothing_to_do_there(book: Path) -> None:
    conf = book / "conf.py"
    edit(conf, '["zh_CN", "en"]', '{"zh_CN": "中文", "en": "English", "pt_BR": "Português"}')
    done = run("init", "pt_BR", cwd=book)
    assert done.returncode == 0
    assert "diglot_languages" not in done.stdout


def test_format_says_what_it_did(book: Path) -> None:
    assert run("format", cwd=book).stdout == "nothing to format\n"
    path = book / CHAPTER
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("format", "--dry-run", cwd=book).stdout.startswith(f"{CHAPTER}\nnothing was")
    assert run("format", cwd=book).stdout == f"{CHAPTER}\n"


def test_status_fails_under_a_limit(book: Path) -> None:
    edit(book / CHAPTER, '"The second section"', '""')
    assert run("status", "--fail-under", "50", cwd=book).returncode == 0
    done = run("status", "--fail-under", "100", cwd=book)
    assert done.returncode == 1
    assert "which is less than 100 %" in done.stderr


def msgfmt(catalog: Path) -> None:
    """Have gettext's own compiler read a catalog."""
    command = [require("msgfmt"), "--check", "--output-file=/dev/null", str(catalog)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def git(book: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments]
    return subprocess.run(command, cwd=book, capture_output=True, text=True, check=False)


def translate(book: Path, msgid: str, msgstr: str) -> None:
    lines = (book / CHAPTER).read_text("utf-8").split("\n")
    lines[lines.index(f'msgid "{msgid}"') + 1] = f'msgstr "{msgstr}"'
    (book / CHAPTER).write_text("\n".join(lines), "utf-8")
    git(book, "commit", "-qam", msgstr)


@pytest.fixture
def repository(book: Path) -> Path:
    """A repository whose catalogs git merges as the help of merge-po says."""
    (book / ".gitattributes").write_text("*.po merge=diglot\n", "utf-8")
    git(book, "init", "-q", "-b", "main")
    driver = f"{sys.executable} -m diglot merge-po %O %A %B --name %P"
    git(book, "config", "merge.diglot.driver", driver)
    git(book, "add", "docs", "locales", ".gitattributes", "conf.py")
    git(book, "commit", "-qm", "Begin")
    git(book, "checkout", "-qb", "theirs")
    return book


def test_git_merges_neighbouring_messages(repository: Path) -> None:
    translate(repository, "第二节", "Section two")
    git(repository, "checkout", "-q", "main")
    translate(repository, "第二段。", "Paragraph two.")
    assert git(repository, "merge", "theirs", "-m", "Merge").returncode == 0
    text = (repository / CHAPTER).read_text("utf-8")
    assert "Section two" in text
    assert "Paragraph two." in text


def test_git_reports_a_conflict(repository: Path) -> None:
    translate(repository, "第二节", "Section two")
    git(repository, "checkout", "-q", "main")
    translate(repository, "第二节", "Part two")
    merged = git(repository, "merge", "theirs", "-m", "Merge")
    assert merged.returncode == 1
    assert f"CONFLICT (content): Merge conflict in {CHAPTER}" in merged.stdout
    done = run("status", "--format", "short", cwd=repository)
    assert done.returncode == 1
    assert "a merge left two translations here [merge-conflict]" in done.stderr
    msgfmt(repository / CHAPTER)


def test_git_merges_what_cannot_be_read_by_line(repository: Path) -> None:
    edit(repository / CHAPTER, '"The beginning"', '"The beginning')
    git(repository, "commit", "-qam", "Break it")
    git(repository, "checkout", "-q", "main")
    translate(repository, "第二段。", "Paragraph two.")
    done = git(repository, "merge", "theirs", "-m", "Merge")
    # Nothing conflicts, but what comes out is still no catalog.
    assert done.returncode == 1
    assert "the closing quote is missing [broken-catalog]" in done.stderr
    text = (repository / CHAPTER).read_text("utf-8")
    assert 'msgstr "The beginning\n' in text
    assert "Paragraph two." in text
    assert "<<<<" not in text


def in_gbk(book: Path) -> None:
    text = (book / CHAPTER).read_text("utf-8").replace("charset=UTF-8", "charset=GBK")
    (book / CHAPTER).write_text(text, "gbk")
    git(book, "commit", "-qam", "Save as GBK")


def test_git_merges_two_charsets_into_one(repository: Path) -> None:
    translate(repository, "第二节", "Section two, “café”")
    git(repository, "checkout", "-q", "main")
    translate(repository, "第二段。", "Paragraph two.")
    in_gbk(repository)
    assert git(repository, "merge", "theirs", "-m", "Merge").returncode == 0
    text = (repository / CHAPTER).read_text("utf-8")
    assert "charset=UTF-8" in text
    assert "Section two, “café”" in text
    assert "Paragraph two." in text
    msgfmt(repository / CHAPTER)


def test_git_does_not_merge_two_charsets_by_line(repository: Path) -> None:
    in_gbk(repository)
    git(repository, "checkout", "-q", "main")
    edit(repository / CHAPTER, '"The beginning"', '"The beginning')
    git(repository, "commit", "-qam", "Break it")
    before = (repository / CHAPTER).read_bytes()
    done = git(repository, "merge", "theirs", "-m", "Merge")
    assert done.returncode == 1
    assert "in GBK, UTF-8; our side stays as it is" in done.stderr
    assert (repository / CHAPTER).read_bytes() == before


def test_a_conflict_names_its_language_if_the_header_does(tmp_path: Path) -> None:
    for language in ("", '"Language: en\\n"\n'):
        for side in ("base", "ours", "theirs"):
            text = "" if side == "base" else side
            (tmp_path / f"{side}.po").write_text(
                'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
                f'{language}\nmsgid "a"\nmsgstr "{text}"\n'
            )
        done = run("merge-po", "base.po", "ours.po", "theirs.po", cwd=tmp_path)
        assert done.returncode == 1
        assert ("\n  en: a\n" if language else "\n  a\n") in done.stderr
        assert "None" not in done.stderr


def test_the_conventional_tools_work_on_the_same_catalogs(book: Path) -> None:
    edit(book / "docs/chapter.md", "第二段。", "第二段改了。")
    run("update", cwd=book)
    extract = ("sphinx", "-q", "-b", "gettext", "-c", ".", "docs", "pot")
    intl = ("sphinx_intl", "update", "-p", "pot", "-d", "locales", "-l", "en")
    for command in (extract, intl):
        done = run_module(*command, cwd=book)
        assert done.returncode == 0, done.stderr
    text = (book / CHAPTER).read_text("utf-8")
    assert 'msgid "第二段改了。"\nmsgstr "The second paragraph."' in text
    again = run("update", cwd=book)
    assert again.returncode == 0
    assert "new" not in again.stdout
