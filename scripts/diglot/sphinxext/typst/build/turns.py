"""Whose turn it is to be typeset, and in which process.

The languages of a project are built at the same time, each in a process of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sphinx.builders import Builder

from diglot.core.lock import locked
from diglot.core.memory import give_back, usable_memory
from diglot.sphinxext.config.languages import languages_of
from diglot.typeset.compiler import Compiler
from diglot.typeset.compiler_process import CompilerProcess
from diglot.typeset.demand import is_large, memory_for, share_of, waits_for_others
from diglot.typeset.fonts import FontBook
from diglot.typeset.kept_compilers import KeptCompilers


class Turns:
    """The compilers of one language, whose Typst sources lie in `folder`."""

    def __init__(self, builder: Builder, folder: Path, book: FontBook) -> None:
        self._outdir, self._folder, self._book = Path(builder.outdir), folder, book
        self._compiler = Compiler(folder, book)
        self._kept: KeptCompilers | None = getattr(builder, "kept_compilers", None)
        languages = len(tuple(languages_of(builder.config, builder.srcdir)))
        self._others = min(languages, os.cpu_count() or 1) - 1

    @contextmanager
    def compiler(self, sources: Iterable[Path]) -> Iterator[Compiler | CompilerProcess]:
        """Yield what typesets a handout of `sources`, as soon as there is memory for it.

        Small handouts share a compiler, which knows what it has typeset of the same documents.
        """
        demand = memory_for(sum(path.stat().st_size for path in sources))
        memory = usable_memory()
        alone = waits_for_others(demand, self._others, memory)
        with locked(self._outdir, wait=True, shared=not alone):
            if not is_large(demand):
                yield self._compiler
                return
            give_back()
            if self._kept is None:
                with CompilerProcess(self._folder, self._book) as compiler:
                    yield compiler
            else:
                most = share_of(self._others, memory)
                with self._kept.compiler(self._folder, self._book, most) as compiler:
                    yield compiler
