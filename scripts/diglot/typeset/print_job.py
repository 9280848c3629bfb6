"""Typesets one handout, and again where that can be mended.

Notes may be astray, a character in no font, and Typst may not settle: a reference that says a page
only where it is another one may stand on that page without those words, and before it with them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from diglot.core.files import write_text
from diglot.typeset.compiler import Typeset
from diglot.typeset.compiles import Compiles
from diglot.typeset.fitted_pictures import with_fitted_pictures
from diglot.typeset.footnotes import FootRoom
from diglot.typeset.note_rounds import with_notes_beside_marks
from diglot.typeset.printed import TypeArea
from diglot.typeset.surveying import SurveyingCompiler
from diglot.typeset.told import FOOT_ROOM, PAGES, SCALES, write_told
from diglot.typeset.waiting_figures import with_filled_feet


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A handout to be typeset: the file `name`.typ in `folder`, with the `data` of its theme.

    `timestamp` and `standards` are those of `Compiler.compile`; `asks_for_area` says whether the
    type area is wanted, too. `told` is what a part of a handout knows of the others (`grouped`).
    """

    folder: Path
    name: str
    data: Mapping[str, Any]
    timestamp: int
    standards: tuple[str, ...]
    asks_for_area: bool
    told: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of a job: the first `Typeset`, and a second one if the first missed characters."""

    first: Typeset
    second: Typeset | None = None
    area: TypeArea | None = None


def typeset(job: PrintJob, compiler: Compiles) -> Printed:
    """Typeset a handout; where a character is in no font, once more with its code in its place."""
    if not job.asks_for_area:
        return Printed(*_with_all_signs(job, compiler))
    surveying = SurveyingCompiler(compiler)
    first, second = _with_all_signs(job, surveying)
    made = second or first
    return Printed(first, second, None if made.pdf is None else surveying.survey_of(made)[1])


def _with_all_signs(job: PrintJob, compiler: Compiles) -> tuple[Typeset, Typeset | None]:
    first = _settled(job, job.data, compiler)
    if not first.missing:
        return first, None
    return first, _settled(job, {**job.data, "missing": list(first.missing)}, compiler)


def _settled(job: PrintJob, data: Mapping[str, Any], compiler: Compiles) -> Typeset:
    """Compile; where that does not settle, once more with a page at every reference."""
    made = _compile(job, data, compiler)
    if made.is_settled:
        return made
    # Another cause is told of either way.
    return _compile(job, {**data, "every-page": True}, compiler)


def draft(job: PrintJob, compiler: Compiles) -> Typeset:
    """Typeset a handout once, wherever its notes and figures go."""
    return _compiling(job, job.data, compiler)({})


class _Compiling(Protocol):
    def __call__(
        self,
        scales: Mapping[str, float],
        passed: frozenset[str] = ...,
        rooms: Mapping[str, Sequence[FootRoom]] = ...,
    ) -> Typeset: ...


def _compile(job: PrintJob, data: Mapping[str, Any], compiler: Compiles) -> Typeset:
    """Compile, and again until feet of pages are filled and notes are with their marks."""
    compile_with = _compiling(job, data, compiler)

    def finish(scales: Mapping[str, float], made: Typeset) -> Typeset:
        def with_notes(passed: frozenset[str], made: Typeset) -> Typeset:
            again = partial(compile_with, scales, passed)
            return with_notes_beside_marks(made, again, compiler.footnotes)

        return with_filled_feet(made, partial(compile_with, scales), with_notes, compiler.floats)

    return with_fitted_pictures(compile_with, finish, compiler.pictures)


def _compiling(job: PrintJob, data: Mapping[str, Any], compiler: Compiles) -> _Compiling:
    """Return what compiles a job.

    Pictures are on these scales, these figures passed, and this room left at feet of pages.
    """
    _write(job.folder / f"{job.name}.json", data)
    if job.told is not None:
        # Not among the rest of the theme's data: all would be laid out anew where that changes.
        told = {key: fact for key, fact in job.told.items() if key != "pages"}
        _write(job.folder / "apart" / f"{job.name}.json", told)
        pages: dict[str, dict[str, str]] = {}
        for name, page in job.told["pages"].items():
            pages.setdefault(name.partition("#")[0], {})[name] = page
        write_told(job.folder / PAGES / job.name, pages)

    def compile_with(
        scales: Mapping[str, float],
        passed: frozenset[str] = frozenset(),
        rooms: Mapping[str, Sequence[FootRoom]] = MappingProxyType({}),
    ) -> Typeset:
        write_told(job.folder / SCALES / job.name, scales)
        asked = {key: [asdict(room) for room in left] for key, left in rooms.items()}
        write_told(job.folder / FOOT_ROOM / job.name, asked)
        _write(job.folder / "passed" / f"{job.name}.json", sorted(passed))
        return compiler.compile(
            f"{job.name}.typ",
            # No second one: Typst takes them in any order, and others are another layout.
            inputs={"handout": f"/{job.name}.json"},
            timestamp=job.timestamp,
            standards=job.standards,
        )

    return compile_with


def _write(path: Path, facts: Any) -> None:
    write_text(path, json.dumps(facts, ensure_ascii=False, indent=1), sync=False)
