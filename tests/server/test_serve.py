"""What the live preview answers, to whom, and what it tells open pages."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import packaging
import pytest

from folders import PROJECTS
from served import WAIT, Served, served

CHAPTER = "docs/chapter.md"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("served") / "minimal"
    shutil.copytree(PROJECTS / "minimal", root)
    edit(root, "conf.py", "diglot_parallel = False", "diglot_parallel = True")
    edit(root, "conf.py", 'project = "2023"\n', "")
    os.mkfifo(root / PIPE)
    command = shlex.join([sys.executable, "-c", _EDITOR, str(root / PIPE), "{file}:{line}"])
    with served(root, "--editor", command) as project:
        yield project


# An editor that tells through a pipe what it was started with.
_EDITOR = "import sys; open(sys.argv[1], 'w').write(sys.argv[2])"
PIPE = "opened"
JSON = "application/json"


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


def test_pages_are_those_of_a_build_and_live(book: Served) -> None:
    status, page = book.get("zh-cn/chapter.html")
    assert (status, page.count("/_diglot/live.mjs")) == (200, 1)
    assert "第一段" in page
    assert "/_diglot/" not in (book.root / "build/serve/site/zh-cn/chapter.html").read_text("utf-8")
    assert book.get("")[0] == 200
    assert "第一段" in book.get("zh-cn/_sources/chapter.md.txt")[1]


def test_a_project_without_a_name_is_called_as_its_first_page(book: Served) -> None:
    page = book.get("zh-cn_en/index.html")[1]
    assert "Project name not set" not in page
    assert page.count("小书") > 2


def test_pages_of_no_document_are_built_when_asked_for(book: Served) -> None:
    assert "genindex" in book.get("en/genindex.html")[1]
    assert "built after" in book.line("genindex.html")
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


def test_both_languages_reach_the_parallel_site(book: Served) -> None:
    page = "zh-cn_en/chapter.html"
    catalog = "locales/en/LC_MESSAGES/chapter.po"
    assert "The second section" in book.get(page)[1]
    with book.notices(page) as parallel:
        next(parallel)
        edit(book.root, catalog, "The second section", "Another section")
        assert next(parallel)["stale"]
        answer = book.get(page)[1]
        assert "Another section" in answer
        assert "第二节" in answer
        assert "The second section" not in answer
        edit(book.root, CHAPTER, "## 第二节", "## 第二节\n\n对照的一段。")
        next(notice for notice in parallel if notice["stale"])
        assert "对照的一段。" in book.get(page)[1]
        edit(book.root, CHAPTER, "\n\n对照的一段。", "")
        edit(book.root, catalog, "Another section", "The second section")
    assert "Another section" not in book.get("zh-cn_en/genindex.html")[1]


def test_a_title_reaches_all_pages(book: Served) -> None:
    page = "zh-cn/index.html"
    with book.notices(page) as index:
        next(index)
        before = book.get(page)[1]
        edit(book.root, CHAPTER, "# 开头", "# 改了 & *再改*")
        until(index, lambda: "再改" in book.get(page)[1])
        # In the navigation and the text, then beside the link to the next page and in its address.
        assert book.get(page)[1].count("改了 &amp; <em>再改</em></a>") == 2
        edit(book.root, CHAPTER, "# 改了 & *再改*", "# 开头")
        until(index, lambda: "再改" not in book.get(page)[1])
        assert book.get(page)[1] == before


def test_an_editor_opens_a_file_of_the_project(book: Served) -> None:
    own = book.address.rstrip("/")
    place = json.dumps({"place": f"{CHAPTER}:3"})
    assert book.post("_diglot/open", place, Origin=own, Content_Type=JSON) == 204
    assert (book.root / PIPE).read_text("utf-8") == f"{(book.root / CHAPTER).resolve()}:3"


@pytest.mark.parametrize(
    ("place", "status"),
    [
        ("/etc/passwd:1", 404),
        ("../outside.txt", 404),
        ("docs", 404),
        ("docs/nowhere.md:1", 404),
        ("docs/chapter.md\0:1", 500),
        (3, 400),
    ],
)
def test_an_editor_opens_nothing_else(book: Served, place: object, status: int) -> None:
    (book.root.parent / "outside.txt").touch()
    own = book.address.rstrip("/")
    body = json.dumps({"place": place})
    assert book.post("_diglot/open", body, Origin=own, Content_Type=JSON) == status


@pytest.mark.parametrize(
    "headers",
    [
        {"Content_Type": JSON},
        {"Content_Type": JSON, "Origin": "http://evil.example"},
        {"Content_Type": JSON, "Origin": "null"},
        {"Content_Type": JSON, "Origin": "http://127.0.0.1:1"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"},
    ],
)
def test_no_other_site_can_open_the_editor(book: Served, headers: dict[str, str]) -> None:
    if headers["Content_Type"] != JSON:
        headers = {**headers, "Origin": book.address.rstrip("/")}
    assert book.post("_diglot/open", json.dumps({"place": CHAPTER}), **headers) == 403


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
    # The language that has read it first has not met it in the other one before.
    for own, other in (("zh-cn", "en"), ("en", "zh-cn")):
        assert f'href="../{other}/new.html"' in book.get(f"{own}/new.html")[1]


def test_a_broken_conf_py_is_told_and_the_last_pages_stay(book: Served) -> None:
    assert book.get("zh-cn/chapter.html")[0] == 200
    with book.notices("zh-cn/chapter.html") as chapter:
        next(chapter)
        edit(book.root, "conf.py", "language", "1 / 0\nlanguage")
        assert "conf.py" in next(chapter)["fault"]
        assert book.get("zh-cn/chapter.html")[0] == 200
        edit(book.root, "conf.py", "1 / 0\n", "")
        while not next(chapter)["stale"]:
            continue
        assert book.get("zh-cn/chapter.html")[0] == 200


def test_a_broken_catalog_is_told_until_it_is_mended(book: Served) -> None:
    catalog, broken = "locales/en/LC_MESSAGES/chapter.po", 'msgid "unfinished\n'
    with book.notices("en/chapter.html") as english:
        next(english)
        with (book.root / catalog).open("a", encoding="utf-8") as file:
            file.write(broken)
        problem = told(english, book, "en/chapter.html", lambda notice: notice["problems"])[0]
        assert problem["location"]["path"] == catalog
        assert book.get("en/chapter.html")[0] == 200
        edit(book.root, catalog, broken, "")
        told(english, book, "en/chapter.html", lambda notice: not notice["problems"])
        assert "The first paragraph" in book.get("en/chapter.html")[1]


def test_a_page_that_is_deleted_comes_back(book: Served) -> None:
    text = (book.root / CHAPTER).read_text("utf-8")
    with book.notices("zh-cn/index.html") as index:
        next(index)
        (book.root / CHAPTER).unlink()
        until(index, lambda: book.get("zh-cn/chapter.html")[0] == 404)
        assert "chapter.html" not in book.get("zh-cn/index.html")[1]
        (book.root / CHAPTER).write_text(text, "utf-8")
        until(index, lambda: "chapter.html" in book.get("zh-cn/index.html")[1])
    assert "第一段" in book.get("zh-cn/chapter.html")[1]
    assert "第一段" in book.get("zh-cn_en/chapter.html")[1]


def test_processes_that_are_killed_are_started_again(book: Served) -> None:
    assert book.get("zh-cn_en/chapter.html")[0] == 200
    kill_sessions(book)
    edit(book.root, CHAPTER, "第一段", "第一段,之后")
    with book.notices("zh-cn_en/chapter.html") as parallel:
        until(parallel, lambda: "第一段,之后" in book.get("zh-cn_en/chapter.html")[1])
    kill_sessions(book)
    edit(book.root, CHAPTER, "第一段,之后", "第一段")
    with book.notices("zh-cn_en/chapter.html") as parallel:
        until(parallel, lambda: "第一段,之后" not in book.get("zh-cn_en/chapter.html")[1])
    book.line("ended early")


def test_a_page_that_ends_its_process_leaves_the_others(tmp_path: Path) -> None:
    root = tmp_path / "minimal"
    shutil.copytree(PROJECTS / "minimal", root)
    edit(root, "conf.py", "diglot_parallel = False", "diglot_parallel = True")
    # Its processes begin several times.
    with served(root, forked=True) as book:
        with book.notices("zh-cn/chapter.html") as chapter:
            next(chapter)
            with (book.root / "conf.py").open("a", encoding="utf-8") as conf:
                conf.write(_FATAL)
            assert next(chapter)["stale"]
            edit(book.root, CHAPTER, "第一段", "致命的第一段")
            fault = told(chapter, book, "zh-cn/chapter.html", lambda notice: notice["fault"])
            assert "ended early" in fault
            assert "致命" not in book.get("zh-cn/chapter.html")[1]
            assert book.get("zh-cn/index.html")[0] == 200
            edit(book.root, CHAPTER, "致命的第一段", "第一段")
            edit(book.root, "conf.py", _FATAL, "")
            until(chapter, lambda: "第一段" in book.get("zh-cn/chapter.html")[1])
        with book.notices("zh-cn/chapter.html") as chapter:
            assert next(chapter)["fault"] == ""


_FATAL = """

def setup(app):
    import os

    def end(_app, _name, _template, context, _doctree):
        if "致命" in context.get("body", ""):
            os.kill(os.getpid(), 9)

    app.connect("html-page-context", end)
"""


def until(notices: Iterator[dict[str, Any]], holds: Callable[[], bool]) -> None:
    """Wait, each time until a page is told to ask again."""
    while not holds():
        next(notice for notice in notices if notice["stale"])


def told(
    notices: Iterator[dict[str, Any]],
    book: Served,
    page: str,
    wanted: Callable[[dict[str, Any]], Any],
) -> Any:
    """Ask for a page whenever it is told to, as browsers do, until it is told what is wanted."""
    for notice in notices:
        if notice["stale"]:
            book.get(page)
        elif found := wanted(notice):
            return found
    raise AssertionError("nothing more is told")


def kill_sessions(book: Served) -> None:
    """Kill the processes that the server keeps sites open in."""
    sessions = sessions_of(book)
    assert sessions
    for session in sessions:
        with suppress(ProcessLookupError):  # a copy of a session that has ended meanwhile
            os.kill(session, signal.SIGKILL)


def sessions_of(book: Served) -> list[int]:
    """Return the processes that the server keeps sites open in."""
    listing = subprocess.run(
        ["ps", "-Aww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    )
    processes = (line.split(maxsplit=2) for line in listing.stdout.splitlines())
    return [
        int(process)
        for process, parent, arguments in processes
        if int(parent) == book.process.pid and "spawn_main" in arguments
    ]


def test_where_a_block_comes_from(book: Served) -> None:
    _status, answer = book.get("_diglot/places?page=/en/index.html")
    assert '"docs/index.md:1"' in answer
    assert '"locales/en/LC_MESSAGES/index.po:' in answer


def test_the_next_server_begins_with_what_this_one_has_read(tmp_path: Path) -> None:
    root = tmp_path / "minimal"
    shutil.copytree(PROJECTS / "minimal", root)
    with served(root, "en", forked=True) as first:
        first.get("en/chapter.html")
    everywhere = "0.0.0.0"  # noqa: S104 - this is what is tested
    with served(root, "en", "--host", everywhere, forked=True) as second:
        assert "everybody who reaches this machine" in second.before
        # Others name this machine by the address that they reach it at, and by its name.
        for host, status in (("127.0.0.1", 200), (socket.gethostname(), 200), ("10.0.0.1", 400)):
            assert second.get("en/chapter.html", Host=host)[0] == status
        assert "The first paragraph" in second.get("en/chapter.html")[1]
        second.line("ready")
    # What a full disk or a power failure may leave.
    for left in (root / "build/serve").rglob("*.*"):
        if left.suffix in {".pickle", ".doctree", ".json", ".html"}:
            left.write_bytes(left.read_bytes()[:100])
    (root / "build/serve/site/en/chapter.html").unlink()
    with served(root, "en", forked=True) as third:
        third.line("ready")
        assert "The first paragraph" in third.get("en/chapter.html")[1]
        assert "</html>" in third.get("en/index.html")[1]


def test_ctrl_c_ends_a_server_that_is_just_opening(tmp_path: Path) -> None:
    root = tmp_path / "minimal"
    shutil.copytree(PROJECTS / "minimal", root)
    with served(root) as book:
        while not (opening := sessions_of(book)):
            time.sleep(0.01)
        # A terminal tells all processes, and people are impatient.
        for process in (*opening, book.process.pid, *opening, book.process.pid):
            os.kill(process, signal.SIGINT)
        said, _ = book.process.communicate(timeout=WAIT)
    assert (book.process.returncode, said) == (0, "")


def test_what_is_read_outside_of_the_project_is_followed(tmp_path: Path) -> None:
    root, module = tmp_path / "docs", tmp_path / "src/package/module.py"
    shutil.copytree(PROJECTS / "minimal", root)
    module.parent.mkdir(parents=True)
    module.write_text('"""The first docstring."""\n', "utf-8")
    (tmp_path / "README.md").write_text("First words.\n", "utf-8")
    edit(root, "conf.py", "extensions = [", _AUTODOC)
    edit(root, CHAPTER, "第一段", _OUTSIDE)
    page = "zh-cn/chapter.html"
    with served(root, "zh-cn", forked=True) as book, book.notices(page) as chapter:
        assert "The first docstring" in book.get("zh-cn/chapter.html")[1]
        book.line("ready")
        edit(tmp_path, "README.md", "First", "Other")
        until(chapter, lambda: "Other words." in book.get("zh-cn/chapter.html")[1])
        edit(tmp_path, "src/package/module.py", "first", "second")
        until(chapter, lambda: "The second docstring" in book.get("zh-cn/chapter.html")[1])
        assert "src/package/module.py" in book.line("again")


_AUTODOC = """import sys
sys.path.insert(0, "../src")
extensions = ["sphinx.ext.autodoc", """
_OUTSIDE = """第一段

```{eval-rst}
.. automodule:: package.module
```

```{include} ../../README.md
```
"""


def test_a_project_that_sphinx_itself_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, package = tmp_path / "minimal", tmp_path / "src/packaging"
    shutil.copytree(PROJECTS / "minimal", root)
    shutil.copytree(Path(packaging.__file__).parent, package)
    path = os.pathsep.join([str(package.parent), os.environ.get("PYTHONPATH", "")])
    monkeypatch.setenv("PYTHONPATH", path)
    version = package / "version.py"
    text = version.read_text("utf-8")
    with served(root, "zh-cn") as book, book.notices("zh-cn/chapter.html") as chapter:
        next(chapter)
        book.line("ready")
        version.write_text(f"{text}\n1 / 0\n", "utf-8")
        fault = told(chapter, book, "zh-cn/chapter.html", lambda notice: notice["fault"])
        assert "ZeroDivisionError" in fault
        version.write_text(text, "utf-8")
        told(chapter, book, "zh-cn/chapter.html", lambda notice: not notice["fault"])
