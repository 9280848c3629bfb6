"""Hints that are worth giving once: the build folder of the project remembers them."""

from __future__ import annotations

import json
from contextlib import suppress

from diglot.core.files import write_text
from diglot.core.project import Project

_FILE = "hints.json"


def is_new(project: Project, name: str) -> bool:
    """Return whether the hint called `name` has not been given in a project, and remember it.

    Where nothing can be written, it is new each time.
    """
    path = project.builddir / _FILE
    given: list[str] = []
    with suppress(OSError, ValueError):
        given = json.loads(path.read_text("utf-8"))
    if name in given:
        return False
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, json.dumps([*given, name]))
    return True
