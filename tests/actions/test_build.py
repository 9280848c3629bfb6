from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
import sphinx.locale
from sphinx.locale import init as init_locale

from diglot.actions.build import build
from diglot.core.codes import Code
from diglot.core.diagnostic import Report, Severity
from diglot.core.errors import DiglotError
from diglot.core.events import Event, Progress
from diglot.core.project import Format
from diglot.sphinxext.config.load import load_project

Copy = Callable[[str], Path]


def build_all(root: Path, *, fresh: bool = False, strict: bool = False) -> Report:
    project = load_project(root)
    return build(project, project.editions, fresh=fresh, strict=strict)


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def codes(report: Report) -> list[tuple[str, Severity, str]]:
    return [(d.code, d.severity, str(d.location)) for d in report.diagnostics]


def test_builds_a_site_for_each_language(copy_project: Copy) -> None:
    # Sphinx keeps the labels that an earlier application of this process has read.
    init_locale([Path(sphinx.locale.__file__).parent], "de")
    root = copy_project("minimal")
    events: list[Event] = []
    project = load_project(root)
    report = build(project, project.editions, on_event=events.append)
    assert report.diagnostics == ()
    for tag, label in (("zh-cn", "索引"), ("en", "Index")):
        page = (root / f"build/site/{tag}/index.html").read_text("utf-8")
        assert f'<link rel="index" title="{label}"' in page
    assert "第一段" in (root / "build/site/zh-cn/chapter.html").read_text("utf-8")
    assert "The first paragraph" in (root / "build/site/en/chapter.html").read_text("utf-8")
    read = [e for e in events if isinstance(e, Progress) and e.phase == "reading"]
    assert {(e.language, e.done, e.total) for e in read} >= {("zh_CN", 2, 2), ("en", 2, 2)}


_WRITES_INTO_THE_SOURCES = """
import multiprocessing, pathlib

def _make(app):
    # A process that lives as long as this one, with all that is open.
    app.its_manager = multiprocessing.get_context("fork").Manager()
    with pathlib.Path(app.srcdir, "made.md").open("x") as file:
        file.write("# Made\\n")

def setup(app):
    app.connect("builder-inited", _make)
    app.connect("build-finished", lambda app, error: pathlib.Path(app.srcdir, "made.md").unlink())
"""


def test_languages_take_turns_where_an_extension_writes_into_the_sources(
    copy_project: Copy,
) -> None:
    root = copy_project("minimal")
    with (root / "conf.py").open("a") as conf:
        conf.write(_WRITES_INTO_THE_SOURCES)
    report = build_all(root)
    assert not report.results["failed"]
    assert (root / "build/site/zh-cn/made.html").exists()
    assert (root / "build/site/en/made.html").exists()


def test_nothing_changed_nothing_written(copy_project: Copy) -> None:
    root = copy_project("minimal")
    build_all(root)
    before = {
        path: path.stat().st_mtime_ns for path in (root / "build/site").rglob("*/chapter.html")
    }
    report = build_all(root)
    assert [built.outputs for built in report.results["built"]] == [0, 0]
    assert before == {path: path.stat().st_mtime_ns for path in before}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("docs/chapter.md", "第二段。", "第二段改了。"),
        ("docs/chapter.md", "# 开头", "# 另一个开头"),
        ("locales/en/LC_MESSAGES/chapter.po", "The second paragraph", "Paragraph two"),
        ("locales/en/LC_MESSAGES/chapter.po", "The beginning", "The start"),
    ],
    ids=["text", "title", "message", "translated title"],
)
def test_incremental_equals_clean(copy_project: Copy, path: str, old: str, new: str) -> None:
    root = copy_project("minimal")
    build_all(root)
    changed = root / path
    changed.write_text(changed.read_text("utf-8").replace(old, new, 1), "utf-8")
    build_all(root)
    incremental = hashes(root / "build/site")
    build_all(root, fresh=True)
    assert incremental == hashes(root / "build/site")


def test_a_removed_page_leaves_the_site(copy_project: Copy) -> None:
    root = copy_project("minimal")
    build_all(root)
    (root / "docs/chapter.md").unlink()
    index = root / "docs/index.md"
    index.write_text(index.read_text("utf-8").replace("chapter\n", ""), "utf-8")
    build_all(root)
    assert not list((root / "build/site").rglob("chapter*"))


def test_an_interrupted_build_is_not_trusted(copy_project: Copy) -> None:
    root = copy_project("minimal")
    build_all(root)
    page = root / "build/site/en/chapter.html"
    whole = page.read_text("utf-8")
    page.write_text(whole[:100], "utf-8")
    (root / "build/doctrees/en/.site.unfinished").touch()
    build_all(root)
    assert page.read_text("utf-8") == whole


def test_missing_image(copy_project: Copy) -> None:
    root = copy_project("minimal")
    chapter = root / "docs/chapter.md"
    chapter.write_text(chapter.read_text("utf-8") + "\n![](nowhere.png)\n", "utf-8")
    report = build_all(root)
    assert (Code.MISSING_IMAGE, Severity.ERROR, "docs/chapter.md:10") in codes(report)


def test_missing_document(copy_project: Copy) -> None:
    root = copy_project("minimal")
    index = root / "docs/index.md"
    index.write_text(index.read_text("utf-8").replace("chapter\n", "chapter\nnowhere\n"), "utf-8")
    report = build_all(root)
    assert (Code.MISSING_DOCUMENT, Severity.ERROR, "docs/index.md:5") in codes(report)
    assert all(d.hints for d in report.diagnostics)


def test_handouts_of_each_selection_are_counted(copy_project: Copy) -> None:
    root = copy_project("minimal")
    handouts = (
        '{"all": "index", "pages": {"documents": "index", "paper": "a5"},'
        ' "own": {"documents": "index", "solutions": "hide"}}'
    )
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(f"diglot_handouts = {handouts}\n")
    project = load_project(root)
    editions = [edition for edition in project.editions if edition.format is Format.HANDOUTS]
    report = build(project, editions)
    assert [built.outputs for built in report.results["built"]] == [3, 3]


def test_broken_catalog(copy_project: Copy) -> None:
    root = copy_project("minimal")
    catalog = root / "locales/en/LC_MESSAGES/chapter.po"
    broken = catalog.read_text("utf-8").replace('msgstr "The beginning"', "msgstr The beginning")
    catalog.write_text(broken, "utf-8")
    report = build_all(root)
    assert Code.BROKEN_CATALOG in {d.code for d in report.diagnostics}
    assert catalog.read_text("utf-8") == broken


def test_read_only_output(copy_project: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_project("minimal")
    (root / "build").write_text("a file where the folder should be", "utf-8")
    with pytest.raises(DiglotError, match="cannot be written") as caught:
        build_all(root)
    assert "--output" in str(caught.value.hint)


def test_an_extension_that_fails_is_told(copy_project: Copy) -> None:
    root = copy_project("minimal")
    conf = root / "conf.py"
    conf.write_text(conf.read_text("utf-8") + 'extensions.append("no_such_extension")\n', "utf-8")
    report = build_all(root)
    assert [d.code for d in report.diagnostics] == [Code.EXTENSION_ERROR]
    assert report.results["built"] == []


@pytest.mark.parametrize("strict", [False, True])
def test_a_package_that_an_extension_lacks_is_told(copy_project: Copy, strict: bool) -> None:
    root = copy_project("minimal")
    (root / "ours.py").write_text("def setup(app):\n    import no_such_package\n", "utf-8")
    conf = root / "conf.py"
    added = f'import sys\nsys.path.append({str(root)!r})\nextensions += [\n    "ours",\n]\n'
    text = conf.read_text("utf-8")
    conf.write_text(text + added, "utf-8")
    report = build_all(root, strict=strict)
    assert report.results["crashed"] == []
    told = [finding for finding in report.diagnostics if "no_such_package" in finding.message]
    assert {finding.code for finding in told} == {Code.EXTENSION_ERROR}
    lines = {finding.location.line for finding in told if finding.location}
    assert lines == {text.count("\n") + 4}


def test_a_crash_shows_its_trace(copy_project: Copy) -> None:
    root = copy_project("minimal")
    conf = root / "conf.py"
    bug = "def setup(app):\n    app.connect('source-read', lambda *a: os._exit(3))\nimport os\n"
    conf.write_text(conf.read_text("utf-8") + bug, "utf-8")
    report = build_all(root)
    assert {crash.language for crash in report.results["crashed"]} == {"zh_CN", "en"}
    assert all("exit code 3" in crash.trace for crash in report.results["crashed"])
