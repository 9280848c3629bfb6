"""One catalog and what is taken into it from the files that came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from diglot.catalog.edit import replace_entries
from diglot.catalog.entry import Catalog, Entry
from diglot.catalog.reader import parse_catalog
from diglot.core.i18n import _
from diglot.interchange.returned import Answer, ImportDecision, Returned, decide_import
from diglot.interchange.segment import Segment

EXPORT_AGAIN = _("export the document again and translate that file")
_MEND_CATALOG = _("mend the catalog (`diglot status` names the line) and import the file again")


class Intake:
    """A catalog, its segments, and the changes to them; nothing is written here."""

    def __init__(self, catalog: Catalog, segments: Iterable[Segment]) -> None:
        self.catalog = catalog
        self._segments = {segment.id: segment for segment in segments}
        self._forms: defaultdict[tuple[int, int], list[Segment]] = defaultdict(list)
        for segment in self._segments.values():
            self._forms[segment.entry.span].append(segment)
        self._taken: dict[str, ImportDecision] = {}
        self._comments: dict[str, list[str]] = {}

    def enter(self, returned: Returned) -> ImportDecision:
        """Decide on one segment that came back, and take it if it is in order."""
        if self.catalog.broken:
            return _refused(_("the catalog is broken and stays untouched"), _MEND_CATALOG)
        segment = self._segments.get(returned.id)
        if segment is None:
            return _refused(_("its source has changed or is gone since the export"), EXPORT_AGAIN)
        decision = decide_import(segment, returned)
        if decision.answer is Answer.TAKEN:
            first = self._taken.setdefault(segment.id, decision)
            if first != decision:
                return _refused(
                    _("it came back twice, with different translations"), _("keep one of the two")
                )
        return decision

    def add_comment(self, returned: Returned) -> bool:
        """Keep the translator's comment with its message; return whether there is a new one."""
        segment = self._segments.get(returned.id)
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
