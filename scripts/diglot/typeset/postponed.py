"""Handouts that are left to be typeset when the process that wrote their sources has ended.

What Sphinx holds of a long book would stand beside all that Typst holds of it. So the job is left
in a folder beside the sources; `print_process` has it done, and the next process of the build finds
what came of it.
"""

from __future__ import annotations

import os
import pickle
import shutil
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from diglot.typeset.compiler import Compiler, Typeset
from diglot.typeset.compiler_process import CompilerProcess, ended
from diglot.typeset.compiles import PassingCompiler
from diglot.typeset.fonts import FontBook, font_book
from diglot.typeset.group import Group
from diglot.typeset.grouped import print_handout
from diglot.typeset.print_job import Printed, PrintJob, typeset
from diglot.typeset.print_process import ENDED

_FOLDER = ".postponed"
_JOB, _PRINTED = "job", "printed"


@dataclass(frozen=True, slots=True)
class _Left:
    """A job and its groups, the arguments of `font_book`, and the fingerprint of what they need."""

    job: PrintJob
    groups: tuple[Group, ...]
    folders: tuple[str, ...]
    requested: tuple[str, ...]
    fingerprint: str


def postpone(
    job: PrintJob, book: FontBook, fingerprint: str, groups: tuple[Group, ...] = ()
) -> Path:
    """Leave a job; return the folder that it is left in."""
    folder = _folder_of(job)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    left = _Left(job, groups, book.folders, book.requested, fingerprint)
    (folder / _JOB).write_bytes(pickle.dumps(left))
    return folder


def printed_of(
    job: PrintJob, book: FontBook, fingerprint: str, groups: tuple[Group, ...] = ()
) -> Printed | None:
    """Return what came of the same job if it was postponed; None where that was not done.

    The PDF is in a file until `forget_postponed` is called.
    """
    folder = _folder_of(job)
    try:
        left = pickle.loads((folder / _JOB).read_bytes())  # noqa: S301 - we have written it
        if left != _Left(job, groups, book.folders, book.requested, fingerprint):
            return None
        if (folder / ENDED).exists():
            code = int((folder / ENDED).read_text("ascii"))
            return Printed(Typeset(None, (ended(code),)))
        printed: Printed = pickle.loads((folder / _PRINTED).read_bytes())  # noqa: S301 - same
    except (OSError, ValueError, EOFError, pickle.UnpicklingError, AttributeError, TypeError):
        # Of a build that was interrupted, or of another version.
        return None
    return printed


def forget_postponed(folder: Path) -> None:
    """Remove all that was postponed of the sources in `folder`."""
    shutil.rmtree(folder / _FOLDER, ignore_errors=True)


def print_from(folder: str) -> None:
    """Do the job that is left in a folder, unless whoever waits for it goes before."""
    threading.Thread(target=_end_with_input, daemon=True).start()
    # Nobody reads what libraries print.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    here = Path(folder)
    left: _Left = pickle.loads((here / _JOB).read_bytes())  # noqa: S301 - we have written it
    root, book = left.job.folder.absolute(), font_book(left.folders, left.requested)
    if left.groups:
        # Each in a process of its own, one after the other: none stands beside another.
        printed = print_handout(left.job, left.groups, lambda: CompilerProcess(root, book))
    else:
        printed = typeset(left.job, _IntoFiles(Compiler(root, book), here))
    (here / _PRINTED).write_bytes(pickle.dumps(printed))
    # Whatever Typst holds, the system takes back sooner than Python gives it up.
    os._exit(0)


class _IntoFiles(PassingCompiler):
    """A compiler that writes each PDF into a file: its bytes would stand beside all the rest."""

    def __init__(self, compiler: Compiler, folder: Path) -> None:
        super().__init__(compiler)
        self._compiler, self._folder, self._count = compiler, folder, 0

    def compile(
        self, main: str, *, inputs: dict[str, str], timestamp: int, standards: Sequence[str]
    ) -> Typeset:
        """Typeset a file; see `Compiler.compile`."""
        self._count += 1
        output = self._folder / f"{self._count}.pdf"
        made = self._compiler.compile(
            main, inputs=inputs, timestamp=timestamp, standards=standards, output=output
        )
        return made if made.pdf is None else replace(made, pdf=output)


def _folder_of(job: PrintJob) -> Path:
    return job.folder / _FOLDER / job.name


def _end_with_input() -> None:
    sys.stdin.buffer.read()
    # The other thread may be anywhere.
    os._exit(1)
