"""The store: resolved doctrees that a language leaves for parallel editions to pick up."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping, Set
from copy import copy
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.locale import _, admonitionlabels
from sphinx.util.build_phase import BuildPhase

from diglot.core.files import write_bytes, write_text
from diglot.sphinxext.compat.sphinx import resolved_doctree
from diglot.sphinxext.incremental.fingerprint import fingerprint_of

_INDEX = "store.json"


@dataclass(frozen=True, slots=True)
class Words:
    """What Sphinx itself says in a language; `admonitions` are titles by kind."""

    admonitions: Mapping[str, str]
    contents: str
    index: str


def words_here() -> Words:
    """Return the words of the language this process speaks."""
    labels = {kind: str(label) for kind, label in admonitionlabels.items()}
    return Words(labels, str(_("Contents")), str(_("Index")))


@dataclass(slots=True)
class Contents:
    """What a store holds.

    `documents` tells by name when the doctree that was resolved had been written, in
    nanoseconds; `facts` identifies all that the documents know of each other.
    """

    facts: str = ""
    documents: dict[str, int] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=dict)


def folder_of(doctreedir: Path, buildername: str) -> Path:
    """Return where the doctrees in `doctreedir` lie when a builder has resolved them."""
    # No document's name begins with a dot.
    return doctreedir / ".resolved" / buildername


def bring_up_to_date(app: Sphinx) -> None:
    """Resolve and keep what has changed; `app` has a builder made by `keeping`."""
    # Without Sphinx's `build`, which announces to extensions that the output is complete.
    app.builder.phase = BuildPhase.READING
    app.builder.build_update()


def keeping(base: type[Builder]) -> type[Builder]:
    """Return a builder that resolves documents as `base` does and keeps what it would write."""

    class Keeping(base):  # type: ignore[valid-type, misc]  # any builder may be the base
        allow_parallel = False
        keeps_doctrees = True

        def get_outdated_docs(self) -> Set[str]:
            folder = _folder(self)
            contents = read_contents(folder)
            if contents.facts != fingerprint_of(self.env):
                return set(self.env.found_docs)
            return {
                docname
                for docname in self.env.found_docs
                if not _file(folder, docname).is_file()
                or contents.documents.get(docname) != _written_at(self.env, docname)
            }

        def copy_assets(self) -> None:
            """Nothing: nobody reads what this builder writes but diglot."""

        def write_documents(self, docnames: Set[str]) -> None:
            _write(self, docnames)

        def finish(self) -> None:
            """Nothing, for the same reason."""

    Keeping.__name__ = Keeping.__qualname__ = base.__name__
    return Keeping


def _write(builder: Builder, docnames: Set[str]) -> None:
    env, folder = builder.env, _folder(builder)
    contents, facts = read_contents(folder), fingerprint_of(env)
    # What a page says of another one follows that one's title and numbers.
    wanted = docnames if contents.facts == facts else env.found_docs
    for docname in sorted(wanted):
        doctree = resolved_doctree(env, docname, builder)
        write_bytes(_file(folder, docname), _pickled(doctree, docname), sync=False)
        contents.documents[docname] = _written_at(env, docname)
    for docname in contents.documents.keys() - env.found_docs:
        _file(folder, docname).unlink(missing_ok=True)
        del contents.documents[docname]
    contents.facts = facts
    contents.words = asdict(words_here())
    _write_contents(folder, contents)


def read_contents(folder: Path) -> Contents:
    """Return what a store holds; nothing if it is missing or unreadable."""
    try:
        return Contents(**json.loads((folder / _INDEX).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return Contents()


def read_words(folder: Path) -> Words:
    """Return the words of a store's language."""
    return Words(**read_contents(folder).words)


def read_doctree(folder: Path, docname: str) -> nodes.document:
    """Return a resolved doctree (raises OSError where the store has none of that name)."""
    with _file(folder, docname).open("rb") as file:
        doctree: nodes.document = pickle.load(file)  # noqa: S301 - our own, from the build folder
    return doctree


def written_at(folder: Path, docname: str) -> int:
    """Return when a stored doctree changed last, in nanoseconds."""
    return _file(folder, docname).stat().st_mtime_ns


def _write_contents(folder: Path, contents: Contents) -> None:
    data = {name: getattr(contents, name) for name in ("facts", "documents", "words")}
    write_text(folder / _INDEX, json.dumps(data, ensure_ascii=False, indent=1))


def _pickled(doctree: nodes.document, docname: str) -> bytes:
    """Return a doctree as bytes, without what belongs to the process that read it."""
    kept = doctree.reporter, doctree.transformer, doctree.settings
    settings = copy(doctree.settings)
    for name in ("env", "warning_stream", "record_dependencies"):
        setattr(settings, name, None)
    doctree.reporter = doctree.transformer = None  # type: ignore[assignment]  # as Sphinx does
    doctree.settings = settings
    try:
        return pickle.dumps(doctree, pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise SphinxError(
            f"{docname} cannot stand in a parallel edition: an extension put something into it "
            f"that cannot be stored ({error})"
        ) from error
    finally:
        doctree.reporter, doctree.transformer, doctree.settings = kept


def _folder(builder: Builder) -> Path:
    return folder_of(Path(builder.doctreedir), builder.name)


def _file(folder: Path, docname: str) -> Path:
    return folder / f"{docname}.pickle"


def _written_at(env: BuildEnvironment, docname: str) -> int:
    path = Path(env.doctreedir, f"{docname}.doctree")
    return path.stat().st_mtime_ns if path.is_file() else 0
