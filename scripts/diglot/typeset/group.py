"""A group of chapters that is typeset alone, and what is kept of it for the next build."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from enum import Enum
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from diglot.core.files import write_bytes
from diglot.typeset.compiler import Typeset
from diglot.typeset.places import Places
from diglot.typeset.print_job import PrintJob
from diglot.typeset.printed import TypeArea

GROUPS = "groups"
"""The folder beside the sources of a language that holds those of groups, and what came of them."""


class Kind(Enum):
    """What a group holds, in the order in which they can be typeset for good."""

    CHAPTERS = 0
    END = 1
    """The indexes, which say the pages of all chapters."""
    FRONT = 2
    """The cover and the contents, which say the pages of all others; their own count apart."""


@dataclass(frozen=True, slots=True)
class Group:
    """Chapters that are typeset alone, or what comes before or after all of them.

    `fingerprint` is that of all that goes into it but what it is told; `anchors` are the labels in
    it, `references` those of other groups that it refers to, and `headings` the levels of the
    headings in it that the contents list.
    """

    job: PrintJob
    kind: Kind
    fingerprint: str
    anchors: tuple[str, ...]
    references: tuple[str, ...]
    headings: tuple[int, ...]

    @property
    def pdf(self) -> Path:
        """The file of its pages."""
        return self.job.folder / f"{self.job.name}.pdf"


@dataclass(frozen=True, slots=True)
class MadeGroup:
    """What came of a group.

    `fingerprint` is that of all that went into it, and empty where something is to be said of it;
    `first` is the number of its first page, and `pages` how many it has. `printed` is none where it
    was kept.
    """

    fingerprint: str
    places: Places
    first: int
    pages: int
    area: TypeArea | None
    printed: tuple[Typeset, ...] = ()


def address_of(name: str) -> str:
    """Return what a link to an anchor of another group leads to, until `join` knows its place."""
    return f"diglot:{quote(name, safe='')}"


def keep(group: Group, made: MadeGroup, pdf: bytes) -> None:
    """Write the pages of a group, and what is known of them."""
    # Whatever happens meanwhile, nobody takes these pages for others.
    _kept_file(group).unlink(missing_ok=True)
    write_bytes(group.pdf, pdf, sync=False)
    write_bytes(_kept_file(group), pickle.dumps(replace(made, printed=())), sync=False)


def kept(group: Group) -> MadeGroup | None:
    """Return what was kept of a group in the last build, if anything was."""
    try:
        found = pickle.loads(_kept_file(group).read_bytes())  # noqa: S301 - we have written it
    except (OSError, ValueError, EOFError, pickle.UnpicklingError, AttributeError, TypeError):
        # Of a build that was interrupted, or of another version.
        return None
    return found if isinstance(found, MadeGroup) and group.pdf.is_file() else None


def _kept_file(group: Group) -> Path:
    return group.job.folder / f"{group.job.name}.kept"


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    # Only handouts in groups pay for it.
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as made:
        return len(made.pages)
