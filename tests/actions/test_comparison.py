"""No gate says yes while the sources have what no catalog has."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from diglot.actions.check import check
from diglot.actions.comparison import compare
from diglot.actions.selection import Selection
from diglot.actions.source_messages import templates_of
from diglot.actions.status import status
from diglot.catalog.progress import Progress
from diglot.catalog.recorded import Recorded
from diglot.catalog.template import Template, TemplateMessage
from diglot.cli.main import main
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic
from diglot.core.errors import UsageError
from diglot.core.project import Project
from diglot.sphinxext.config.load import load_project

Copy = Callable[[str], Path]
CHAPTER = "locales/en/LC_MESSAGES/chapter.po"


@pytest.fixture
def root(copy_project: Copy) -> Path:
    return copy_project("minimal")


def template(domain: str, *msgids: str) -> Template:
    return Template(domain, tuple(map(TemplateMessage, msgids)))


def said(diagnostics: object) -> list[tuple[str, str]]:
    assert isinstance(diagnostics, tuple | list)
    found: list[Diagnostic] = list(diagnostics)
    return [
        (str(finding.code), finding.location.path if finding.location else "") for finding in found
    ]


def compared(project: Project, *templates: Template) -> tuple[dict[str, Progress], list[str]]:
    found = compare(project, project.targets[0], templates)
    return dict(found.progress), [finding.message for finding in found.stale.values()]


def test_what_the_sources_have_is_counted_and_nothing_else(root: Path) -> None:
    project = load_project(root)
    progress, stale = compared(
        project, template("chapter", "开头", "新的", "新的二"), template("index", "小书")
    )
    assert progress == {"chapter": Progress(1, 0, 2), "index": Progress(1)}
    assert stale == ["2 messages of the source are not in this catalog"]


def test_a_document_without_a_catalog_and_a_language_without_any(root: Path) -> None:
    project = load_project(root)
    new = template("new", "新的")
    assert compared(project, template("index", "小书"), new) == (
        {"index": Progress(1), "new": Progress(untranslated=1)},
        ["1 message of the source is not in this catalog"],
    )
    assert compared(project, new) == (
        {"new": Progress(untranslated=1)},
        ["there is no catalog, and the sources have 1 message"],
    )
    assert compared(project, template("empty")) == ({"empty": Progress()}, [])


def test_what_a_broken_catalog_holds_is_not_taken_for_missing(root: Path) -> None:
    with (root / CHAPTER).open("a", encoding="utf-8") as catalog:
        catalog.write("nonsense\n")
    _, stale = compared(load_project(root), template("chapter", "新的"), template("index", "小书"))
    assert stale == []


def test_catalogs_of_all_folders_and_of_the_language_in_general_count(root: Path) -> None:
    conf = root / "conf.py"
    text = conf.read_text("utf-8").replace('["../locales"]', '["../own", "../locales"]')
    conf.write_text(text.replace('"en"]', '"en_GB"]'), "utf-8")
    own = root / "own/en_GB/LC_MESSAGES/index.po"
    own.parent.mkdir(parents=True)
    own.write_text('msgid "小书"\nmsgstr ""\n\nmsgid "新的"\nmsgstr "new"\n', "utf-8")
    progress, stale = compared(load_project(root), template("index", "小书", "新的"))
    assert (progress, stale) == ({"index": Progress(2)}, [])


def test_a_source_that_has_changed(root: Path) -> None:
    with (root / "docs/chapter.md").open("a", encoding="utf-8") as page:
        page.write("\n新的一段。\n")
    shutil.copy(root / CHAPTER, root / "locales/en/LC_MESSAGES/gone.po")
    project = load_project(root)
    # Nothing has read the sources, and nobody asks for a verdict.
    assert said(status(project).diagnostics) == said(check(project).diagnostics) == []
    stale = (str(Code.STALE_CATALOG), CHAPTER)
    too_little = (str(Code.NOT_ENOUGH_TRANSLATED), "")
    assert said(check(project, strict=True).diagnostics) == [stale]
    report = check(project, fail_under=100)
    assert said(report.diagnostics) == [too_little, stale]
    assert report.results["progress"] == {"en": Progress(6, 0, 1)}
    gone = (str(Code.ORPHAN_CATALOG), "locales/en/LC_MESSAGES/gone.po")
    report = status(project, fail_under=100)
    assert said(report.diagnostics) == [too_little, stale, gone]
    assert [document.domain for document in report.results["documents"]] == ["chapter", "index"]
    # Now they are read, and everybody knows.
    assert said(check(project).diagnostics) == [stale]
    assert said(check(project, selection=Selection(("index",)), strict=True).diagnostics) == []


def test_no_catalogs_at_all(root: Path) -> None:
    shutil.rmtree(root / "locales")
    project = load_project(root)
    for report in (check(project, fail_under=100), status(project, fail_under=100)):
        assert [str(finding.code) for finding in report.diagnostics] == [
            Code.NOT_ENOUGH_TRANSLATED,
            Code.STALE_CATALOG,
        ]
        assert "0.0 % translated (0 of 6 messages)" in report.diagnostics[0].message
    assert str(report.diagnostics[1].location) == "locales/en/LC_MESSAGES"


def test_nothing_of_nothing_is_not_all(root: Path) -> None:
    shutil.rmtree(root / "locales")
    for page in (root / "docs").glob("*.md"):
        page.write_text("---\norphan: true\n---\n", "utf-8")
    project = load_project(root)
    assert len(check(project, fail_under=1).diagnostics) == 1
    assert check(project, fail_under=0).diagnostics == ()
    # A page may have nothing to translate.
    assert check(project, selection=Selection(("chapter",)), fail_under=100).diagnostics == ()


def test_a_project_without_a_target_has_not_reached_any_percentage(root: Path) -> None:
    conf = root / "conf.py"
    conf.write_text(conf.read_text("utf-8").replace('["zh_CN", "en"]', '["zh_CN"]'), "utf-8")
    project = load_project(root)
    with pytest.raises(UsageError, match="no language to translate into"):
        check(project, fail_under=100)
    with pytest.raises(UsageError, match="no language to translate into"):
        status(project, fail_under=100)
    assert status(project).diagnostics == ()


def test_sources_that_cannot_be_read_are_an_error(root: Path) -> None:
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('extensions.append("no_such_extension")\n')
    report = check(load_project(root), strict=True)
    assert [str(finding.code) for finding in report.diagnostics] == [Code.EXTENSION_ERROR]
    assert "no_such_extension" in report.diagnostics[0].message


def test_a_check_tells_what_sphinx_finds_while_it_reads(root: Path) -> None:
    (root / "docs/rest.rst").write_text(
        ":orphan:\n\n一\n==\n\n.. image:: none.png\n   :alt: 图\n\n.. nosuch::\n\n:nosuch:`词`\n",
        "utf-8",
    )
    with (root / "docs/index.md").open("a", encoding="utf-8") as page:
        page.write("\n[旧](#id1)\n\n```{fiugre} a.png\n```\n\n```{toctree}\nchap*\n```\n")
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write("myst_heading_anchors = 2\n")
    project = load_project(root)
    for _ in ("read", "recorded"):
        report = check(project, strict=True)
        found = [
            finding for finding in report.diagnostics if finding.code is not Code.STALE_CATALOG
        ]
        assert said(found) == [
            (str(Code.NUMBERED_ANCHOR), "docs/index.md"),
            (str(Code.SPHINX), "docs/index.md"),
            (str(Code.MISSING_DOCUMENT), "docs/index.md"),
            (str(Code.MISSING_IMAGE), "docs/rest.rst"),
            (str(Code.SPHINX), "docs/rest.rst"),
            (str(Code.SPHINX), "docs/rest.rst"),
        ]
        assert "link to #小书," in found[0].hints[0]
        assert "fiugre" in found[1].message
        assert found[2].hints == (
            "add :glob: to the options of the toctree, or name pages without a *",
        )
    assert said(check(project, selection=Selection(("chapter",)), strict=True).diagnostics) == []


def test_templates_are_read_once(root: Path) -> None:
    project = load_project(root)
    assert [template.domain for template in templates_of(project)] == ["chapter", "index"]
    assert status(project).results["compared"]


def test_a_document_without_messages_is_no_share_done(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "docs/chapter.md").write_text("---\norphan: true\n---\n", "utf-8")
    for verb in ("status", "check"):
        main([verb, "--project", str(root)])
        assert "were not compared with the sources" in capsys.readouterr().out
    main(["status", "--project", str(root), "--fail-under", "50"])
    printed = capsys.readouterr().out
    assert "were not compared" not in printed
    lines = [line.split() for line in printed.splitlines()]
    assert ["chapter", "–", "0", "0", "0", "0"] in lines
    assert ["index", "100", "%", "2", "0", "0", "2"] in lines
    main(["status", "--project", str(root), "--format", "json"])
    assert json.loads(capsys.readouterr().out)["compared"] is True


def test_another_conf_or_another_reading_has_other_messages(tmp_path: Path) -> None:
    templates = (template("x", "y"),)
    Recorded(tmp_path, "monday", "conf").write(templates, (), (), {}, "9:00")
    assert not Recorded(tmp_path, "tuesday", "another conf").confirm((), "9:00")
    assert not Recorded(tmp_path, "tuesday", "conf").confirm((), "9:01")
    assert Recorded(tmp_path, "tuesday", "conf").confirm((), "9:00")
    assert Recorded(tmp_path, "tuesday", "conf").read() == templates


def test_messages_of_a_file_that_changed_while_it_was_read_are_read_again(tmp_path: Path) -> None:
    beyond = tmp_path / "beyond.md"
    before = Recorded(tmp_path, "monday")
    beyond.write_text("外面的一段。\n", "utf-8")
    after = Recorded(tmp_path, "monday", moment=time.time_ns() + 1_000_000_000)
    for recorded, messages in ((before, None), (after, ())):
        recorded.write((), (), [str(beyond)], {})
        assert after.read() == messages
