"""What the last build left, so that the next one makes only what has changed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from pathlib import Path

from diglot.core.files import write_text
from diglot.sphinxext.incremental.problems import Problems

FORMAT = 39
"""The version of the file. Raise it where its shape changes, or what is written of a doctree."""


@dataclass(slots=True)
class State:
    """What one build of handouts keeps for the next."""

    shared: list[str] = field(default_factory=lambda: ["", ""])
    """Fingerprints of the titles that documents show of each other, and of the rest they share."""
    printed: dict[str, str] = field(default_factory=dict)
    """The fingerprint of what each document holds, once its references are resolved."""
    documents: dict[str, str] = field(default_factory=dict)
    """What each written document was made of: when its doctrees were stored, in nanoseconds."""
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    """The labels of each document, with those of their anchors."""
    headings: dict[str, list[list[int | str]]] = field(default_factory=dict)
    """The headings of each document: how deep they lie, and what the contents list of them."""
    references: dict[str, list[str]] = field(default_factory=dict)
    """The labels in other documents that each document refers to."""
    images: dict[str, list[str]] = field(default_factory=dict)
    """The files of the images that each document shows, relative to the Typst sources."""
    sound_images: dict[str, str] = field(default_factory=dict)
    """The state in which Typst could show each image, by its uri."""
    fingerprints: dict[str, str] = field(default_factory=dict)
    """The fingerprint of all that went into each PDF, by `HandoutPdf.name`."""
    checked: dict[str, str] = field(default_factory=dict)
    """The fingerprint of each PDF that was read back and found whole, by the same name."""
    problems: Problems = field(default_factory=dict)
    """What was wrong with each document when it was written."""
    pdfs: dict[str, str] = field(default_factory=dict)
    """The path of each PDF, by the same name."""


def read_state(path: Path) -> State:
    """Return what `path` holds; nothing if it is missing, unreadable or of another format."""
    try:
        data = json.loads(path.read_text("utf-8"))
        if data.pop("format") != FORMAT:
            return State()
        return State(**data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return State()


def write_state(path: Path, state: State) -> None:
    """Store the state."""
    data = {part.name: getattr(state, part.name) for part in fields(state)}
    # In lines, it would take ten times as long: `json` makes those in Python.
    write_text(path, json.dumps({"format": FORMAT, **data}, ensure_ascii=False))
