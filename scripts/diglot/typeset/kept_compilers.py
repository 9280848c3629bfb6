"""Compilers of large handouts that stay, each in its process, with what they have typeset."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from diglot.core.memory import resident_memory
from diglot.typeset.compiler_process import CompilerProcess
from diglot.typeset.fonts import FontBook


class KeptCompilers:
    """Compilers by the folder of their sources, for whoever typesets the same handout again."""

    def __init__(self) -> None:
        self._kept: dict[Path, tuple[FontBook, CompilerProcess]] = {}

    @contextmanager
    def compiler(self, folder: Path, book: FontBook, most: int | None) -> Iterator[CompilerProcess]:
        """Yield the compiler of a folder.

        It stays unless it holds more than `most` bytes of memory then, or nobody knows how many.
        """
        known, process = self._kept.pop(folder, (book, None))
        if process and (known.identity != book.identity or not process.is_alive):
            process.close()
            process = None
        process = process or CompilerProcess(folder, book)
        try:
            yield process
        finally:
            size = resident_memory(process.pid)
            if most is None or size is None or size > most:
                process.close()
            else:
                self._kept[folder] = book, process

    def close(self) -> None:
        """End them all."""
        while self._kept:
            self._kept.popitem()[1][1].close()
