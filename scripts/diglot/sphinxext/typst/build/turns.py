"""Whose turn it is to be typeset, in which process, and when.

The languages of a project are built at the same time, each in a process of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from diglot.core.lock import locked
from diglot.core.memory import give_back, usable_memory
from diglot.sphinxext.config.build_options import build_options
from diglot.sphinxext.config.languages import languages_of
from diglot.sphinxext.typst.build.builder import TypstBuilder
from diglot.typeset.compiler import Compiler
from diglot.typeset.compiler_process import CompilerProcess
from diglot.typeset.demand import is_large, memory_for, share_of, waits_for_others
from diglot.typeset.fonts import FontBook
from diglot.typeset.group import Group
from diglot.typeset.grouped import Compilers, print_handout
from diglot.typeset.postponed import postpone, printed_of
from diglot.typeset.print_job import Printed, PrintJob


class Turns:
    """The compilers of one language, whose Typst sources lie in `folder`."""

    def __init__(self, builder: TypstBuilder, folder: Path, book: FontBook) -> None:
        self._builder = builder
        self._outdir, self._folder, self._book = Path(builder.outdir), folder, book
        self._compiler = Compiler(folder, book)
        self._postpones = build_options(builder.config).postpones_handouts
        languages = len(tuple(languages_of(builder.config, builder.srcdir)))
        self._others = min(languages, os.cpu_count() or 1) - 1

    def typeset(
        self, job: PrintJob, groups: tuple[Group, ...], sources: Iterable[Path], fingerprint: str
    ) -> Printed | None:
        """Typeset a handout of `sources`; None where that is left until this process has ended.

        `groups` are what it is typeset in, if not as a whole; `fingerprint` is that of all that
        goes into it.
        """
        if printed := printed_of(job, self._book, fingerprint, groups):
            return printed
        demand = _demand(sources)
        if self._postpones and is_large(demand):
            folder = postpone(job, self._book, fingerprint, groups)
            self._builder.postponed.append((folder, demand))
            return None
        with self._turn(demand) as compilers:
            return print_handout(job, groups, compilers)

    def keep_layouts(self, name: str, sources: Iterable[Path]) -> None:
        """Have Typst know a handout of `sources` where it may be edited next."""
        kept = self._builder.kept_layouts
        if kept and not is_large(_demand(sources)):
            kept.ask_for(self._folder, name, self._compiler)

    @contextmanager
    def _turn(self, demand: int) -> Iterator[Compilers]:
        """Yield compilers for a handout that takes `demand`, as soon as there is memory for it.

        Small handouts share a compiler, which knows what it has typeset of the same documents.
        """
        memory = usable_memory()
        alone = waits_for_others(demand, self._others, memory)
        with locked(self._outdir, wait=True, shared=not alone):
            if not is_large(demand):
                yield lambda: nullcontext(self._compiler)
                return
            give_back()
            kept = self._builder.kept_compilers
            if kept is None:
                yield lambda: CompilerProcess(self._folder, self._book)
            else:
                most = share_of(self._others, memory)
                yield lambda: kept.compiler(self._folder, self._book, most)


def _demand(sources: Iterable[Path]) -> int:
    return memory_for(sum(path.stat().st_size for path in sources))
