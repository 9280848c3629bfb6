"""Which pages an incremental build must write: all, once anything changed that pages share.

Sphinx writes the documents whose source changed and those that contain them. But a page also
shows what others are called: the whole navigation in its margin, the titles of its neighbours,
numbers, labels and terms it refers to, the handouts. A digest of all that is kept beside the
doctrees for each builder; where it differs from the last build's, every page is written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from diglot.core.files import write_text
from diglot.sphinxext.parallel.store import only_stores

# What the environment knows of all documents and shows on others' pages.
_SHARED = (
    "titles",
    "longtitles",
    "tocs",
    "toc_secnumbers",
    "toc_fignumbers",
    "toctree_includes",
    "files_to_rebuild",
    "glob_toctrees",
    "numbered_toctrees",
)


# Of the builds that are running: what they read, to be remembered once it is written.
_unwritten: WeakKeyDictionary[Sphinx, str] = WeakKeyDictionary()


def register(app: Sphinx) -> None:
    """Compare once everything is read and numbered, before pages are chosen."""
    # Numbers are given out in this event too, at 500.
    app.connect("env-get-updated", _outdated, priority=900)
    app.connect("build-finished", _remember)


def shared_digest(app: Sphinx) -> str:
    """Return a digest of everything that one page may show of another, and of the settings."""
    digest = hashlib.sha256()
    for name, part in _shared_parts(app):
        text = json.dumps([name, _plain(part)], ensure_ascii=False, sort_keys=True)
        digest.update(text.encode())
    return digest.hexdigest()


def _shared_parts(app: Sphinx) -> Iterator[tuple[str, Any]]:
    env = app.env
    for name in _SHARED:
        yield name, getattr(env, name)
    for domain in env.domains.sorted():
        yield domain.name, sorted(map(_plain_object, domain.get_objects()))
    yield from _referred_to(env)
    yield "handouts", app.config.diglot_handouts


def _referred_to(env: BuildEnvironment) -> Iterator[tuple[str, Any]]:
    """Yield what cross references show: the titles of labels, the numbers of equations."""
    standard = env.domains.standard_domain
    yield "labels", standard.labels
    yield "anonlabels", standard.anonlabels
    yield "equations", env.domains.math_domain.equations


def _plain_object(entry: tuple[Any, ...]) -> list[str]:
    return [str(each) for each in entry]


def _plain(value: Any) -> Any:
    """Return data that JSON can spell, alike for alike values."""
    if isinstance(value, nodes.Node):
        return value.pformat()
    if isinstance(value, dict):
        return sorted([str(key), _plain(each)] for key, each in value.items())
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value)


def _outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    # What is stored for a parallel edition has facts of its own to go by.
    if not isinstance(app.builder, StandaloneHTMLBuilder) or only_stores(app.builder):
        return []
    path, digest = _path(app), shared_digest(app)
    if path.is_file() and path.read_text("utf-8") == digest:
        return []
    # Until all pages are written, the next build has to write them too.
    path.unlink(missing_ok=True)
    _unwritten[app] = digest
    return sorted(env.found_docs)


def _remember(app: Sphinx, exception: Exception | None) -> None:
    # Taken before the pages were written: writing them changes what the environment holds.
    digest = _unwritten.pop(app, None)
    if digest and exception is None:
        write_text(_path(app), digest)


def _path(app: Sphinx) -> Path:
    # EPUBs in one language and in two have builders of the same name.
    return Path(app.doctreedir) / f"shared.{type(app.builder).__name__}.sha256"
