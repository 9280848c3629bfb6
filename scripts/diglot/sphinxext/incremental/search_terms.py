"""Sphinx's own search in builds that write some pages only, for themes that use it.

Sphinx takes rewritten pages out of its index, but leaves their words in it, and it forgets the
index entries of all other pages.
"""

from __future__ import annotations

import json
from typing import Any
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from diglot.core.files import write_text
from diglot.sphinxext.compat.sphinx import forget_unused_terms, search_entries
from diglot.sphinxext.incremental.doctrees import state_path

_written: WeakKeyDictionary[Sphinx, set[str]] = WeakKeyDictionary()


def register(app: Sphinx) -> None:
    """Complete the index before it is written."""
    app.connect("builder-inited", _watch)
    app.connect("html-page-context", _note_page)


def _watch(app: Sphinx) -> None:
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    _written[app] = set()
    dump_search_index = builder.dump_search_index

    def dump_whole() -> None:
        forget_unused_terms(builder)
        _complete_entries(app, search_entries(builder))
        dump_search_index()

    builder.dump_search_index = dump_whole  # type: ignore[method-assign]


def _note_page(app: Sphinx, pagename: str, *_rest: object) -> None:
    if app in _written:
        _written[app].add(pagename)


def _complete_entries(app: Sphinx, entries: dict[str, Any]) -> None:
    """Take the entries of pages that were not written now from the build that wrote them."""
    path = state_path(app, "search")
    try:
        stored: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        stored = {}
    documents = app.env.found_docs
    written = {name: entries[name] for name in _written[app] & entries.keys() & documents}
    kept = {name: stored[name] for name in stored.keys() & documents - _written[app]}
    entries.clear()
    entries.update(sorted({**kept, **written}.items()))
    write_text(path, json.dumps(entries, ensure_ascii=False), sync=False)
