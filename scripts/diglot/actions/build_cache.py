"""What earlier builds left behind: fingerprints of editions, and problems not yet mended.

Sphinx warns about a page only when it reads or writes it. Builds keep these warnings beside what
they are about (`diglot.sphinxext.incremental.problems`) and tell each time what is wrong with an
edition; the build cache keeps that for builds that have nothing to do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from diglot import __version__
from diglot.actions import fingerprint
from diglot.core.diagnostic import Diagnostic, diagnostic_from_dict
from diglot.core.events import Built
from diglot.core.files import file_state, now, state_as_read, write_text
from diglot.core.project import Edition, Format, Project

_FILE = "build-cache.json"
_FORMER_FILE = "ledger.json"


@dataclass(frozen=True, slots=True)
class Record:
    """One edition as it was last built.

    `inputs` and `outputs` are fingerprints, empty where the edition must be built again; `outside`
    maps files beyond the project that the edition depends on to their facts.
    """

    inputs: str
    outputs: str
    outside: dict[str, str]
    problems: tuple[Diagnostic, ...]


@dataclass(slots=True)
class BuildCache:
    """The records of a project, kept in its build folder.

    What has changed since it was `opened` (a moment as of `core.files.now`) belongs to the build
    after this one.
    """

    project: Project
    inputs: str
    records: dict[Edition, Record] = field(default_factory=dict)
    opened: int = field(default_factory=now)

    def is_fresh(self, edition: Edition) -> bool:
        """Whether building `edition` would change nothing."""
        known = self.records.get(edition)
        return (
            known is not None
            and known.inputs in self._accepted(edition)
            and all(file_state(path) == facts for path, facts in known.outside.items())
            and known.outputs == fingerprint.of_files(self.project.outputs(edition))
        )

    def _accepted(self, edition: Edition) -> tuple[str, ...]:
        """Return the inputs that an edition may have been made of; the last is what it is now.

        Handouts that were read back serve builds that do not ask for it, but not the other way.
        """
        checked = f"{self.inputs} checked"
        if edition.format is not Format.HANDOUTS:
            return (self.inputs,)
        return (checked,) if self.project.check_handouts else (checked, self.inputs)

    def problems(self, edition: Edition) -> tuple[Diagnostic, ...]:
        """Return what is known to be wrong with `edition`."""
        known = self.records.get(edition)
        return known.problems if known else ()

    def add(self, built: Built, problems: Iterable[Diagnostic]) -> None:
        """Keep an edition that was just built, with all that is wrong with it.

        One with outputs that failed is tried again by the next build.
        """
        self.records[built.edition] = Record(
            "" if built.failed else self._accepted(built.edition)[-1],
            fingerprint.of_files(self.project.outputs(built.edition)),
            {path: state_as_read(path, self.opened) for path in built.outside},
            tuple(dict.fromkeys(problems)),
        )

    def add_failed(self, edition: Edition, found: Iterable[Diagnostic]) -> None:
        """Keep what was found in an edition that could not be built, and have it tried again.

        What has no place, such as the failure itself, is found again.
        """
        placed = (problem for problem in found if problem.location)
        self.records[edition] = Record("", "", {}, tuple(dict.fromkeys(placed)))

    def save(self) -> None:
        """Write the cache to the build folder."""
        records = [
            {
                "language": edition.language,
                "format": str(edition.format),
                "partner": edition.partner,
                "inputs": record.inputs,
                "outputs": record.outputs,
                "outside": record.outside,
                "problems": [problem.as_stored() for problem in record.problems],
            }
            for edition, record in self.records.items()
        ]
        data = {"version": __version__, "records": records}
        text = json.dumps(data, ensure_ascii=False, indent=1)
        write_text(self.project.builddir / _FILE, text + "\n")
        (self.project.builddir / _FORMER_FILE).unlink(missing_ok=True)


def open_build_cache(project: Project) -> BuildCache:
    """Read the build cache of a project, an empty one where there is none that we can use.

    The present inputs are fingerprinted at once: what changes while a build runs belongs to the
    next one.
    """
    cache = BuildCache(project, fingerprint.of_project(project))
    try:
        data = json.loads((project.builddir / _FILE).read_text("utf-8"))
        if data["version"] == __version__:
            editions = frozenset(project.all_editions)
            records = map(_record, data["records"])
            cache.records = {edition: record for edition, record in records if edition in editions}
    except (OSError, ValueError, KeyError, TypeError):
        # A cache of another version only costs a build that looks at everything.
        cache.records = {}
    return cache


def _record(data: dict[str, Any]) -> tuple[Edition, Record]:
    problems = tuple(map(diagnostic_from_dict, data["problems"]))
    record = Record(data["inputs"], data["outputs"], data["outside"], problems)
    return Edition(data["language"], Format(data["format"]), data["partner"]), record
