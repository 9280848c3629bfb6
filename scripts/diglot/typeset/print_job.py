"""Typesets one handout, once it is laid out as it should be, and again where that can be mended.

Notes may be astray, a character in no font, and Typst may not settle: a reference that says a page
only where it is another one may stand on that page without those words, and before it with them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from diglot.core.files import write_text
from diglot.typeset.compiler import Typeset
from diglot.typeset.compiles import Compiles
from diglot.typeset.fitted_pictures import with_fitted_pictures
from diglot.typeset.footnotes import FootRoom
from diglot.typeset.layout import Layout
from diglot.typeset.note_rounds import with_notes_beside_marks
from diglot.typeset.printed import TypeArea
from diglot.typeset.told import FOOT_ROOM, OF_LABELS, PAGES, SCALES, write_told
from diglot.typeset.waiting_figures import with_filled_feet

_Rooms = Mapping[str, Sequence[FootRoom]]


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


def main_of(name: str) -> str:
    """Return the file that a job of this name begins with."""
    return f"{name}.typ"


def inputs_of(name: str) -> dict[str, str]:
    """Return what Typst is told of a job from outside."""
    # No second one: Typst takes them in any order, and others are another layout.
    return {"handout": f"/{name}.json"}


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of a job: the first `Typeset`, and a second one if the first missed characters."""

    first: Typeset
    second: Typeset | None = None
    area: TypeArea | None = None


def typeset(job: PrintJob, compiler: Compiles) -> Printed:
    """Typeset a handout; where a character is in no font, once more with its code in its place."""
    first, second = _with_all_signs(job, compiler)
    has_area = job.asks_for_area and (second or first).pdf is not None
    return Printed(first, second, compiler.type_area() if has_area else None)


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


def draft(job: PrintJob, compiler: Compiles) -> bool:
    """Lay out a handout once, wherever its notes and figures go; return whether Typst can."""
    return _Trials(job, job.data, compiler).lay_out({}).positions is not None


def _compile(job: PrintJob, data: Mapping[str, Any], compiler: Compiles) -> Typeset:
    """Compile what is laid out so that feet of pages are filled and notes are with their marks."""
    trials = _Trials(job, data, compiler)

    def with_notes(layout: Layout) -> Layout:
        again = partial(trials.lay_out, layout.scales, layout.passed)
        return with_notes_beside_marks(layout, again)

    def finish(layout: Layout) -> Layout:
        return with_filled_feet(layout, partial(trials.lay_out, layout.scales), with_notes)

    layout = with_fitted_pictures(trials.lay_out, finish)
    made = trials.printed(layout)
    if made.pdf is not None or layout.positions is None:
        return made
    # Typst lays out what it cannot tag in a PDF, such as some blocks that go on above a blank foot.
    plainer = (trials.printed(other) for other in _plainer(layout))
    return next((printed for printed in plainer if printed.pdf is not None), made)


def _plainer(layout: Layout) -> Iterator[Layout]:
    """Yield a layout without the room before one block, without any, and as Typst has it."""
    for key in layout.rooms:
        rooms = {other: left for other, left in layout.rooms.items() if other != key}
        yield replace(layout, rooms=rooms)
    yield replace(layout, rooms={})
    yield Layout(layout.positions)


class _Trials:
    """Lays out a job with pictures on these scales, figures passed, and room at feet of pages."""

    def __init__(self, job: PrintJob, data: Mapping[str, Any], compiler: Compiles) -> None:
        self._job, self._compiler = job, compiler
        self._main, self._inputs = main_of(job.name), inputs_of(job.name)
        shared = {key: fact for key, fact in data.items() if key not in OF_LABELS}
        _write(job.folder / f"{job.name}.json", {**shared, "apart": job.told is not None})
        for kind in OF_LABELS:
            write_told(job.folder / kind / job.name, data.get(kind, {}))
        if job.told is not None:
            _tell(job, job.told)

    def lay_out(
        self,
        scales: Mapping[str, float],
        passed: frozenset[str] = frozenset(),
        rooms: _Rooms = MappingProxyType({}),
    ) -> Layout:
        self._ask_for(scales, passed, rooms)
        positions = self._compiler.lay_out(self._main, inputs=self._inputs)
        return Layout(positions, scales, passed, rooms)

    def printed(self, layout: Layout) -> Typeset:
        """Return the PDF of a layout, or what Typst says where there is none."""
        # It need not be the last one.
        self._ask_for(layout.scales, layout.passed, layout.rooms)
        job = self._job
        return self._compiler.compile(
            self._main, inputs=self._inputs, timestamp=job.timestamp, standards=job.standards
        )

    def _ask_for(self, scales: Mapping[str, float], passed: frozenset[str], rooms: _Rooms) -> None:
        folder, name = self._job.folder, self._job.name
        write_told(folder / SCALES / name, scales)
        asked = {key: [asdict(room) for room in left] for key, left in rooms.items()}
        write_told(folder / FOOT_ROOM / name, asked)
        _write(folder / "passed" / f"{name}.json", sorted(passed))


def _tell(job: PrintJob, told: Mapping[str, Any]) -> None:
    """Write what a part of a handout is told of the others."""
    # Not among the rest of the theme's data: all would be laid out anew where that changes.
    _write(
        job.folder / "apart" / f"{job.name}.json",
        {key: fact for key, fact in told.items() if key != "pages"},
    )
    pages: dict[str, dict[str, str]] = {}
    for name, page in told["pages"].items():
        pages.setdefault(name.partition("#")[0], {})[name] = page
    write_told(job.folder / PAGES / job.name, pages)


def _write(path: Path, facts: Any) -> None:
    write_text(path, json.dumps(facts, ensure_ascii=False, indent=1), sync=False)
