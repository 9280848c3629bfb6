from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from diglot.actions.build import build
from diglot.actions.build_cache import open_build_cache
from diglot.core.codes import read_code
from diglot.core.diagnostic import Diagnostic, Location, Report, Severity
from diglot.core.events import Built
from diglot.core.files import changed_since, now
from diglot.core.project import Format
from diglot.sphinxext.config.load import load_project
from reports import of_pages

Copy = Callable[[str], Path]


def build_all(root: Path) -> Report:
    project = load_project(root)
    return build(project, project.editions)


def fresh(root: Path) -> list[bool]:
    project = load_project(root)
    cache = open_build_cache(project)
    return [cache.is_fresh(edition) for edition in project.editions]


def test_fresh_after_a_build(copy_project: Copy) -> None:
    root = copy_project("minimal")
    assert fresh(root) == [False, False]
    build_all(root)
    assert fresh(root) == [True, True]


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "docs/index.md").write_text("# 新\n", "utf-8"),
        lambda root: (root / "docs/new.md").write_text("# 新\n", "utf-8"),
        lambda root: (root / "locales/en/LC_MESSAGES/index.po").unlink(),
        lambda root: (root / "conf.py").touch(),
        lambda root: (root / "build/site/en/index.html").unlink(),
    ],
    ids=["page", "new page", "catalog", "conf", "output"],
)
def test_stale_after_a_change(copy_project: Copy, change: Callable[[Path], object]) -> None:
    root = copy_project("minimal")
    build_all(root)
    change(root)
    assert not all(fresh(root))
    build_all(root)
    assert fresh(root) == [True, True]


def test_only_the_touched_edition_is_stale(copy_project: Copy) -> None:
    root = copy_project("minimal")
    build_all(root)
    shutil.rmtree(root / "build/site/en")
    assert fresh(root) == [True, False]


def test_another_environment_is_another_input(
    copy_project: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_project("minimal")
    build_all(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert fresh(root) == [False, False]


def test_a_cache_that_cannot_be_read_means_stale(copy_project: Copy) -> None:
    root = copy_project("minimal")
    build_all(root)
    (root / "build/build-cache.json").write_text("{", "utf-8")
    assert fresh(root) == [False, False]


def test_problems_stay_until_they_are_mended(copy_project: Copy) -> None:
    root = copy_project("minimal")
    chapter, index = root / "docs/chapter.md", root / "docs/index.md"
    chapter.write_text(chapter.read_text("utf-8") + "\n{ref}`nowhere`\n", "utf-8")
    first = of_pages(build_all(root))
    assert [str(finding.location) for finding in first] == ["docs/chapter.md:10"]
    assert of_pages(build_all(root)) == first
    index.write_text(index.read_text("utf-8").replace("很小", "很小很小"), "utf-8")
    assert of_pages(build_all(root)) == first
    chapter.write_text(chapter.read_text("utf-8").replace("{ref}`nowhere`", ""), "utf-8")
    assert of_pages(build_all(root)) == ()


def test_problems_of_plugins_are_kept_too(copy_project: Copy) -> None:
    project = load_project(copy_project("minimal"))
    problem = Diagnostic(read_code("acme.tone"), Severity.WARNING, "it shouts", Location("a.md", 3))
    cache = open_build_cache(project)
    cache.add(Built(project.editions[0], 1, 0.5), [problem])
    cache.save()
    assert open_build_cache(project).problems(project.editions[0]) == (problem,)


def test_handouts_that_were_not_read_back_are_when_that_is_asked(copy_project: Copy) -> None:
    project = load_project(copy_project("parallel-salon"))
    strict = replace(project, check_handouts=True)
    site, handouts = (
        next(edition for edition in project.editions if edition.format is wanted)
        for wanted in (Format.SITE, Format.HANDOUTS)
    )
    for checked in (False, True):
        cache = open_build_cache(strict if checked else project)
        for edition in (site, handouts):
            cache.add(Built(edition, 1, 0.5), [])
        cache.save()
        assert open_build_cache(project).is_fresh(handouts)
        assert open_build_cache(strict).is_fresh(handouts) is checked
        assert open_build_cache(strict).is_fresh(site)


def test_a_dependency_beyond_the_project_counts(copy_project: Copy, tmp_path: Path) -> None:
    root = copy_project("minimal")
    beyond = tmp_path / "beyond.md"
    beyond.write_text("外面的一段。\n", "utf-8")
    chapter = root / "docs/chapter.md"
    include = os.path.relpath(beyond, chapter.parent)
    chapter.write_text(chapter.read_text("utf-8") + f"\n```{{include}} {include}\n```\n", "utf-8")
    while changed_since(beyond, now()):
        pass  # a build cannot tell what is so new from what changes while it reads
    build_all(root)
    assert fresh(root) == [True, True]
    beyond.write_text("外面的一段改了。\n", "utf-8")
    assert fresh(root) == [False, False]


def test_what_changes_while_a_build_runs_is_for_the_next_one(
    copy_project: Copy, tmp_path: Path
) -> None:
    project = load_project(copy_project("minimal"))
    beyond = tmp_path / "beyond.md"
    cache = open_build_cache(project)
    beyond.write_text("外面的一段。\n", "utf-8")
    built = Built(project.editions[0], 1, 0.5, outside=frozenset({str(beyond)}))
    for is_fresh in (False, True):
        cache.add(built, [])
        cache.save()
        assert open_build_cache(project).is_fresh(built.edition) is is_fresh
        while changed_since(beyond, now()):
            pass
        cache = open_build_cache(project)
