"""Random edits of a tiny book while it is served: each page must be what a clean build makes.

`make bench` runs DIGLOT_HISTORIES edits (100 unless it says otherwise); `DIGLOT_SEED` begins
another history. A difference is printed with the edits that led to it.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.history_book import EXTRAS, Book, Page
from bench.history_edits import EDITS
from bench.measure import Row
from diglot.actions.build import build
from diglot.actions.sessions import ParallelSiteSession, SiteSession
from diglot.core.project import Edition, Format, Project
from diglot.core.updates import Update
from diglot.sphinxext.config.load import load_project

_CHECKSUM = re.compile(r"\?v=[0-9a-f]{8}")


@dataclass
class LiveHistory:
    """A book in a folder, its edits, and the sessions that follow them.

    `seconds` are those from each edit to the first page that it concerns.
    """

    folder: Path
    seed: int
    sessions: dict[Edition, SiteSession | ParallelSiteSession] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - no secret
        extras = iter(sorted(EXTRAS))
        self.book = Book(
            {name: Page(translation=1, extras={next(extras), next(extras)}) for name in "abcd"}
        )
        self.root = self.folder / "project"
        self._write()

    def step(self) -> list[str]:
        """Edit the book; return the pages that differ from those of a clean build."""
        edits = self.chance.sample(sorted(EDITS), self.chance.choice((1, 1, 2, 3)))
        for name in edits:
            EDITS[name](self.book, self.chance)
        self.log.append(", ".join(edits))
        changed = self._write()
        project = load_project(self.root, builddir=self.folder / "served")
        editions = [edition for edition in project.editions if edition.format is Format.SITE]
        for edition in self.sessions.keys() - set(editions):
            self.sessions.pop(edition).close()
        clean = load_project(self.root, builddir=self.folder / "clean")
        shutil.rmtree(clean.builddir, ignore_errors=True)
        build(clean, editions)
        self._follow(editions, changed, project)
        return [
            difference
            for edition in editions
            for difference in self._compare(edition, project, clean)
        ]

    def close(self) -> None:
        """End the sessions."""
        for session in self.sessions.values():
            session.close()

    def _compare(self, edition: Edition, project: Project, clean: Project) -> Iterator[str]:
        served, wanted = project.outdir(edition), clean.outdir(edition)
        names = sorted(path.relative_to(wanted).as_posix() for path in wanted.rglob("*.html"))
        self.chance.shuffle(names)
        for name in names:
            self.sessions[edition].render(name)
            pages = [_text(folder / name).splitlines() for folder in (served, wanted)]
            if pages[0] != pages[1]:
                lines = (pair for pair in zip_longest(*pages) if pair[0] != pair[1])
                yield f"{served.name}/{name}: {next(lines)}"

    def _follow(self, editions: Iterable[Edition], changed: list[Path], project: Project) -> None:
        updates: list[Update] = []
        # Those of one language come first.
        for edition in editions:
            started = time.monotonic()
            session = self.sessions.get(edition)
            if session is None:
                session = self.sessions[edition] = self._session(edition, project)
                session.open()
                updates.append(Update(restart="new"))
                continue
            if isinstance(session, ParallelSiteSession):
                update = session.update(changed, updates)
            else:
                update = session.update(changed)
            updates.append(update)
            if update.restart:
                session.open()
            elif update.stale:
                session.render(min(update.stale))
                self.seconds.append(time.monotonic() - started)

    def _session(self, edition: Edition, project: Project) -> SiteSession | ParallelSiteSession:
        if not edition.partner:
            return SiteSession(project, edition)
        languages = (
            self.sessions[replace(edition, language=tag, partner="")]
            for tag in edition.reading.split("+")
        )
        source, target = (session for session in languages if isinstance(session, SiteSession))
        return ParallelSiteSession(project, edition, source, target)

    def _write(self) -> list[Path]:
        """Write the files that differ, remove those that are gone, and return both."""
        wanted = {self.root / name: text for name, text in self.book.files().items()}
        former = {path for path in self.root.rglob("*") if path.is_file()}
        gone = [path for path in former - wanted.keys() if path.suffix not in (".mo", ".pyc")]
        changed = [
            path
            for path, text in wanted.items()
            if path not in former or path.read_text("utf-8") != text
        ]
        for path in gone:
            path.unlink()
        for path in changed:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], "utf-8")
        return gone + changed


def _text(page: Path) -> str:
    """Return a page without the checksums of its assets, for which a server has no use.

    Furo changes its style sheet once all pages are written, so that they depend on the moment.
    """
    return _CHECKSUM.sub("", page.read_text("utf-8"))


def rows(_repeat: int = 1) -> Iterator[Row]:
    """Yield a row: how many edits were tried, and how many pages were wrong."""
    steps = int(os.environ.get("DIGLOT_HISTORIES", "100"))
    seed = int(os.environ.get("DIGLOT_SEED", "0"))
    with TemporaryDirectory() as folder:
        history = LiveHistory(Path(folder), seed)
        wrong = 0
        try:
            for number in range(steps):
                if differences := history.step():
                    wrong += len(differences)
                    print(f"edit {number}: {differences} after {history.log[-3:]}", flush=True)
        finally:
            history.close()
        spans = sorted(history.seconds) or [0.0]
        late = spans[int(len(spans) * 0.95)]
    yield Row(f"{steps} edits of a served book, {wrong} pages wrong; 95 of 100 within", late, late)


if __name__ == "__main__":
    print(*rows())
