"""Languages that take turns: an extension may write into the sources that both of them read.

Extensions such as sphinx-autoapi make documents when a build begins, and remove them at its end.
Whether one does is found out once, while applications are made one after another; what was found
holds until conf.py or the extensions are others.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path

from diglot.core.files import write_text
from diglot.core.lock import locked
from diglot.core.project import Project

_FILE = "turns.json"
# What Python and gettext compile is no source.
_COMPILED = (".pyc", ".mo")


@contextmanager
def taking_turns(project: Project) -> Iterator[Callable[[], None]]:
    """Hold the sources while a build begins, and until its end where an extension writes there.

    What is yielded must be called when the application has been made.
    """
    setup = _setup(project)
    known = _known(project, setup)
    if known is False:
        yield lambda: None
        return
    with ExitStack() as held:
        held.enter_context(locked(project.srcdir, wait=True))
        before = {} if known else _sources(project)

        def begun() -> None:
            writes = known or _sources(project) != before
            found = {"setup": setup, "writes": writes}
            write_text(project.builddir / _FILE, json.dumps(found), sync=False)
            if not writes:
                held.close()

        yield begun


def _setup(project: Project) -> str:
    """Return a digest of what decides who writes."""
    texts = [(project.confdir / "conf.py").read_bytes(), *map(str.encode, project.extensions)]
    return sha256(b"\0".join(texts)).hexdigest()


def _known(project: Project, setup: str) -> bool | None:
    """Return whether somebody writes into the sources; None where nobody has looked."""
    try:
        found = json.loads((project.builddir / _FILE).read_text("utf-8"))
    except FileNotFoundError:
        return None
    return bool(found["writes"]) if found.get("setup") == setup else None


def _sources(project: Project) -> Mapping[str, int]:
    """Return when each file among the sources was changed, in nanoseconds."""
    changed = {}
    for folder, folders, files in os.walk(project.srcdir):
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and Path(folder, name) != project.builddir
        ]
        for name in files:
            if not name.endswith(_COMPILED):
                path = os.path.join(folder, name)  # noqa: PTH118 - a large project has many
                changed[path] = os.stat(path, follow_symlinks=False).st_mtime_ns  # noqa: PTH116
    return changed
