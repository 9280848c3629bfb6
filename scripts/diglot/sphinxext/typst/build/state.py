"""What the last build left, so that the next one makes only what must be made anew."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from diglot.core.files import write_text

FORMAT = 4
"""Changes with the shape of the file or with what the writer makes of the same doctree."""


@dataclass(slots=True)
class State:
    """`facts` identifies all that documents know of each other; the rest is by name.

    `documents` holds when each doctree was stored (nanoseconds), `labels` the anchors of each
    document, `handouts` a fingerprint of all that went into a PDF, `pdfs` its path.
    """

    facts: str = ""
    documents: dict[str, int] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    images: dict[str, list[str]] = field(default_factory=dict)
    handouts: dict[str, str] = field(default_factory=dict)
    pdfs: dict[str, str] = field(default_factory=dict)


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
    write_text(path, json.dumps({"format": FORMAT, **asdict(state)}, ensure_ascii=False, indent=1))
