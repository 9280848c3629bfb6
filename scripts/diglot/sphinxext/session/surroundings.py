"""The folders outside of a project that a session has read files in, which are to be watched, too.

Includes, modules that autodoc describes, and what conf.py reads may lie anywhere.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.application import Sphinx

from diglot.core.project import Project
from diglot.sphinxext.incremental.changed_inputs import inputs_of, is_walked
from diglot.sphinxext.incremental.page_files import folders_of_pages

# What lies here changes only when a package is installed.
_INSTALLED = tuple(
    sysconfig.get_paths()[key] for key in ("stdlib", "platstdlib", "purelib", "platlib")
)


def of_nobody_else(paths: Iterable[str | Path]) -> frozenset[str]:
    """Return the files among some that no installed package brings, their paths normalised."""
    return frozenset(
        os.path.normpath(path) for path in paths if not str(path).startswith(_INSTALLED)
    )


def loaded_modules() -> frozenset[str]:
    """Return the files of the modules that this process has loaded, but for installed ones."""
    modules = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    return of_nobody_else(filter(None, modules))


class Surroundings:
    """The folders outside of a project in which an application has found files to read.

    `made_of` are files that it was made of, beside the modules that are loaded.
    """

    def __init__(self, app: Sphinx, project: Project, made_of: Iterable[str]) -> None:
        self._app, self._project = app, project
        self._noted: set[str] = set()
        self._number_of_modules = 0
        self._note_files((*made_of, *self._page_files()))

    def note(self, documents: Iterable[str]) -> None:
        """Note where the files of documents lie that were read, and the modules they needed."""
        inputs = inputs_of(self._app.env)
        self._note_files(path for docname in documents for path in inputs.get(docname, ()))
        if self._number_of_modules != len(sys.modules):
            self._number_of_modules = len(sys.modules)
            self._note_files(loaded_modules())

    def folders(self) -> frozenset[Path]:
        """Return the folders that are there, without those below them."""
        return frozenset(folder for folder in map(Path, self._noted) if folder.is_dir())

    def _note_files(self, paths: Iterable[str]) -> None:
        self._noted.update(
            os.path.dirname(path)  # noqa: PTH120 - thousands of strings
            for path in of_nobody_else(paths)
            if not is_walked(path, self._project)
        )

    def _page_files(self) -> Iterator[str]:
        for folder in folders_of_pages(self._app.builder):
            yield str(folder)
            if not is_walked(str(folder), self._project):
                yield from map(str, folder.rglob("*"))
