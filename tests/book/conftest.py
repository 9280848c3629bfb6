"""The real book, built once for all tests of this folder."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from diglot.actions.build import build
from diglot.core.diagnostic import Report
from diglot.core.project import Project
from diglot.sphinxext.config.load import load_project
from folders import ROOT


@dataclass(frozen=True, slots=True)
class Book:
    project: Project
    report: Report

    @property
    def site(self) -> Path:
        return self.project.sitedir


def copy_book(target: Path) -> Path:
    for name in ("docs", "locales"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("*.mo"))
    shutil.copy(ROOT / "conf.py", target)
    return target


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    root = copy_book(tmp_path_factory.mktemp("book"))
    project = load_project(root)
    return Book(project, build(project, project.editions))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.slow)
