"""Which pages an incremental build must write: those that it would write otherwise than they are.

Formats of a language share its doctrees, so that Sphinx tells only the first of them what has
changed. Each builder therefore keeps, beside the doctrees, what it made each page of, and what was
wrong with it; where anything changed that pages share, every page is written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from dataclasses import asdict, dataclass, field
from typing import Protocol, runtime_checkable
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from diglot.core.files import write_text
from diglot.sphinxext.incremental.doctrees import state_path, stored_at
from diglot.sphinxext.incremental.fingerprint import fingerprint_of
from diglot.sphinxext.incremental.page_files import fingerprint_of_files
from diglot.sphinxext.incremental.problems import Problems, settle_pages


@runtime_checkable
class HasPartner(Protocol):
    """A builder whose pages are made of the documents of another language, too."""

    def partner_fingerprint(self) -> str:
        """Return a digest of all that the other language's documents show of each other."""

    def partner_state(self, docname: str) -> str:
        """Return what changes when the other language's document does."""

    def partner_images(self) -> Mapping[str, Set[str]]:
        """Return the names of the other language's images, by the documents written so far."""


@dataclass(slots=True)
class State:
    """What a builder made its pages of: `shared` by all, and `documents` of each one's own."""

    shared: str = ""
    documents: dict[str, str] = field(default_factory=dict)
    problems: Problems = field(default_factory=dict)


@dataclass(slots=True)
class _Build:
    """A build that is running: the state before it and after it, and the pages it has written."""

    before: State
    after: State
    written: set[str] = field(default_factory=set)


_builds: WeakKeyDictionary[Sphinx, _Build] = WeakKeyDictionary()


def register(app: Sphinx) -> None:
    """Compare once everything is read and numbered, before pages are chosen."""
    # Numbers are given out in this event too, at 500.
    app.connect("env-get-updated", _outdated, priority=900)
    app.connect("html-page-context", _note_page)
    app.connect("build-finished", _remember)


def writes_pages(builder: Builder) -> bool:
    """Tell whether a builder writes pages for readers.

    One with a true `keeps_doctrees` only keeps resolved doctrees for other builders; one with a
    true `writes_on_request` writes pages that somebody asks for. Both choose their documents by
    themselves.
    """
    if getattr(builder, "keeps_doctrees", False) or getattr(builder, "writes_on_request", False):
        return False
    return isinstance(builder, StandaloneHTMLBuilder)


def _outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    if not writes_pages(app.builder):
        return []
    path = state_path(app, "pages")
    before, after = stored_state(app), present_state(app.builder, env)
    _builds[app] = _Build(before, after)
    if before.shared != after.shared:
        outdated = sorted(env.found_docs)
    else:
        outdated = [
            docname
            for docname, state in after.documents.items()
            if before.documents.get(docname) != state
        ]
    if outdated:
        # Until these pages are written, the next build has to write them too.
        path.unlink(missing_ok=True)
    return outdated


def present_state(builder: Builder, env: BuildEnvironment) -> State:
    """Return what a builder would make its pages of now."""
    shared = [fingerprint_of(env), fingerprint_of_files(builder)]
    documents = {name: str(stored_at(env.doctreedir, name)) for name in sorted(env.found_docs)}
    if isinstance(builder, HasPartner):
        shared.append(builder.partner_fingerprint())
        documents = {
            name: f"{state} {builder.partner_state(name)}" for name, state in documents.items()
        }
    return State(" ".join(shared), documents)


def _note_page(app: Sphinx, pagename: str, *_rest: object) -> None:
    if (build := _builds.get(app)) and pagename in build.after.documents:
        build.written.add(pagename)


def _remember(app: Sphinx, exception: Exception | None) -> None:
    build = _builds.pop(app, None)
    if build is None or exception is not None:
        return
    written = build.written
    if written >= build.after.documents.keys():
        # What is wrong with the whole shows only while all pages are written.
        written = {*written, ""}
    build.after.problems = settle_pages(app, build.before.problems, written)
    _store(app, build.after)


def _store(app: Sphinx, state: State) -> None:
    text = json.dumps(asdict(state), ensure_ascii=False)
    write_text(state_path(app, "pages"), text, sync=False)


def forget_page(app: Sphinx, docname: str) -> None:
    """Have the next build write a page, since somebody has written it of what no build knows."""
    state = stored_state(app)
    if state.documents.pop(docname, None) is not None:
        _store(app, state)


def stored_state(app: Sphinx) -> State:
    """Return what the last build made its pages of; an empty state where that is not known."""
    try:
        return State(**json.loads(state_path(app, "pages").read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return State()
