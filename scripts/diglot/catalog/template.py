"""Templates: the messages that the sources have, by domain and in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diglot.catalog.entry import Comments, Entry
from diglot.catalog.references import reference


@dataclass(frozen=True, slots=True)
class TemplateMessage:
    """One message of the sources, as a template (.pot) holds it.

    `paths` are the documents it stands in, relative to the folder of the sources; `notes`
    tell translators about its place, a line each.
    """

    msgid: str
    paths: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def entry(self) -> Entry:
        """Return the entry of this message in a catalog where nobody has translated it."""
        references = tuple(reference(path) for path in self.paths)
        comments = Comments(extracted=self.notes, references=references)
        return Entry(self.msgid, ("",), 0, (0, 0), comments=comments)


@dataclass(frozen=True, slots=True)
class Template:
    """All messages of one catalog; `domain` is its path below LC_MESSAGES without suffix."""

    domain: str
    messages: tuple[TemplateMessage, ...]


def template_of(domain: str, entries: Iterable[Entry]) -> Template:
    """Return the template that a .pot file holds; its locations are canonical already."""
    messages = (
        TemplateMessage(entry.msgid, entry.comments.references, entry.comments.extracted)
        for entry in entries
    )
    return Template(domain, tuple(messages))
