"""What the live preview answers, to whom, and what it tells open pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from folders import PROJECTS
from served import Served, served

CHAPTER = "docs/chapter.md"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("served") / "minimal"
    shutil.copytree(PROJECTS / "minimal", root)
    with served(root) as project:
        yield project


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


def test_pages_are_those_of_a_build_and_live(book: Served) -> None:
    status, page = book.get("zh-cn/chapter.html")
    assert (status, page.count("/_diglot/live.js")) == (200, 1)
    assert "第一段" in page
    assert "/_diglot/" not in (book.root / "build/serve/site/zh-cn/chapter.html").read_text("utf-8")
    assert book.get("")[0] == 200
    assert "第一段" in book.get("zh-cn/_sources/chapter.md.txt")[1]


def test_pages_of_no_document_are_built_when_asked_for(book: Served) -> None:
    assert "genindex" in book.get("en/genindex.html")[1]
    assert book.get("en/search.html")[0] == 200


@pytest.mark.parametrize(
    "path", ["en/nowhere.html", "../conf.py", "en/../../../conf.py", "en/.buildinfo", "_diglot/x"]
)
def test_what_is_not_published_is_not_served(book: Served, path: str) -> None:
    assert book.get(quote(path, safe=""))[0] == 404
    assert book.get(path)[0] == 404


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "10.0.0.1"])
def test_a_request_by_another_name_is_refused(book: Served, host: str) -> None:
    assert book.get("en/chapter.html", Host=host)[0] == 400


def test_no_other_site_may_read_the_answers(book: Served) -> None:
    headers = book.headers("en/chapter.html", Origin="http://evil.example")
    assert not [name for name in headers if name.startswith("access-control")]


def test_an_edit_reaches_the_pages_it_concerns(book: Served) -> None:
    with book.notices("zh-cn/chapter.html") as chapter, book.notices("en/chapter.html") as english:
        assert next(chapter) == next(english) == {"stale": False, "problems": [], "fault": ""}
        edit(book.root, CHAPTER, "第二段。", "第二段改了。")
        assert next(chapter)["stale"]
        assert next(english)["stale"]
        assert "第二段改了。" in book.get("zh-cn/chapter.html")[1]
        # The message is another one now, which has no translation yet.
        assert "第二段改了。" in book.get("en/chapter.html")[1]


def test_a_catalog_reaches_its_language(book: Served) -> None:
    catalog = "locales/en/LC_MESSAGES/index.po"
    with book.notices("en/index.html") as english:
        next(english)
        edit(book.root, catalog, 'msgstr "A', 'msgstr "Quite a')
        assert next(english)["stale"]
        assert "Quite a" in book.get("en/index.html")[1]


def test_what_is_wrong_with_a_page_is_told_until_it_is_mended(book: Served) -> None:
    with book.notices("zh-cn/chapter.html") as chapter:
        next(chapter)
        edit(book.root, CHAPTER, "第一段", "{nosuchrole}`词`第一段")
        next(notice for notice in chapter if notice["stale"])
        book.get("zh-cn/chapter.html")
        problem = next(notice["problems"][0] for notice in chapter if notice["problems"])
        assert "nosuchrole" in problem["message"]
        assert problem["location"]["path"] == CHAPTER
        edit(book.root, CHAPTER, "{nosuchrole}`词`", "")
        next(notice for notice in chapter if notice["stale"])
        book.get("zh-cn/chapter.html")
        next(notice for notice in chapter if not notice["problems"])


def test_pages_come_and_go(book: Served) -> None:
    new = book.root / "docs/new.md"
    with book.notices("zh-cn/index.html") as index:
        next(index)
        new.write_text("---\norphan: true\n---\n\n# 新的一页\n", "utf-8")
        assert next(index)["stale"]
        assert "新的一页" in book.get("zh-cn/new.html")[1]


def test_a_broken_conf_py_is_told_and_the_last_pages_stay(book: Served) -> None:
    with book.notices("zh-cn/chapter.html") as chapter:
        next(chapter)
        edit(book.root, "conf.py", "project", "1 / 0\nproject")
        assert "conf.py" in next(chapter)["fault"]
        assert book.get("zh-cn/chapter.html")[0] == 200
        edit(book.root, "conf.py", "1 / 0\n", "")
        while not next(chapter)["stale"]:
            continue
        assert book.get("zh-cn/chapter.html")[0] == 200


def test_where_a_block_comes_from(book: Served) -> None:
    _status, answer = book.get("_diglot/places?page=/en/index.html")
    assert '"docs/index.md:1"' in answer
    assert '"locales/en/LC_MESSAGES/index.po:' in answer


def test_the_next_server_begins_with_what_this_one_has_read(tmp_path: Path) -> None:
    root = tmp_path / "minimal"
    shutil.copytree(PROJECTS / "minimal", root)
    with served(root, "en") as first:
        first.get("en/chapter.html")
    with served(root, "en") as second:
        assert "The first paragraph" in second.get("en/chapter.html")[1]
        second.line("ready")
