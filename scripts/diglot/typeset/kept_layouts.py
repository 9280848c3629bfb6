"""What Typst is to know of handouts that somebody looks at, for whoever edits them next.

It knows nothing of what an earlier process has typeset, and forgets what has been in none of the
last ten PDFs that this one has made. Laying out again what it knows takes a twentieth of the time.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Protocol

from diglot.core.memory import resident_memory
from diglot.typeset.demand import is_much
from diglot.typeset.group import GROUPS
from diglot.typeset.layout import Positions
from diglot.typeset.print_job import inputs_of, main_of
from diglot.typeset.told import FOOT_ROOM, SCALES, untold

_Part = tuple[Path, str]


class LaysOut(Protocol):
    """Lays out handouts in this process; see `Compiler`."""

    def lay_out(self, main: str, *, inputs: dict[str, str]) -> Positions | None:
        """Lay out a file without making a PDF of it."""

    def renew(self, main: str, *, inputs: dict[str, str], turn: int) -> bool:
        """Have Typst use all that it knows of a file."""


class KeptLayouts:
    """Lays out the parts of the handouts that were asked for last: each of their groups, if any."""

    def __init__(self) -> None:
        self._asked: dict[_Part, LaysOut] = {}
        # By the folder of their sources and their names: what lays them out if they are due, and
        # when that was done last.
        self._due: dict[_Part, LaysOut] = {}
        self._turns: dict[_Part, int] = {}
        self._count = count(1)

    def ask_for(self, folder: Path, name: str, compiler: LaysOut) -> None:
        """Have a handout laid out whose sources lie in a folder, as they are then."""
        self._asked[folder, name] = compiler

    def lay_out_some(self) -> bool:
        """Lay out the next part that Typst knows nothing of, else renew the one due longest.

        Return whether any was due. Nothing is where this process holds much.
        """
        if is_much(resident_memory(os.getpid())):
            self._asked.clear()
            self._due.clear()
        while self._asked:
            (folder, name), compiler = self._asked.popitem()
            self._due |= {(folder, part): compiler for part in _parts(folder, name)}
        waiting = sorted(self._due, key=lambda part: self._turns.get(part, 0))
        for part in waiting[:1]:
            self._lay_out(part, self._due.pop(part))
        return bool(waiting)

    def _lay_out(self, part: _Part, compiler: LaysOut) -> None:
        folder, name = part
        main, inputs, turn = main_of(name), inputs_of(name), next(self._count)
        # It may be another group's by now. What is wrong with one was told when it was typeset.
        if not (folder / main).is_file():
            self._turns.pop(part, None)
            return
        if part in self._turns:
            compiler.renew(main, inputs=inputs, turn=turn)
        elif not compiler.lay_out(main, inputs=inputs):
            return
        self._turns[part] = turn
        # An edit is first laid out so.
        folders = (folder / kind / name for kind in (FOOT_ROOM, SCALES))
        with ExitStack() as before:
            was_told = [before.enter_context(untold(told)) for told in folders]
            if any(was_told):
                compiler.renew(main, inputs=inputs, turn=turn)


def _parts(folder: Path, name: str) -> list[str]:
    found = sorted((folder / GROUPS / name).rglob("*.typ"))
    return [path.relative_to(folder).with_suffix("").as_posix() for path in found] or [name]
