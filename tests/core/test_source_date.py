"""When files were committed, as pages and handouts say it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from diglot.core.source_date import commit_times


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


def commit(folder: Path, when: int, monkeypatch: pytest.MonkeyPatch) -> None:
    date = f"{when} +0000"
    monkeypatch.setenv("GIT_AUTHOR_DATE", date)
    monkeypatch.setenv("GIT_COMMITTER_DATE", date)
    git(folder, "add", ".")
    author = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    git(folder, *author, "commit", "-m", "edit")


def test_each_file_has_the_time_of_its_last_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = tmp_path / "book"
    (book / "docs").mkdir(parents=True)
    first, second, edited, unknown = (
        book / "docs" / name for name in ("一.md", "two words.md", "edited.md", "unknown.md")
    )
    assert commit_times(book, [first]) == {}  # no repository
    git(book, "init")
    for page in (first, second, edited):
        page.write_text("a", "utf-8")
    commit(book, 1_000_000_000, monkeypatch)
    second.write_text("b", "utf-8")
    commit(book, 1_100_000_000, monkeypatch)
    edited.write_text("b", "utf-8")
    unknown.write_text("a", "utf-8")
    times = {first: 1_000_000_000, second: 1_100_000_000}
    assert commit_times(book / "docs", [first, second, edited, unknown]) == times

    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--depth", "1", book.as_uri(), str(shallow))
    # All of its files seem to come from its only commit.
    assert commit_times(shallow, [shallow / "docs" / "一.md"]) == {}
