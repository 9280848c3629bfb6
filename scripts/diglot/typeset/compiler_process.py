"""A compiler in a process of its own: what it has used is the system's again when it ends."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any, NoReturn, Self

from diglot.core.i18n import _
from diglot.typeset.compiler import STANDARDS, Compiler, Typeset, TypstMessage
from diglot.typeset.fonts import FontBook, font_book
from diglot.typeset.layout import Positions
from diglot.typeset.places import Places
from diglot.typeset.print_process import start
from diglot.typeset.printed import TypeArea

# What is raised where the process ends; the last one comes of half an answer.
_ENDED = (EOFError, BrokenPipeError, pickle.UnpicklingError)


class CompilerProcess:
    """Compiles the sources below `root` as `Compiler` does, until its ``with`` block ends."""

    def __init__(self, root: Path, book: FontBook) -> None:
        fonts = f"{book.folders!r}, {book.requested!r}"
        code = f"from {__name__} import serve; serve({str(root.absolute())!r}, {fonts})"
        self._process = start(code)
        self._root = root.absolute()

    def __enter__(self) -> Self:
        """Return the compiler itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process, which has nothing more to do."""
        self._process.kill()
        self._process.communicate()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def compile(
        self,
        main: str,
        *,
        inputs: dict[str, str],
        timestamp: int,
        standards: Sequence[str] = STANDARDS,
    ) -> Typeset:
        """Typeset a file; see `Compiler.compile`. An error says if the system ended the process."""
        # The other process would hold the bytes of a PDF twice, beside all that Typst holds then.
        output = self._root / f"{main}.pdf"
        named = {"inputs": inputs, "timestamp": timestamp, "standards": standards}
        try:
            typeset: Typeset = self._ask("compile", (main,), {**named, "output": output})
        except _ENDED:
            return Typeset(None, (ended(self._process.wait()),))
        if typeset.pdf is None:
            return typeset
        pdf = output.read_bytes()
        output.unlink()
        return replace(typeset, pdf=pdf)

    def lay_out(self, main: str, *, inputs: dict[str, str]) -> Positions | None:
        """Lay out a file; see `Compiler.lay_out`. None where the system has ended the process."""
        try:
            positions: Positions | None = self._ask("lay_out", (main,), {"inputs": inputs})
        except _ENDED:
            return None
        return positions

    def type_area(self) -> TypeArea | None:
        """Return the margins of what was laid out last; see `Compiler.type_area`."""
        area: TypeArea | None = self._ask("type_area", (), {})
        return area

    def places(self, anchors: Sequence[str]) -> Places:
        """Return where headings and anchors stand; see `Compiler.places`."""
        places: Places = self._ask("places", (anchors,), {})
        return places

    def _ask(self, *request: Any) -> Any:
        requests, answers = self._process.stdin, self._process.stdout
        assert requests is not None  # noqa: S101 - it is a pipe
        assert answers is not None  # noqa: S101 - so is this
        pickle.dump(request, requests)
        requests.flush()
        return pickle.load(answers)  # noqa: S301 - our own process has written it


# What `subprocess` returns of a process ended by SIGKILL, which Windows has no name for.
_KILLED = -9


def ended(code: int) -> TypstMessage:
    """Return what is told of a process that ended with an exit code before its work."""
    if code == _KILLED:
        return TypstMessage(
            _("the system has ended Typst, most likely for want of memory"),
            (_("make several handouts of this one, or typeset it where there is more memory"),),
        )
    return TypstMessage(_("Typst ended early, with exit code {code}", code=code))


def serve(root: str, folders: tuple[str, ...], requested: tuple[str, ...]) -> None:
    """Typeset what comes in, and write what comes of it, until whoever asks is gone.

    `root` is that of `Compiler`; the others are the arguments of `font_book`.
    """
    # Only answers go there, whatever libraries print.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    requests: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_receive, args=(requests,), daemon=True).start()
    compiler = Compiler(Path(root), font_book(folders, requested))
    while True:
        method, arguments, named = requests.get()
        answer = getattr(compiler, method)(*arguments, **named)
        try:
            pickle.dump(answer, answers)
            answers.flush()
        except BrokenPipeError:
            _end()


def _receive(requests: SimpleQueue[Any]) -> None:
    """Pass requests on; the pipe ends with whoever holds its other end, and so does all this."""
    while True:
        try:
            requests.put(pickle.load(sys.stdin.buffer))  # noqa: S301 - from the process above
        except (EOFError, pickle.UnpicklingError):
            _end()


def _end() -> NoReturn:
    # The other thread may be anywhere.
    os._exit(1)
