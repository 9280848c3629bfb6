"""The translator's desk of a copy of the minimal project, as people open it."""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from commands import StartedCommand
from folders import PROJECTS

WAIT = 60
CATALOG = "locales/en/LC_MESSAGES/chapter.po"


@dataclass
class OpenDesk:
    root: Path
    host: str
    token: str
    process: StartedCommand
    cookie: str = ""

    def ask(
        self, path: str, data: Any = None, **changed: str | None
    ) -> tuple[int, str, dict[str, str]]:
        """Ask as the desk's page does; None takes a header away."""
        headers: dict[str, str | None] = {"Host": self.host, "Cookie": self.cookie}
        if data is not None:
            headers |= {"Content-Type": "application/json", "Origin": f"http://{self.host}"}
        headers |= {name.replace("_", "-"): value for name, value in changed.items()}
        with closing(HTTPConnection(self.host, timeout=WAIT)) as connection:
            connection.request(
                "GET" if data is None else "POST",
                path,
                None if data is None else json.dumps(data),
                {name: value for name, value in headers.items() if value is not None},
            )
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, answer.read().decode("utf-8"), found

    def messages(self, page: str = "chapter.html") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.ask(f"/_desk/messages?page={page}")[1])
        return found

    def catalog(self) -> str:
        return (self.root / CATALOG).read_text("utf-8")

    def enter(self) -> dict[str, str]:
        """Open the desk with its token; return the headers of the answer."""
        headers = self.ask(f"/?{self.token}", Cookie=None)[2]
        self.cookie = headers["set-cookie"].partition(";")[0]
        return headers

    @property
    def address(self) -> str:
        """What the command prints, for a browser to open."""
        return f"http://{self.host}/?{self.token}"


@contextmanager
def opened_desk(folder: Path, *, asks_who: bool = False) -> Iterator[OpenDesk]:
    """Open the desk of a copy in a folder, which is made where there is none yet.

    Unless it is to ask who translates, somebody has answered already, and gave no name.
    """
    root = folder / "minimal"
    if not root.exists():
        shutil.copytree(PROJECTS / "minimal", root)
        conf = root / "conf.py"
        said = conf.read_text("utf-8")
        conf.write_text(said.replace("diglot_parallel = False\n", ""), "utf-8")
    answered = folder / "config" / "diglot" / "translator.json"
    if not asks_who and not answered.exists():
        answered.parent.mkdir(parents=True, exist_ok=True)
        answered.write_text("{}", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        process = StartedCommand(folder, "diglot", "translate", "--no-open", cwd=root)
    try:
        address = urlsplit(process.stdout.readline().split()[0])
        yield OpenDesk(root, address.netloc, address.query, process)
    finally:
        process.terminate()
        # It ends at once and says nothing, whoever still listens; what was killed cannot keep
        # the processes that it started from complaining.
        said = process.communicate(timeout=WAIT)[0]
        assert process.returncode == -signal.SIGKILL or not said, said
