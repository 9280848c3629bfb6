"""Timing one command against another, in turn, and saying how they compare."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Step = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: median seconds of both sides; `ours` alone where there is no other.

    `first` is our own time for what `ours` is told against: a shorter book, a build before.
    """

    name: str
    conventional: float | None
    ours: float
    first: float | None = None

    @property
    def ratio(self) -> str:
        """How many times the conventional side takes as long as ours, or ours as our first."""
        if self.first is not None:
            return f"{self.ours / self.first:.2g}× the first"
        return "–" if self.conventional is None else f"{self.conventional / self.ours:.1f}×"


def command(arguments: list[str], cwd: Path) -> Step:
    """Return a step that runs a command, silently; it fails where the command fails."""

    def run() -> None:
        done = subprocess.run(arguments, cwd=cwd, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")

    return run


def seconds(step: Step) -> float:
    """Return the wall time of a step."""
    started = time.perf_counter()
    step()
    return time.perf_counter() - started


def compare(
    name: str,
    ours: list[Step],
    conventional: list[Step] | None,
    *,
    prepare: Step = lambda: None,
    repeat: int = 3,
) -> Row:
    """Run both sides in turn `repeat` times, `prepare` before each, and keep the medians.

    Taking turns keeps a change of the machine's speed from falling on one side only.
    """
    mine: list[float] = []
    theirs: list[float] = []
    for _ in range(repeat):
        for steps, times in ((ours, mine), (conventional or [], theirs)):
            prepare()
            times.append(sum(seconds(step) for step in steps))
    middle = statistics.median(theirs) if conventional else None
    return Row(name, middle, statistics.median(mine))


def table(rows: list[Row]) -> str:
    """Return the rows as a Markdown table; the ratio is what to quote."""
    lines = [
        "| | conventional | diglot | ratio |",
        "| --- | ---: | ---: | ---: |",
    ]
    for row in rows:
        theirs = "–" if row.conventional is None else f"{row.conventional:.2f} s"
        first = "" if row.first is None else f"{row.first:.2f} s, then "
        lines.append(f"| {row.name} | {theirs} | {first}{row.ours:.2f} s | {row.ratio} |")
    return "\n".join(lines)
