"""How the server answers and ends."""

from __future__ import annotations

import asyncio
import socket
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest
from starlette.types import Receive, Scope, Send

from diglot.actions.sessions import serving
from diglot.server.run import LOOPBACK, Server, listen
from diglot.server.sites import Sites
from diglot.sphinxext.config.load import load_project
from folders import PROJECTS


def test_answers_that_are_given_up_at_the_end_are_no_errors(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    begun = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        if scope["type"] == "http":
            begun.append(scope["path"])
            server.should_exit = True
            await asyncio.Event().wait()

    project = serving(load_project(PROJECTS / "minimal", builddir=tmp_path))
    with listen(LOOPBACK, 0) as listener:
        server = Server(app, Sites(project, (), print))
        running = Thread(target=server.run, args=([listener],))
        running.start()
        connection = HTTPConnection(*listener.getsockname())
        connection.request("GET", "/slow")
        assert connection.getresponse().status == 500
        connection.close()
        running.join()
    assert begun == ["/slow"]
    assert capsys.readouterr() == ("", "")


def test_answers_are_sent_at_once() -> None:
    """Or the second piece of each waits until the browser confirms the first, 40 ms later."""
    at_once = []

    async def answer() -> None:
        def take(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            taken = writer.get_extra_info("socket")
            at_once.append(taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        with listen(LOOPBACK, 0) as listener:
            async with await asyncio.start_server(take, sock=listener):
                reader, writer = await asyncio.open_connection(*listener.getsockname())
                await reader.read()
                writer.close()

    # A loop of its own: the tests' browser has one in this thread.
    running = Thread(target=lambda: asyncio.run(answer()))
    running.start()
    running.join()
    assert at_once
    assert all(at_once)
