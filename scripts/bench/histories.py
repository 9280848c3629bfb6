"""Random histories of a tiny book: after each, what was built must be what a clean build makes.

`make bench` runs DIGLOT_HISTORIES steps (100 unless it says otherwise); `DIGLOT_SEED` begins
another history. A difference is printed with the edits that led to it.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import shutil
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.history_book import EXTRAS, Book, Page
from bench.history_edits import EDITS
from bench.measure import Row
from diglot.actions.build import build
from diglot.core.diagnostic import Report
from diglot.core.errors import DiglotError
from diglot.core.lock import locked
from diglot.core.project import Edition, Project
from diglot.sphinxext.config.load import load_project

# A copy of a file that kept its time (`cp -p`, an archive) is as old as this.
_OLD = 1_600_000_000
# Sphinx's own records.
_IGNORED = frozenset({".buildinfo", ".buildinfo.bak"})


@dataclass
class History:
    """A book in a folder, its edits and its builds."""

    folder: Path
    seed: int
    book: Book = field(init=False)
    log: list[str] = field(default_factory=list)
    edits: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - no secret
        extras = iter(sorted(EXTRAS))
        self.book = Book(
            {name: Page(translation=1, extras={next(extras), next(extras)}) for name in "abcd"}
        )
        self.folder.mkdir(parents=True, exist_ok=True)
        self._write()

    @property
    def root(self) -> Path:
        """The folder of the project."""
        return self.folder / "project"

    def step(self) -> list[str]:
        """Edit, disturb a build, build all; return how that differs from a clean build."""
        self.log.append("")
        self._edit()
        if self.chance.random() < 0.4:
            # Most of what can go wrong takes two languages.
            self.book.switches |= {"english", "parallel", "handouts"}
        self._write()
        self.chance.choice((self._build_some, self._build_some, self._kill, self._contend))()
        project = load_project(self.root, builddir=self.folder / "build")
        editions = list(project.all_editions)
        report = build(project, editions)
        clean = self.folder / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        wanted = build(load_project(self.root, builddir=clean), editions)
        return [
            *_differences(self.folder / "build/site", clean / "site"),
            *_other_problems(report, wanted, editions),
        ]

    def _edit(self) -> None:
        edits = self.chance.sample(sorted(EDITS), self.chance.choice((1, 1, 2, 3)))
        self.edits += len(edits)
        for name in edits:
            EDITS[name](self.book, self.chance)
        self._note(", ".join(edits))

    def _build_some(self) -> None:
        """Build some of the editions."""
        project, editions = self._some()
        self._note(f"built {_named(editions)}")
        if editions:
            build(project, editions)

    def _kill(self) -> None:
        """Kill a build in its middle; what it has begun ends with it."""
        project, editions = self._some()
        seconds = self.chance.uniform(0.2, 4)
        self._note(f"killed {_named(editions)} {seconds:.2f} s")
        process = _started(project, editions)
        process.join(seconds)
        process.kill()
        process.join()
        with locked(project.builddir, wait=True):
            pass

    def _contend(self) -> None:
        """Edit, and begin another build, while one is running."""
        project, editions = self._some()
        self._note(f"edited while {_named(editions)}")
        process = _started(project, editions)
        process.join(self.chance.uniform(0.1, 2))
        self._edit()
        self._write()
        # Either it is told to wait, or the other one has just finished.
        with suppress(DiglotError):
            later = load_project(self.root, builddir=self.folder / "build")
            build(later, later.editions)
        process.join()

    def _some(self) -> tuple[Project, list[Edition]]:
        project = load_project(self.root, builddir=self.folder / "build")
        editions = list(project.all_editions)
        return project, self.chance.sample(editions, self.chance.randrange(len(editions)))

    def _note(self, text: str) -> None:
        self.log[-1] += f"{text}; "

    def _write(self) -> None:
        wanted = {self.root / name: text for name, text in self.book.files().items()}
        there = [path for path in self.root.rglob("*") if path.is_file()]
        for path in there:
            if path not in wanted and "__pycache__" not in path.parts:
                path.unlink()
        for path, text in wanted.items():
            if path.is_file() and path.read_text("utf-8") == text:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            if self.chance.random() < 0.3:
                os.utime(path, (_OLD, _OLD))


def _started(project: Project, editions: list[Edition]) -> BaseProcess:
    """Start a build in a process of its own, as another command would."""
    process = multiprocessing.get_context("fork").Process(target=build, args=(project, editions))
    process.start()
    return process


def _named(editions: list[Edition]) -> list[str]:
    return [f"{edition.reading}/{edition.format}" for edition in editions]


def _differences(left: Path, right: Path) -> Iterator[str]:
    have, want = _contents(left), _contents(right)
    for name in sorted(have.keys() | want.keys()):
        if have.get(name) != want.get(name):
            kind = "left over" if name not in want else "missing" if name not in have else "old"
            yield f"{kind}: {name}"


def _contents(folder: Path) -> dict[str, str]:
    contents = {}
    for path in folder.rglob("*"):
        if not path.is_file() or path.name in _IGNORED:
            continue
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as book:
                for entry in book.namelist():
                    contents[f"{name}!{entry}"] = _digest(book.read(entry))
        else:
            contents[name] = _digest(path.read_bytes())
    return contents


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _other_problems(report: Report, wanted: Report, editions: list[Edition]) -> Iterator[str]:
    for crash in (*report.results["crashed"], *wanted.results["crashed"]):
        yield f"crashed: {crash.trace}"
    if len(wanted.results["built"]) != len(editions):
        yield f"not built: {wanted.results['failed']}"
    have, want = set(report.diagnostics), set(wanted.diagnostics)
    yield from (f"forgotten: {problem.location} {problem.message}" for problem in want - have)
    yield from (f"no longer true: {problem.location} {problem.message}" for problem in have - want)


def rows(_repeat: int = 1) -> Iterator[Row]:
    """Yield the time of a step; raise AssertionError where a step differs from a clean build."""
    steps = int(os.environ.get("DIGLOT_HISTORIES", "100"))
    seed = int(os.environ.get("DIGLOT_SEED", "1"))
    with TemporaryDirectory() as folder:
        history = History(Path(folder).resolve(), seed)
        started, differences = time.monotonic(), 0
        for number in range(steps):
            for difference in history.step():
                differences += 1
                print(f"step {number} ({history.log[-1]}): {difference}", flush=True)
        seconds = (time.monotonic() - started) / max(1, steps)
    name = f"{history.edits} random edits in {steps} steps, {differences} differences"
    yield Row(name, seconds, seconds)
