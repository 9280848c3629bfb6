"""What the system refuses, and what stands where it should not: a word and a next step each."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from filecmp import dircmp
from pathlib import Path

import pytest
from openpyxl import Workbook

from commands import run_module
from refusing import with_small_files, without_privileges

Copy = Callable[[str], Path]
Done = subprocess.CompletedProcess[str]


def run(*arguments: str, cwd: Path) -> Done:
    return run_module("diglot", *arguments, cwd=cwd, before=without_privileges)


def snapshot(folder: Path) -> dict[str, bytes]:
    """The content of all files that can be read."""
    return {
        str(path): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink() and path.suffix != ".mo"
    }


def assert_unchanged(before: dict[str, bytes], root: Path) -> None:
    """No catalog has changed; new ones may have come."""
    after = snapshot(root / "locales")
    assert {path: after[path] for path in before} == before


def assert_names(done: Done, words: str) -> None:
    assert done.returncode == 1, done.stderr
    assert words in done.stderr
    assert "next:" in done.stderr
    assert "Traceback" not in done.stderr
    assert ":None" not in done.stderr


CHAPTER = "locales/en/LC_MESSAGES/chapter.po"
READERS = (["update"], ["check"], ["status"], ["format"], ["export", "xliff"], ["build"])


@pytest.mark.parametrize("arguments", READERS, ids=" ".join)
def test_a_folder_in_the_place_of_a_catalog(copy_project: Copy, arguments: list[str]) -> None:
    root = copy_project("minimal")
    (root / CHAPTER).unlink()
    (root / CHAPTER).mkdir()
    before = snapshot(root / "locales")
    assert_names(run_module("diglot", *arguments, cwd=root), f"{CHAPTER}:")
    assert (root / CHAPTER).is_dir()
    assert_unchanged(before, root)


@pytest.mark.parametrize("arguments", [["build"], ["update"]], ids=" ".join)
def test_a_catalog_that_is_a_link_to_itself(copy_project: Copy, arguments: list[str]) -> None:
    root = copy_project("minimal")
    (root / CHAPTER).unlink()
    (root / CHAPTER).symlink_to("chapter.po")
    assert_names(run_module("diglot", *arguments, cwd=root), f"{CHAPTER}:")


@pytest.mark.parametrize("arguments", [["build"], ["update"], ["format"]], ids=" ".join)
def test_a_catalog_that_nobody_may_read(copy_project: Copy, arguments: list[str]) -> None:
    root = copy_project("minimal")
    (root / CHAPTER).chmod(0)
    assert_names(run(*arguments, cwd=root), f"{CHAPTER}:")


def test_a_catalog_that_nobody_may_write_stays(copy_project: Copy) -> None:
    root = copy_project("minimal")
    (root / "docs/chapter.md").write_text("# 新的一章\n\n新的一段。\n", "utf-8")
    (root / CHAPTER).chmod(0o444)
    before = snapshot(root / "locales")
    assert_names(run("update", cwd=root), f"{CHAPTER}: Permission denied")
    assert_unchanged(before, root)
    (root / CHAPTER).chmod(0o644)
    assert run("update", cwd=root).returncode == 0
    assert "新的一段。" in (root / CHAPTER).read_text("utf-8")


def test_only_sources_and_what_they_use_are_looked_at(copy_project: Copy) -> None:
    root = copy_project("minimal")
    for folder in (root / "secret", root / "docs/secret"):
        folder.mkdir(mode=0)
    for place in (root / "self", root / "docs/self", root / "locales/en/LC_MESSAGES/self"):
        place.symlink_to("self")
    (root / "docs/above").symlink_to("..")
    for arguments in (["build"], ["update"], ["check", "--strict"]):
        done = run(*arguments, cwd=root)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


@pytest.mark.parametrize("arguments", [["build"], ["update", "--prune"]], ids=" ".join)
def test_a_source_that_nobody_may_read_is_not_taken_for_gone(
    copy_project: Copy, arguments: list[str]
) -> None:
    root = copy_project("minimal")
    assert run_module("diglot", "build", cwd=root).returncode == 0
    before = snapshot(root / "locales")
    (root / "docs/chapter.md").chmod(0)
    (root / "docs/index.md").write_text("# 小书\n", "utf-8")
    assert_names(run(*arguments, cwd=root), "docs/chapter.md")
    assert_unchanged(before, root)
    (root / "docs/chapter.md").chmod(0o644)
    assert run(*arguments, cwd=root).returncode == 0
    assert (root / CHAPTER).read_bytes() == before[str(root / CHAPTER)]


@pytest.mark.parametrize("arguments", [["check"], ["export", "xliff"]], ids=" ".join)
def test_no_verb_passes_a_source_that_it_cannot_read(
    copy_project: Copy, arguments: list[str]
) -> None:
    root = copy_project("minimal")
    (root / "docs/chapter.md").chmod(0)
    assert_names(run(*arguments, cwd=root), "docs/chapter.md: Permission denied")


@pytest.mark.parametrize("name", ["conf.py", "locales/en"])
def test_what_a_project_needs_and_nobody_may_read(copy_project: Copy, name: str) -> None:
    root = copy_project("minimal")
    (root / name).chmod(0)
    try:
        assert_names(run("build", cwd=root), name)
    finally:
        (root / name).chmod(0o755)


def test_a_file_in_the_place_of_the_output(copy_project: Copy) -> None:
    root = copy_project("minimal")
    (root / "build").write_text("", "utf-8")
    for arguments in (["build"], ["update"]):
        assert_names(run_module("diglot", *arguments, cwd=root), "build")
    assert (root / "build").read_bytes() == b""


def test_what_a_full_disk_cut_short_is_made_again(copy_project: Copy) -> None:
    root = copy_project("minimal")
    assert_names(run_module("diglot", "build", cwd=root, before=with_small_files), "[file-error]")
    assert run_module("diglot", "build", cwd=root).returncode == 0
    assert run_module("diglot", "build", "--output", "clean", cwd=root).returncode == 0
    difference = dircmp(root / "build/site", root / "clean/site")
    assert not [*difference.left_only, *difference.right_only, *difference.diff_files]
    for sub in difference.subdirs.values():
        assert not [*sub.left_only, *sub.right_only, *sub.diff_files]


def test_catalogs_survive_a_full_disk(copy_project: Copy) -> None:
    root = copy_project("minimal")
    assert run("build", cwd=root).returncode == 0
    text = "\n\n".join(f"第{number}段。" * 20 for number in range(400))
    (root / "docs/chapter.md").write_text(f"# 章\n\n{text}\n", "utf-8")
    before = snapshot(root / "locales")
    assert run("update", "--dry-run", cwd=root).returncode == 0
    for shape in ("human", "short", "json"):
        arguments = ("update", "--format", shape)
        done = run_module("diglot", *arguments, cwd=root, before=with_small_files)
        assert_names(done, "chapter.po: File too large")
        assert_unchanged(before, root)


def test_an_empty_workbook_changes_nothing(copy_project: Copy) -> None:
    root = copy_project("minimal")
    Workbook().save(root / "empty.xlsx")
    (root / "nothing.xlsx").write_bytes(b"")
    before = snapshot(root / "locales")
    done = run_module("diglot", "import", "empty.xlsx", cwd=root)
    assert done.returncode == 2
    assert "no review sheet" in done.stderr
    done = run_module("diglot", "import", "nothing.xlsx", cwd=root)
    assert done.returncode == 2
    assert snapshot(root / "locales") == before
