"""The process of a session: it answers what it is asked over a pipe, one request after another."""

from __future__ import annotations

import gc
import traceback
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sphinx.errors import SphinxError

from diglot.core.errors import FAILURES, DiglotError
from diglot.core.i18n import _, clauses, said_by
from diglot.core.project import Edition, Format
from diglot.sphinxext.config.load import load_project
from diglot.sphinxext.run.editions import import_everything
from diglot.sphinxext.run.garbage import collect_while_open, due_generation
from diglot.sphinxext.session.desk import DeskSession
from diglot.sphinxext.session.handouts import HandoutsSession
from diglot.sphinxext.session.parallel import ParallelSession
from diglot.sphinxext.session.parallel_desk import ParallelDeskSession
from diglot.sphinxext.session.session import Session

Request = tuple[str, tuple[Any, ...]]
"""The name of a method of the session and its arguments."""

_IDLE = (0.03, 0.5, 2)
"""Seconds without a request, after which garbage of each generation is looked for: the youngest
(of older ones, what is due) once a page has been sent, the others once nobody is in the middle of
something."""

_PAUSE = 0.5
"""Seconds without a request between pieces of what nobody has asked for yet."""

_Session = Session | ParallelSession | HandoutsSession

Answer = tuple[bool, Any]
"""Whether a request went well; what the method returned, or else why it did not (a text)."""


def work(
    root: Path, builddir: Path, edition: Edition, connection: Connection, *, for_desk: bool
) -> None:
    """Open the session of an edition and answer requests until the other side is gone.

    The project is the one in the folder `root`, as its conf.py says now. `for_desk` asks for the
    session of the translator's desk. The first answer tells whether the session could be opened,
    with the addresses of the stale pages.
    """
    try:
        project = load_project(root, builddir=builddir)
        import_everything(project, {edition.format})
        session = _kind(edition, for_desk=for_desk)(project, edition)
        session.introduce()
    except FAILURES as error:
        connection.send((False, reason_of(error)))
        return
    collect_while_open()
    connection.send((True, session.stale))
    while (request := _next(connection, session)) is not None:
        method, arguments = request
        try:
            answer: Answer = (True, getattr(session, method)(*arguments))
        except FAILURES as error:
            # A page that is half written must not end the session: the next edit may mend it.
            answer = (False, reason_of(error))
        connection.send(answer)
    session.close()


def _kind(edition: Edition, *, for_desk: bool) -> type[_Session]:
    if edition.format is Format.HANDOUTS:
        return HandoutsSession
    if edition.partner:
        return ParallelDeskSession if for_desk else ParallelSession
    return DeskSession if for_desk else Session


def _next(connection: Connection, session: _Session) -> Request | None:
    try:
        for generation, seconds in enumerate(_IDLE):
            if connection.poll(seconds):
                break
            gc.collect(max(generation, due_generation()))
            while session.make_ready() and not connection.poll():
                pass
        while not connection.poll(_PAUSE) and session.work_ahead():
            gc.collect(0)
        request: Request = connection.recv()
    except EOFError:
        return None
    return request


def reason_of(error: BaseException) -> str:
    """Return what Sphinx or diglot says; of any other error the traceback, for its author."""
    if isinstance(error, SphinxError):
        return said_by(error)
    if not isinstance(error, DiglotError):
        return "".join(traceback.format_exception(error))
    reason = clauses(filter(None, (error.message, error.hint)))
    return _("{path}: {reason}", path=error.location, reason=reason) if error.location else reason
