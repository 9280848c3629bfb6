"""Which documents must be read again, by the content of their files, not by times alone.

Sphinx reads a document again where a file is newer than the last reading. A file that an archive
or `cp -p` has put there may be older, and a picture for a language may come where there was none.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.i18n import get_image_filename_for_language

from diglot.core.files import changed_since, file_state, is_unread, now
from diglot.core.project import Project
from diglot.sphinxext.config.chosen import are_documents_chosen
from diglot.sphinxext.i18n.data_domain import DataDomain

_PICTURES = frozenset({".gif", ".jpeg", ".jpg", ".pdf", ".png", ".svg", ".svgz", ".webp"})

Files = dict[str, tuple[str, str]]
"""The state and the digest of each file, by its path; the digest is "" where there is none."""


_UNKNOWN = ("unknown", "unknown")


class DocumentInputs(DataDomain):
    """Stores what the files were that each document was read from."""

    name = "diglot-inputs"
    label = "diglot: inputs"
    initial_data: ClassVar[dict[str, Any]] = {"inputs": {}}
    data_version = 1

    @property
    def inputs(self) -> dict[str, Files]:
        """The files by document."""
        inputs: dict[str, Files] = self.data["inputs"]
        return inputs

    def clear_doc(self, docname: str) -> None:
        """Forget the files of a document."""
        self.inputs.pop(docname, None)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Nothing: files are noted once all documents are read."""


def register(app: Sphinx) -> None:
    """Compare before documents are read, and note what they were read from."""
    app.add_domain(DocumentInputs)
    app.connect("env-get-outdated", _changed)
    # Before Sphinx stores the environment.
    app.connect("env-updated", _note)


# When an application began to read; it may do so more than once.
_begun: WeakKeyDictionary[Sphinx, int] = WeakKeyDictionary()


def _changed(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    _begun[app] = now()
    if are_documents_chosen():
        return []
    inputs = inputs_of(env)
    known = inputs.keys() - added - changed - removed
    return [docname for docname in sorted(known) if not _is_current(inputs[docname])]


def _is_current(files: Files) -> bool:
    return all(
        file_state(path) == state or _digest(path) == digest
        for path, (state, digest) in files.items()
    )


def _note(app: Sphinx, env: BuildEnvironment) -> None:
    if app not in _begun:
        # Others have read the documents.
        return
    inputs = inputs_of(env)
    own, begun = Path(env.doctreedir), _begun[app]

    def has_changed(path: str) -> bool:
        # Nobody knows whether it was read before or after that, if it is none of our own.
        return changed_since(path, begun) and not Path(os.path.normpath(path)).is_relative_to(own)

    noted: Files = {}
    for docname in env.found_docs - inputs.keys():
        paths = sorted(_paths(env, docname))
        for path in paths:
            if path not in noted:
                noted[path] = _UNKNOWN if has_changed(path) else (file_state(path), _digest(path))
        inputs[docname] = {path: noted[path] for path in paths}


def _paths(env: BuildEnvironment, docname: str) -> Iterator[str]:
    """Yield the files of a document, and those that would be taken for a picture if they were."""
    yield str(env.doc2path(docname))
    for dependency in env.dependencies.get(docname, ()):
        yield str(Path(env.srcdir, dependency))
        if Path(dependency).suffix.lower() in _PICTURES:
            yield str(Path(env.srcdir, get_image_filename_for_language(dependency, env)))


def input_files(env: BuildEnvironment) -> set[str]:
    """Return the files that documents were read from, and those that would have been."""
    return {path for files in inputs_of(env).values() for path in files}


def outside_files(env: BuildEnvironment, project: Project) -> frozenset[str]:
    """Return the files of `input_files` at which nobody looks who walks through the project."""
    return frozenset(
        path for path in map(os.path.normpath, input_files(env)) if not is_walked(path, project)
    )


def is_walked(path: str, project: Project) -> bool:
    """Whether a file lies in the project, and not in a folder that is not looked into."""
    if path in (str(project.root), str(project.builddir)):
        return True
    return _is_walked_folder(os.path.dirname(path), project.root, project.builddir)  # noqa: PTH120 - a string


@lru_cache(maxsize=1024)
def _is_walked_folder(name: str, root: Path, builddir: Path) -> bool:
    folder = Path(name)
    if folder.is_relative_to(builddir):
        return True
    return folder.is_relative_to(root) and not any(map(is_unread, folder.relative_to(root).parts))


def _digest(path: str) -> str:
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return ""


def inputs_of(env: BuildEnvironment) -> dict[str, Files]:
    """Return the files that each document was read from."""
    inputs: dict[str, Files] = env.domaindata[DocumentInputs.name]["inputs"]
    return inputs
