"""One catalog and what is taken into it from the files that came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from diglot.catalog.edit import replace_entries
from diglot.catalog.entry import Catalog, Entry, State
from diglot.catalog.match import ALIKE, nearest
from diglot.catalog.previous import Previous, previous_lines
from diglot.catalog.reader import parse_catalog
from diglot.core.i18n import _
from diglot.interchange.marks import canonical
from diglot.interchange.returned import (
    Answer,
    ImportDecision,
    Returned,
    decide_changed,
    decide_import,
)
from diglot.interchange.segment import Segment

EXPORT_AGAIN = _("export the document again and translate that file")
_MEND_CATALOG = _("correct the catalog (`diglot status` names the line) and import the file again")


class Intake:
    """A catalog, its segments, and the changes to them; nothing is written here."""

    def __init__(self, catalog: Catalog, segments: Iterable[Segment]) -> None:
        self.catalog = catalog
        self._segments = {segment.id: segment for segment in segments}
        self._forms: defaultdict[tuple[int, int], list[Segment]] = defaultdict(list)
        for segment in self._segments.values():
            self._forms[segment.entry.span].append(segment)
        self._taken: dict[str, ImportDecision] = {}
        self._seen: set[str] = set()
        self._awaiting: defaultdict[str, list[str]] | None = None
        self._comments: dict[str, list[str]] = {}
        # What messages have become whose sources were others when they were exported.
        self._now: dict[str, Segment] = {}

    def enter(self, returned: Returned) -> ImportDecision:
        """Decide on one segment that came back, and take it if it is in order."""
        if self.catalog.broken:
            return _refused(_("the catalog is broken and stays untouched"), _MEND_CATALOG)
        segment = self._segments.get(returned.id)
        if segment is not None:
            self._seen.add(segment.id)
            decision = decide_import(segment, returned)
        elif (segment := self._changed(returned)) is not None:
            self._now[returned.id] = segment
            decision = decide_changed(segment, returned)
        else:
            return _refused(_("its source has changed or is gone since the export"), EXPORT_AGAIN)
        if decision.answer is Answer.TAKEN:
            first = self._taken.setdefault(segment.id, decision)
            if first != decision:
                return _refused(
                    _("it came back twice, with different translations"), _("keep one of the two")
                )
        return decision

    def awaiting(self, source: str) -> list[str]:
        """Return the ids of the segments with this source that nobody has translated."""
        if self._awaiting is None:
            self._awaiting = defaultdict(list)
            for segment in () if self.catalog.broken else self._segments.values():
                if segment.state is State.UNTRANSLATED:
                    self._awaiting[segment.source].append(segment.id)
        return [id_ for id_ in self._awaiting.get(source, ()) if id_ not in self._taken]

    def knows(self, returned: Returned) -> bool:
        """Return whether the catalog has the source of a segment as it was exported."""
        return returned.id in self._segments

    def _changed(self, returned: Returned) -> Segment | None:
        """Return what the source of a segment has become, None where nothing is like it.

        What came back by its own name in the same import is another message.
        """
        written = isinstance(returned.source, str)
        free = [
            segment
            for segment in self._segments.values()
            if segment.id not in self._seen and segment.entry.plural is None
        ]
        sources = [
            segment.source if written else canonical(segment.numbering.source) for segment in free
        ]
        was = returned.source if isinstance(returned.source, str) else canonical(returned.source)
        match = next(iter(nearest([was], sources, ALIKE)), None) if was else None
        return free[match.candidate] if match else None

    def add_comment(self, returned: Returned) -> bool:
        """Keep the translator's comment with its message; return whether there is a new one.

        What the message has become, if its source changed, is known once it has been entered.
        """
        segment = self._segments.get(returned.id) or self._now.get(returned.id)
        if segment is None or self.catalog.broken:
            return False
        exported = {*segment.entry.comments.translator, *_lines_of_notes(segment)}
        kept = self._comments.setdefault(segment.id, [])
        lines = [line.strip() for line in returned.comment.splitlines()]
        new = [line for line in lines if line and line not in exported and line not in kept]
        kept += new
        return bool(new)

    def message(self, id: str) -> str | None:  # noqa: A002 - the formats' word
        """Return the msgid of a segment, None where there is none."""
        segment = self._segments.get(id)
        return segment.entry.msgid if segment else None

    def data(self) -> bytes:
        """Return the catalog's bytes with what was taken.

        Raises AssertionError where they would not read back as just that.
        """
        wanted = {entry.span: self._entry(entry) for entry in self.catalog.entries}
        edits = {
            entry.span: wanted[entry.span]
            for entry in self.catalog.entries
            if wanted[entry.span] is not entry
        }
        if not edits:
            return self.catalog.data
        data = replace_entries(self.catalog, edits)
        written = parse_catalog(data, self.catalog.path).entries
        if list(map(_content, written)) != list(map(_content, wanted.values())):
            raise AssertionError(f"{self.catalog.path} would not hold what was imported")
        return data

    def _entry(self, entry: Entry) -> Entry:
        segments = self._forms[entry.span]
        comments = [line for segment in segments for line in self._comments.get(segment.id, ())]
        if comments:
            lines = (*entry.comments.translator, *comments)
            entry = replace(entry, comments=replace(entry.comments, translator=lines))
        taken = {
            segment.form: self._taken[segment.id]
            for segment in segments
            if segment.id in self._taken
        }
        return _translated(entry, taken) if taken else entry


def _translated(entry: Entry, taken: dict[int, ImportDecision]) -> Entry:
    """Return an entry with some of its plural forms replaced; it is fuzzy if any of them is."""
    forms = range(len(entry.msgstr))
    texts = tuple(taken[form].text if form in taken else entry.msgstr[form] for form in forms)
    fuzzy = any(taken[form].fuzzy if form in taken else entry.fuzzy for form in forms)
    flags = entry.flags | {"fuzzy"} if fuzzy else entry.flags - {"fuzzy"}
    # What a translation was made for is no longer asked once somebody vouches for it.
    comments = entry.comments if fuzzy else replace(entry.comments, previous=())
    for decision in taken.values():
        if decision.previous:
            lines = previous_lines(Previous(decision.previous, entry.context))
            comments = replace(comments, previous=lines)
    return replace(entry, msgstr=texts, flags=flags, comments=comments)


def _refused(reason: str, hint: str) -> ImportDecision:
    return ImportDecision(Answer.REFUSED, reason=reason, hint=hint)


def _lines_of_notes(segment: Segment) -> Iterable[str]:
    for note in segment.notes:
        yield from note.text.splitlines()
        yield from f"{note.kind}: {note.text}".splitlines()


def _content(entry: Entry) -> tuple[object, ...]:
    comments = replace(entry.comments, previous=())
    return entry.context, entry.msgid, entry.plural, entry.msgstr, entry.flags, comments
