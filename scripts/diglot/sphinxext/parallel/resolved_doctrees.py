"""Resolved doctrees on disk, which one language leaves for parallel editions of another.

They lie in a folder a builder, with an index that says of which stored doctrees they were made.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from copy import copy
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.config import Config
from sphinx.errors import SphinxError
from sphinx.locale import _ as sphinx_text
from sphinx.locale import admonitionlabels

from diglot.core.files import write_bytes, write_text
from diglot.core.i18n import _
from diglot.sphinxext.incremental.problems import Problems

_INDEX, _CONFIG = ".index.json", ".settings"


@dataclass(frozen=True, slots=True)
class SphinxWords:
    """What Sphinx itself says in a language; `admonitions` are titles by kind."""

    admonitions: Mapping[str, str]
    contents: str
    index: str


def current_words() -> SphinxWords:
    """Return the words of the language that this process has set Sphinx to."""
    labels = {kind: str(label) for kind, label in admonitionlabels.items()}
    return SphinxWords(labels, str(sphinx_text("Table of Contents")), str(sphinx_text("Index")))


@dataclass(slots=True)
class Index:
    """What a folder of resolved doctrees holds.

    `documents` tells by name when the doctree that was resolved had been stored, in nanoseconds;
    `fingerprint` is that of the environment, `words` are the fields of `SphinxWords`, `problems`
    what was wrong with each document when it was resolved.
    """

    fingerprint: str = ""
    documents: dict[str, int] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=dict)
    problems: Problems = field(default_factory=dict)


def folder_of(doctreedir: Path, buildername: str) -> Path:
    """Return where the doctrees in `doctreedir` lie when a builder has resolved them."""
    # No document's name begins with a dot.
    return doctreedir / ".resolved" / buildername


def read_index(folder: Path) -> Index:
    """Return the index of a folder; an empty one if it is missing or unreadable."""
    try:
        return Index(**json.loads((folder / _INDEX).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return Index()


def write_index(folder: Path, index: Index) -> None:
    """Write the index of a folder."""
    write_text(folder / _INDEX, json.dumps(asdict(index), ensure_ascii=False, indent=1))


def read_config(folder: Path) -> Config:
    """Return the settings with which a folder's doctrees were resolved."""
    with (folder / _CONFIG).open("rb") as file:
        config: Config = pickle.load(file)  # noqa: S301 - our own, from the build folder
    return config


def write_config(folder: Path, config: Config) -> None:
    """Store the settings with which a folder's doctrees are resolved."""
    write_bytes(folder / _CONFIG, pickle.dumps(config, pickle.HIGHEST_PROTOCOL), sync=False)


def read_words(folder: Path) -> SphinxWords:
    """Return what Sphinx says in the language of a folder's doctrees."""
    return SphinxWords(**read_index(folder).words)


def read_doctree(folder: Path, docname: str) -> nodes.document:
    """Return a resolved doctree (raises OSError where the folder has none of that name)."""
    with doctree_file(folder, docname).open("rb") as file:
        doctree: nodes.document = pickle.load(file)  # noqa: S301 - our own, from the build folder
    return doctree


def write_doctree(folder: Path, docname: str, doctree: nodes.document) -> None:
    """Write a resolved doctree. Raises SphinxError where it holds what cannot be stored."""
    write_bytes(doctree_file(folder, docname), pickled(doctree, docname), sync=False)


def doctree_file(folder: Path, docname: str) -> Path:
    """Return the file of a resolved doctree."""
    return folder / f"{docname}.pickle"


def pickled(doctree: nodes.document, docname: str) -> bytes:
    """Return a doctree as bytes, without what belongs to the process that read it.

    Raises SphinxError where it holds what cannot be stored.
    """
    own = doctree.reporter, doctree.transformer, doctree.settings
    settings = copy(doctree.settings)
    for name in ("env", "warning_stream", "record_dependencies"):
        setattr(settings, name, None)
    doctree.reporter = doctree.transformer = None  # type: ignore[assignment]  # as Sphinx does
    doctree.settings = settings
    try:
        return pickle.dumps(doctree, pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise SphinxError(
            _(
                "{document} cannot stand in a parallel edition: an extension put something into "
                "it that cannot be stored ({error})",
                document=docname,
                error=error,
            )
        ) from error
    finally:
        doctree.reporter, doctree.transformer, doctree.settings = own
