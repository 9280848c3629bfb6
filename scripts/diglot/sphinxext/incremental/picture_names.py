"""The names that pictures are published under: those of a clean build, whatever was read before.

Sphinx numbers pictures of one name in the order in which it meets them, and a picture keeps its
number when the one that had the plain name has gone.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from pathlib import PurePath

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

Pictures = Mapping[str, tuple[Set[str], str]]
"""The documents that show a picture and the name that it is published under, by its path."""


def register(app: Sphinx) -> None:
    """Name the pictures once all documents are read, before Sphinx stores the environment."""
    app.connect("env-updated", _name_anew)


def _name_anew(_app: Sphinx, env: BuildEnvironment) -> None:
    named = type(env.images)()
    for path, documents in in_order(env.images):
        for docname in documents:
            named.add_file(docname, path)
    env.images = named


def in_order(pictures: Pictures) -> list[tuple[str, list[str]]]:
    """Return the pictures, each with its documents, by the first document that shows them."""
    shown = [(sorted(documents), path) for path, (documents, _name) in pictures.items()]
    return [(path, documents) for documents, path in sorted(shown)]


def renamed(pictures: Pictures) -> dict[str, str]:
    """Return what pictures are published as, by path, where that is not their own name."""
    return {
        path: name for path, (_documents, name) in pictures.items() if PurePath(path).name != name
    }
