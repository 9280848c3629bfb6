"""Makes the entry of a message by reusing the translation of an older entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diglot.catalog.candidates import Candidate, confirmed
from diglot.catalog.entry import Comments, Entry
from diglot.catalog.previous import Previous, previous_lines, previous_of
from diglot.catalog.template import TemplateMessage

REUSED = "diglot: "
"""What a note begins with that says where a translation comes from."""

_FUZZY = frozenset({"fuzzy"})


def moved(message: TemplateMessage, candidate: Candidate, was: Entry | None = None) -> Entry:
    """Return the entry of a message that came here as it was: all its forms, comments and flags.

    `was` is the entry that stood here without a translation.
    """
    old = candidate.entry
    entry = message.entry()
    return replace(
        entry,
        msgstr=old.msgstr or ("",),
        plural=old.plural,
        flags=old.flags | (was.flags if was else frozenset()),
        comments=replace(
            entry.comments,
            translator=_translator_comments(was, old),
            extracted=(*message.notes, *(() if confirmed(old) else _our_notes(old))),
            previous=() if confirmed(old) else old.comments.previous,
            sticky=old.comments.sticky,
        ),
    )


def suggested(
    message: TemplateMessage, candidate: Candidate, why: str, was: Entry | None = None
) -> Entry:
    """Return the entry of a message whose translation has to be confirmed; a note says `why`.

    Its previous source (``#|``) is the last one that somebody confirmed a translation of.
    """
    return joined(message, (candidate,), why, was)


def joined(
    message: TemplateMessage, candidates: Sequence[Candidate], why: str, was: Entry | None = None
) -> Entry:
    """Return the entry of a message that is made of several older ones, in their order."""
    olds = [candidate.entry for candidate in candidates]
    entry = message.entry()
    text = _join([old.translation for old in olds])
    flags = frozenset().union(*(old.flags for old in olds), was.flags if was else ())
    source = _join([_source(old) for old in olds])
    return replace(
        entry,
        msgstr=(text,),
        flags=(flags | _FUZZY) if text else flags - _FUZZY,
        comments=Comments(
            translator=_translator_comments(was, *olds),
            extracted=(*message.notes, *([REUSED + why] if text else [])),
            references=entry.comments.references,
            previous=previous_lines(Previous(source)) if text and source != message.msgid else (),
            sticky=tuple(dict.fromkeys(flag for old in olds for flag in old.comments.sticky)),
        ),
    )


def retired(entry: Entry) -> Entry:
    """Return a live entry as an obsolete one: without locations, with all that people wrote."""
    comments = replace(entry.comments, extracted=(), references=())
    return replace(entry, obsolete=True, comments=comments)


def settled(entry: Entry) -> Entry:
    """Return a confirmed entry without what was only there for its confirmation."""
    if entry.fuzzy or not any(line.startswith(REUSED) for line in entry.comments.extracted):
        return entry
    extracted = tuple(line for line in entry.comments.extracted if not line.startswith(REUSED))
    return replace(entry, comments=replace(entry.comments, extracted=extracted, previous=()))


def renewed(entry: Entry, message: TemplateMessage) -> Entry:
    """Return an entry with the locations and notes that its message has now."""
    fresh = message.entry().comments
    extracted = (*fresh.extracted, *(_our_notes(entry) if entry.fuzzy else ()))
    comments = replace(entry.comments, references=fresh.references, extracted=extracted)
    return entry if comments == entry.comments else replace(entry, comments=comments)


def _our_notes(entry: Entry) -> tuple[str, ...]:
    return tuple(line for line in entry.comments.extracted if line.startswith(REUSED))


def _source(entry: Entry) -> str:
    previous = previous_of(entry) if entry.fuzzy else None
    return previous.msgid if previous else entry.msgid


def _translator_comments(*entries: Entry | None) -> tuple[str, ...]:
    blocks = dict.fromkeys(entry.comments.translator for entry in entries if entry)
    return tuple(line for block in blocks for line in block)


def _join(texts: Sequence[str]) -> str:
    """Join sentences: with a blank, but for those that end in an ideograph or its full stop."""
    text = ""
    for part in texts:
        text += " " if text[-1:].isascii() and text and part else ""
        text += part
    return text
