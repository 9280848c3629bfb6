"""Where words are printed: as they are, whatever they hold and whatever the channel can show."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from typing import Any, TextIO

from rich.console import Console
from rich.segment import Segments
from rich.table import Table
from rich.text import Text

from diglot.cli.language import shown

_WIDEST = 10_000
# Escape sequences that stand in a catalog or a file name would reach the terminal. C1 has them too.
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0))}
del _CONTROLS[ord("\n")], _CONTROLS[ord("\t")]


def visible(text: str) -> str:
    """Return `text` with its control characters, but for line feeds and tabs, as escapes."""
    return text.translate(_CONTROLS)


class PlainConsole(Console):
    """A console to which a string is text: no markup, no emoji codes, no control characters.

    Paths, messages and catalogs may hold any of them. Who wants styles hands in a `Text`; what
    becomes a part of one has to be translated there (`diglot.cli.language.shown`).
    """

    def __init__(self, stream: TextIO) -> None:
        super().__init__(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True)

    def render_str(self, text: str, **options: Any) -> Text:
        """Return a string as rich prints it, a message in the user's language."""
        return super().render_str(visible(shown(text)), **options)

    def on_broken_pipe(self) -> None:
        """Leave it to the command what becomes of it when nobody reads any more."""
        raise BrokenPipeError

    def print_table(self, table: Table) -> None:
        """Print a table; a line that is longer than the terminal goes on in the next."""
        for column in table.columns:
            column.no_wrap = True
        self.print(Segments(self.render(table, self.options.update_width(_WIDEST))))


def accept_all_characters() -> None:
    """Let the process print every character, as an escape where its encoding lacks it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def results_alone() -> Iterator[TextIO]:
    """Yield a stream to what stdout was; all that others print there meanwhile goes to stderr.

    A project's conf.py, its extensions and the programs that they run print as they like.
    """
    stdout = sys.stdout
    if not (isinstance(stdout, io.TextIOWrapper) and stdout is sys.__stdout__):
        # Whoever put a stream of their own there reads it.
        with redirect_stdout(sys.stderr):
            yield stdout
        return
    place = stdout.fileno()
    encoding, errors = stdout.encoding, stdout.errors
    with os.fdopen(os.dup(place), "w", encoding=encoding, errors=errors) as results:
        os.dup2(sys.stderr.fileno(), place)
        try:
            yield results
        finally:
            stdout.flush()
            os.dup2(results.fileno(), place)
