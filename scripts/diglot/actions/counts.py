"""What reading and judging catalogs has found, kept until a catalog or anything else changes.

Most catalogs are counted without being read. The others are read with all that judges their
translations, which takes longer than all the rest of `diglot status`.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import Any

from diglot import __version__
from diglot.actions import fingerprint
from diglot.catalog.progress import Progress
from diglot.core.diagnostic import Diagnostic, diagnostic_from_dict
from diglot.core.files import write_text
from diglot.core.project import Project

_FILE = "messages/counts.json"


@dataclass(frozen=True, slots=True)
class Count:
    """How far a catalog is, and what is wrong with it."""

    progress: Progress
    problems: tuple[Diagnostic, ...] = ()


class Counts:
    """The counts of a project's catalogs, each by its name and its content.

    They hold for the sources and the settings as they were when this was made.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._path = project.builddir / _FILE
        self._has_news = False

    def get(self, name: str, data: bytes) -> Count | None:
        """Return what is known of the catalog `name` with these bytes."""
        known = self._known.get(name)
        if known is None or known["digest"] != _digest(data):
            return None
        return Count(
            Progress(*known["progress"]), tuple(map(diagnostic_from_dict, known["problems"]))
        )

    def add(self, name: str, data: bytes, count: Count) -> None:
        """Keep what was found in a catalog."""
        problems = [problem.as_stored() for problem in count.problems]
        progress = astuple(count.progress)
        self._known[name] = {"digest": _digest(data), "progress": progress, "problems": problems}
        self._has_news = True

    def store(self) -> None:
        """Write what is new, for the next command."""
        if self._has_news:
            content = {"made_of": self._made_of, "counts": self._known}
            # Where nobody may write, counting takes its time.
            with suppress(OSError):
                write_text(self._path, json.dumps(content, ensure_ascii=False), sync=False)

    @cached_property
    def _made_of(self) -> list[str]:
        return [__version__, fingerprint.of_project(self._project, fingerprint.CATALOGS)]

    @cached_property
    def _known(self) -> dict[str, dict[str, Any]]:
        made_of = self._made_of  # before any page is read to judge by
        try:
            data = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return dict(data["counts"]) if data.get("made_of") == made_of else {}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
