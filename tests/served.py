"""A project that is served by `diglot serve` in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from commands import StartedCommand

WAIT = 60  # seconds, after which something is taken for lost


@dataclass
class Served:
    """A project in `root`, served at `address`, which ends with a slash."""

    root: Path
    address: str
    process: subprocess.Popen[str] | StartedCommand
    before: str = ""
    """What was said before the address."""

    def line(self, words: str) -> str:
        """Wait for a line on the terminal that holds some words."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if words in line:
                return line
        raise AssertionError(f"the server ended without {words!r}")

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Return the status and the text of an answer; `path` is sent as it stands."""
        with self._ask(path, headers) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")

    def data(self, path: str) -> bytes:
        """Return what an answer holds."""
        with self._ask(path, {}) as answer:
            return answer.read()

    def headers(self, path: str, **headers: str) -> dict[str, str]:
        """Return the headers of an answer, their names in small letters."""
        with self._ask(path, headers) as answer:
            return {name.lower(): value for name, value in answer.getheaders()}

    def post(self, path: str, body: str, **headers: str) -> int:
        """Return the status of the answer to what is sent; `headers` have - for each _."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=WAIT)
        with closing(connection):
            connection.request("POST", f"/{path}", body=body.encode(), headers=named)
            with closing(connection.getresponse()) as answer:
                return answer.status

    @contextmanager
    def notices(self, page: str) -> Iterator[Iterator[dict[str, Any]]]:
        """Follow what an open page is told, beginning with what is wrong with it now."""
        with self._ask(f"_diglot/events?page=/{page}", {}) as stream:
            lines = (line.decode("utf-8") for line in stream)
            yield (json.loads(line[6:]) for line in lines if line.startswith("data: "))

    @contextmanager
    def _ask(self, path: str, headers: dict[str, str]) -> Iterator[HTTPResponse]:
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=WAIT)
        with closing(connection):
            connection.request("GET", f"/{path}", headers=headers)
            with closing(connection.getresponse()) as answer:
                yield answer


@contextmanager
def served(root: Path, *arguments: str, forked: bool = False) -> Iterator[Served]:
    """Serve a project; it answers once this yields.

    `forked` begins with all imports made; its sessions are no children of its process then.
    """
    process = _forked(root, arguments) if forked else _started(root, arguments)
    assert process.stdout is not None
    try:
        said: list[str] = []
        for line in process.stdout:
            if line.startswith("http://"):
                yield Served(root, line.split()[0], process, "".join(said))
                break
            said.append(line)
        else:
            raise AssertionError("".join(said))
    finally:
        process.terminate()
        last, _none = process.communicate(timeout=WAIT)
    assert "ERROR:" not in last, last  # as uvicorn begins what its own log says


def _forked(root: Path, arguments: tuple[str, ...]) -> StartedCommand:
    return StartedCommand(root.parent, "diglot", "serve", *arguments, cwd=root)


def _started(root: Path, arguments: tuple[str, ...]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "diglot", "serve", *arguments],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
