"""Where the sections of a document are kept between builds: a small file beside its doctree.

Documents that did not change are not written again, and a build may write in several processes,
so neither this process's memory nor Sphinx's environment can hold them.
"""

from __future__ import annotations

import json
from dataclasses import astuple
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from diglot.sphinxext.search.sections import Section, sections_of
from diglot.sphinxext.site.builders import makes_site

_FOLDER = "search"


def register(app: Sphinx) -> None:
    """Keep the sections of each document that is written."""
    # After every extension that changes a resolved document.
    app.connect("doctree-resolved", _keep, priority=900)


def kept_sections(app: Sphinx, docname: str) -> list[Section]:
    """Return the sections of a document, from its file or, failing that, from its doctree."""
    path = _path(app, docname)
    if not path.is_file():
        _keep(app, app.env.get_and_resolve_doctree(docname, app.builder), docname)
    return [Section(*each) for each in json.loads(path.read_text("utf-8"))]


def _keep(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if makes_site(app.builder):
        found = [astuple(section) for section in sections_of(doctree)]
        path = _path(app, docname)
        path.parent.mkdir(parents=True, exist_ok=True)
        # Not synced to disk: its page, written next, is what makes the document up to date.
        path.write_text(json.dumps(found, ensure_ascii=False), "utf-8")


def _path(app: Sphinx, docname: str) -> Path:
    return Path(app.doctreedir) / _FOLDER / f"{docname}.json"
