"""Handouts against what Sphinx makes of the same chapters through xelatex, in processor time.

`sh scripts/bench/install_tex.sh` installs what the other side needs.
"""

from __future__ import annotations

import os
import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path

from bench.book import copy_of_the_book, diglot, latex, remove_builds
from bench.measure import Row, Step

_NEEDED = ("latexmk", "rsvg-convert", "xelatex", "xindy")
# The whole book as one handout, which is what the other side makes.
_WHOLE = 'diglot_handouts = {"book": {"documents": "index"}}\n'


def rows(repeat: int = 3) -> Iterator[Row]:
    """Yield the whole book in two languages, and all its handouts with those in both of them."""
    if missing := [name for name in _NEEDED if not shutil.which(name)]:
        print(f"no {' nor '.join(missing)}: sh scripts/bench/install_tex.sh installs them")
        return
    with copy_of_the_book() as book:
        theirs = _processor_time([latex(book, tag) for tag in ("zh_CN", "en")], book, repeat)
        everything = _processor_time([diglot(book, "handouts", "parallel/handouts")], book, repeat)
        with Path(book, "conf.py").open("a", encoding="utf-8") as conf:
            conf.write(_WHOLE)
        whole = _processor_time([diglot(book, "handouts")], book, repeat)
    name = "the whole book in two languages, through xelatex"
    yield Row(f"{name} (processor)", theirs, whole)
    yield Row(f"all handouts, against {name} (processor)", theirs, everything)


def _processor_time(steps: list[Step], book: Path, repeat: int) -> float:
    """Return the median of the seconds that processors work for the steps, from nothing."""
    found = []
    for _ in range(repeat):
        remove_builds(book)
        before = _of_children()
        for step in steps:
            step()
        found.append(_of_children() - before)
    return statistics.median(found)


def _of_children() -> float:
    times = os.times()
    return times.children_user + times.children_system
