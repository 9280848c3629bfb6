"""Tiny books, typeset as people do it: by `sphinx-build`, in its own process."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader

from commands import run_module
from folders import PROJECTS
from shared import made_once


@dataclass(frozen=True)
class Book:
    """A book in a folder of its own; `warned` is what the last build warned of."""

    folder: Path

    @property
    def docs(self) -> Path:
        return self.folder / "docs"

    def out(self, language: str = "zh_CN") -> Path:
        return self.folder / "out" / language

    def sources(self, language: str = "zh_CN") -> Path:
        """Return where the Typst sources lie."""
        return self.out(language) / language.replace("_", "-").lower()

    def configure(self, *lines: str) -> None:
        with (self.folder / "conf.py").open("a", encoding="utf-8") as conf:
            conf.write("\n".join(lines) + "\n")

    def build(self, language: str = "zh_CN", *options: str, hash_seed: int | None = None) -> str:
        """Build the handouts of a language; return what was warned of."""
        done = self.run(language, *options, hash_seed=hash_seed)
        assert done.returncode == 0, done.stderr
        return done.stderr

    def run(
        self,
        language: str = "zh_CN",
        *options: str,
        hash_seed: int | None = None,
        packages: Path | None = None,
        before: Callable[[], None] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Build the handouts of a language, which may fail; see `run_module`.

        With a `hash_seed`, Python orders sets by that.
        """
        command = ["-q", "-b", "typst", "-c", str(self.folder)]
        command += ["-d", str(self.folder / "doctrees" / language), "-D", f"language={language}"]
        command += [*options, str(self.docs), str(self.out(language))]
        if hash_seed is None:
            return run_module("sphinx", *command, packages=packages, before=before)
        # Hashes are chosen when Python starts, which takes longer than the build.
        command = [sys.executable, "-m", "sphinx", *command]
        environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed)}
        return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def text_of(pdf: Path) -> str:
    """Return the words of a PDF, lines and columns as they are."""
    return "".join(page.extract_text() for page in PdfReader(pdf).pages)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Return an empty Chinese book with one document and one handout."""
    return make_book(tmp_path)


def make_book(folder: Path) -> Book:
    """Make that book in a folder."""
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# 标题\n\n正文。\n", "utf-8")
    (folder / "conf.py").write_text(
        'project = "书"\nlanguage = "zh_CN"\nextensions = ["myst_parser", "diglot"]\n'
        'diglot_languages = ["zh_CN", "en"]\ndiglot_handouts = {"book": "index"}\n'
        'myst_enable_extensions = ["dollarmath", "deflist"]\n'
        'locale_dirs = ["../locales"]\ngettext_compact = False\n',
        "utf-8",
    )
    return Book(folder)


PAPERS = [
    "a4.zh-cn",
    "a5.zh-cn",
    "columns.zh-cn",
    "large.zh-cn",
    "letter.zh-cn",
    "both.zh-cn_en",
    "both.interlinear.zh-cn_en",
]
"""The PDFs of the project `print` that are handouts, by the names of their files."""
SLIDES = ["slides.zh-cn", "slides.zh-cn_en", "slides.interlinear.zh-cn_en"]
"""Those that are slides."""


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build all handouts of the project; each PDF is read back, and none has lost anything."""
    return made_once(tmp_path_factory, "print", _print)


def _print(folder: Path) -> Path:
    project = folder / "print"
    shutil.copytree(PROJECTS / "print", project)
    command = ["-q", "-b", "typst", "-c", str(project), "-D", "diglot_check_handouts=1"]
    done = run_module("sphinx", *command, str(project / "docs"), str(project / "out"))
    assert done.returncode == 0, done.stderr
    codes = re.findall(r"\[(diglot\.[\w-]+|[\w.]+)\]$", done.stderr, re.MULTILINE)
    # Two pictures are on the web, and a page cannot end in a list: for handouts and for slides,
    # each in one language and in two.
    expected = Counter({"diglot.remote-image": 8, "diglot.page-class": 4})
    assert Counter(codes) == expected, done.stderr
    return project / "out"
