"""Links and folders as people really have them: in circles, to nowhere, to places outside."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from diglot.actions import fingerprint
from diglot.actions.build import build
from diglot.actions.check import check
from diglot.actions.status import status
from diglot.actions.update import Options, update
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Severity
from diglot.sphinxext.config.load import load_project

Copy = Callable[[str], Path]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project's folder, with another folder beside it and its output inside it."""
    for name in ("project/docs", "project/build", "beside"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "project/docs/page.md").write_text("# 页\n", "utf-8")
    (tmp_path / "beside/shared.md").write_text("共用。\n", "utf-8")
    return tmp_path / "project"


def taken(root: Path) -> str:
    return fingerprint.of_inputs(root, root / "build")


def test_a_link_into_a_circle_is_followed_once(root: Path) -> None:
    (root / "fixtures").mkdir()
    (root / "fixtures/self").symlink_to(".")
    (root / "fixtures/again").symlink_to("../fixtures")
    before = taken(root)
    assert before == taken(root)
    (root / "fixtures/new.md").write_text("新。\n", "utf-8")
    assert taken(root) != before


def test_what_lies_beside_the_project_is_not_read_through_a_link_above_it(root: Path) -> None:
    (root / "docs/up").symlink_to("../..")
    before = taken(root)
    (root.parent / "beside/shared.md").write_text("改了。\n", "utf-8")
    assert taken(root) == before
    (root / "docs/page.md").write_text("# 改了\n", "utf-8")
    assert taken(root) != before


def test_a_folder_elsewhere_is_read_through_its_link(root: Path) -> None:
    (root / "docs/shared").symlink_to("../../beside")
    before = taken(root)
    (root.parent / "beside/shared.md").write_text("改了很多。\n", "utf-8")
    assert taken(root) != before


@pytest.mark.parametrize("change", ["removed", "led elsewhere"])
def test_a_link_is_an_input_itself(root: Path, change: str) -> None:
    # Both folders are in the project already, so that only the link can tell.
    for name in ("a", "b"):
        (root / name).mkdir()
    link = root / "docs/link"
    link.symlink_to("../a")
    before = taken(root)
    link.unlink()
    if change == "led elsewhere":
        link.symlink_to("../b")
    assert taken(root) != before


def test_output_is_no_input_through_a_link_either(root: Path) -> None:
    (root / "build/site").mkdir()
    (root / "docs/site").symlink_to("../build/site")
    before = taken(root)
    (root / "build/site/page.html").write_text("<p>", "utf-8")
    assert taken(root) == before


def test_a_link_that_is_mended_is_a_change(root: Path) -> None:
    (root / "docs/nowhere.md").symlink_to("later.txt")
    (root / "docs/itself").symlink_to("itself")
    before = taken(root)
    (root / "docs/later.txt").write_text("来了。\n", "utf-8")
    assert taken(root) != before


# --- the commands


def problems(root: Path) -> list[Diagnostic]:
    """Return the errors that building, checking, updating and counting a project tell of."""
    project = load_project(root)
    built = build(project, project.editions)
    assert built.results["crashed"] == []
    reports = [built, check(project), update(project, options=Options(dry_run=True))]
    return [
        problem
        for report in (*reports, status(project))
        for problem in report.diagnostics
        if problem.severity is Severity.ERROR
    ]


def test_commands_go_through_circles_and_past_links_to_nowhere(copy_project: Copy) -> None:
    root = copy_project("minimal")
    catalogs = root / "locales/en/LC_MESSAGES"
    for folder in (root / "fixtures", root / "docs/fixtures"):
        folder.mkdir()
        (folder / "self").symlink_to(".")
    (root / "fixtures/above").symlink_to("../..")
    (catalogs / "self").symlink_to(".")
    (root / "docs/nowhere").symlink_to("gone")
    (root / "docs/itself").symlink_to("itself")
    assert problems(root) == []


def test_a_catalog_that_is_a_link_to_nowhere_is_told_by_each_command(copy_project: Copy) -> None:
    root = copy_project("minimal")
    catalog = root / "locales/en/LC_MESSAGES/chapter.po"
    catalog.unlink()
    catalog.symlink_to("../moved.po")
    found = problems(root)
    assert [problem.code for problem in found] == [Code.BROKEN_CATALOG] * 4
    assert all("../moved.po" in problem.message for problem in found)
    assert catalog.is_symlink()


def test_a_folder_that_nobody_may_read_stops_nothing(copy_project: Copy) -> None:
    root = copy_project("minimal")
    closed = [root / "closed", root / "docs/closed", root / "locales/en/closed"]
    for folder in closed:
        folder.mkdir()
        folder.chmod(0)
    command = [sys.executable, "-m", "diglot"]
    if os.geteuid() == 0:
        # Else root reads what it may not.
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    try:
        for verb in ("build", "check", "update", "status"):
            done = subprocess.run(
                [*command, verb], cwd=root, capture_output=True, text=True, check=False
            )
            assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    finally:
        for folder in closed:
            folder.chmod(0o700)
            shutil.rmtree(folder)
