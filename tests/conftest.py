"""What all tests share: tiny books to copy, and the flag that rewrites expectations."""

from __future__ import annotations

import gc
import importlib
import logging
import os
import shutil
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from browser.chromium import chromium, driver, launched
from browser.firefox import firefox, started
from commands import fork_what_is_spawned
from folders import PROJECTS

# One of each for all folders: none starts twice in a process.
__all__ = ["chromium", "driver", "firefox", "launched", "started"]
_BROWSERS = {driver.__name__, launched.__name__, started.__name__}

# Tests assert no times: a slow machine is not a fault of the code.
settings.register_profile("diglot", deadline=None)
settings.load_profile("diglot")

# What commands print is compared as text; a CI service may ask for colours.
os.environ["NO_COLOR"] = "1"
# Tests of other languages say so.
os.environ["LC_ALL"] = "C.UTF-8"
# Commands find the modules that others have compiled, as they do where they are installed.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# EPUBCheck runs for seconds, in which the better compiler of Java costs more than it saves.
os.environ["JDK_JAVA_OPTIONS"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate",
        action="store_true",
        help="rewrite what tests/cases expect; then read the diff",
    )


@pytest.hookimpl(tryfirst=True)  # before `-m` looks for marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what a browser does.

    It has a second try, which the summary names: a browser on a loaded machine has lost a click.
    """
    for item in items:
        if isinstance(item, pytest.Function) and _BROWSERS.intersection(item.fixturenames):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_collection_finish() -> None:
    """Keep the garbage collector from looking through thousands of tests again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def regenerate(pytestconfig: pytest.Config) -> bool:
    return bool(pytestconfig.getoption("--regenerate"))


@pytest.fixture
def copy_project(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that copies tests/projects/NAME to a folder of its own."""

    def copy(name: str) -> Path:
        target = tmp_path / name
        shutil.copytree(PROJECTS / name, target)
        return target

    return copy


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what a test spawns be forked from the server of `commands`, which has imported all."""
    fork_what_is_spawned(monkeypatch)


@pytest.fixture(scope="session")
def warmed() -> None:
    """Import what builds need, for those that tests start in their own process: they are its forks.

    Each would import it by itself, which is most of what a small one takes.
    """
    handlers, level = [*logging.root.handlers], logging.root.level
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as in the server of `commands`, which imports the same
        importlib.import_module("warm")
    # What packages have set up for their own programs.
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
