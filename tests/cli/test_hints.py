from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from diglot.cli.hints import is_new
from diglot.core.project import Project
from diglot.sphinxext.config.load import load_project


@pytest.fixture
def project(copy_project: Callable[[str], Path]) -> Project:
    return load_project(copy_project("minimal"))


def test_a_hint_is_given_once_in_a_project(project: Project) -> None:
    assert [is_new(project, "spelling") for _ in range(3)] == [True, False, False]
    assert is_new(project, "other")
    assert not is_new(project, "spelling")
    assert is_new(replace(project, builddir=project.root / "elsewhere"), "spelling")


@pytest.mark.parametrize("text", ["", "not JSON", "\udcff"])
def test_a_broken_memory_is_begun_anew(project: Project, text: str) -> None:
    project.builddir.mkdir()
    (project.builddir / "hints.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert [is_new(project, "spelling") for _ in range(2)] == [True, False]


def test_where_nothing_can_be_written_it_is_given_each_time(project: Project) -> None:
    project.builddir.write_text("a file", "utf-8")
    assert [is_new(project, "spelling") for _ in range(2)] == [True, True]
