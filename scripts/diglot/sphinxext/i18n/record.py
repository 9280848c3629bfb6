"""What each document's translation left behind in Sphinx's environment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sphinx.environment import BuildEnvironment

from diglot.catalog.progress import Progress
from diglot.sphinxext.i18n.data_domain import Keeper


@dataclass(frozen=True, slots=True)
class Extracted:
    """A message with its place in the sources; `path` is absolute, `line` from 1 or 0.

    `note` tells translators what it is and where it stands (see `Places.note`).
    """

    msgid: str
    path: str
    line: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One document: its messages in order, how many are done, and by what it was translated.

    `catalogs` are the paths of the catalogs that served.
    """

    messages: tuple[Extracted, ...] = ()
    progress: Progress = field(default=Progress())
    catalogs: tuple[str, ...] = ()


class Records(Keeper):
    """Keeps a Record of each document and lets go of it with the document."""

    name = "diglot"
    label = "diglot"
    initial_data: ClassVar[dict[str, Any]] = {"records": {}}
    data_version = 2

    @property
    def records(self) -> dict[str, Record]:
        """The records by document."""
        records: dict[str, Record] = self.data["records"]
        return records

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self.records.pop(docname, None)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        for docname in docnames:
            if docname in otherdata["records"]:
                self.records[docname] = otherdata["records"][docname]


def records_of(env: BuildEnvironment) -> Mapping[str, Record]:
    """Return the records of all documents that were read."""
    # The data outlive the domain in an environment that was loaded from disk.
    records: dict[str, Record] = env.domaindata[Records.name]["records"]
    return records


def keep_record(env: BuildEnvironment, docname: str, record: Record) -> None:
    """Keep the record of a document that was just read."""
    env.domaindata[Records.name]["records"][docname] = record
