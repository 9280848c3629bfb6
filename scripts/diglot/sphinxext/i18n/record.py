"""The messages and the translation progress of each document, stored in Sphinx's environment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sphinx.environment import BuildEnvironment

from diglot.catalog.progress import Progress
from diglot.sphinxext.i18n.data_domain import DataDomain


@dataclass(frozen=True, slots=True)
class ExtractedMessage:
    """A message with its place in the sources: an absolute path and a line.

    Lines count from 1; 0 stands for an unknown line. `note` is a comment for translators on what
    the message is and where it stands (see `MessageNotes.of`).
    """

    msgid: str
    path: str
    line: int
    note: str = ""

    @property
    def kind(self) -> str:
        """What the message is, in the words of its note; empty where there is none."""
        return self.note.partition(" · ")[0]


@dataclass(frozen=True, slots=True)
class TranslationRecord:
    """The messages of one document in order, and how many of them are translated.

    `catalogs` are the paths of the catalogs that the translations were taken from.
    """

    messages: tuple[ExtractedMessage, ...] = ()
    progress: Progress = field(default=Progress())
    catalogs: tuple[str, ...] = ()


class TranslationRecords(DataDomain):
    """Stores a TranslationRecord for each document and removes it with the document."""

    name = "diglot"
    label = "diglot"
    initial_data: ClassVar[dict[str, Any]] = {"records": {}}
    data_version = 3

    @property
    def records(self) -> dict[str, TranslationRecord]:
        """The records by document name."""
        records: dict[str, TranslationRecord] = self.data["records"]
        return records

    def clear_doc(self, docname: str) -> None:
        """Remove the record of a document."""
        self.records.pop(docname, None)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Copy the records of the documents that another process has read."""
        for docname in docnames:
            if docname in otherdata["records"]:
                self.records[docname] = otherdata["records"][docname]


def records_of(env: BuildEnvironment) -> Mapping[str, TranslationRecord]:
    """Return the records of all documents in the environment, by document name."""
    # An environment that was loaded from disk may have the data without having the domain.
    records: dict[str, TranslationRecord] = env.domaindata[TranslationRecords.name]["records"]
    return records


def store_record(env: BuildEnvironment, docname: str, record: TranslationRecord) -> None:
    """Store the record of a document that was just read."""
    env.domaindata[TranslationRecords.name]["records"][docname] = record
