"""What comes back from a translator, and the decision what to do with each segment of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from diglot.catalog.entry import State
from diglot.core.i18n import _
from diglot.interchange.limits import longest_translation
from diglot.interchange.marks import Mark, Marked, canonical
from diglot.interchange.restore import Refused, restore, restore_source, verify, verify_emphasis
from diglot.interchange.segment import Segment, version


@dataclass(frozen=True, slots=True)
class Returned:
    """One segment of a file that came back.

    `language` is a BCP 47 tag. `source` and `target` are numbered codes and text in formats
    that have codes, else the text as it is written; `target` is None where there is none.
    `confirmed` is true where the translator marked it so, `untouched` where nobody has begun it.
    `version` is the fingerprint of the exported translation, None if the file lost it. `comment`
    is what the translator wrote about the message, `line` the segment's line in the file, `fault`
    why its text could not be read.
    """

    language: str
    domain: str
    id: str
    source: tuple[Marked, ...] | str
    target: tuple[Marked, ...] | str | None
    confirmed: bool
    version: str | None = None
    untouched: bool = False
    comment: str = ""
    line: int | None = None
    fault: str = ""


class Answer(StrEnum):
    """What became of a returned segment."""

    TAKEN = "taken"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ImportDecision:
    """The answer to one returned segment: the text to take, or why not and what to do next."""

    answer: Answer
    text: str = ""
    fuzzy: bool = False
    reason: str = ""
    hint: str = ""
    previous: str = ""
    """The source that the text was made for, where the catalog has another one now."""


_AGAIN = _("export the document again, so that the file shows what the catalog holds")
_UNCHANGED = ImportDecision(Answer.UNCHANGED)


def decide_import(segment: Segment, returned: Returned) -> ImportDecision:
    """Compare what came back with what was handed out and with what the catalog holds now."""
    try:
        return _decide(segment, returned)
    except Refused as refusal:
        return ImportDecision(Answer.REFUSED, reason=refusal.reason, hint=refusal.hint)


def _decide(segment: Segment, returned: Returned) -> ImportDecision:
    if returned.fault:
        raise Refused(returned.fault)
    numbering = segment.numbering
    written = isinstance(returned.source, str)
    source = segment.source if written else canonical(numbering.source)
    if _plain(returned.source) != source:
        raise Refused(_("the source in this file is not the one in the catalog"), _AGAIN)
    fuzzy = not returned.confirmed
    text = _plain(returned.target) if returned.target is not None else ""
    back = version(text, fuzzy=fuzzy)
    now = segment.written_version if written else segment.version
    if text and back in (returned.version, now):
        return _UNCHANGED
    _require_size(text, source)
    # Tools put the source where a translation is to come.
    if not text or (returned.untouched and text == source):
        return _emptied(segment, returned)
    if returned.version not in (None, now):
        raise Refused(
            _("the catalog has got another translation since this file was exported"), _AGAIN
        )
    return ImportDecision(Answer.TAKEN, _taken(segment, returned), fuzzy)


def decide_changed(segment: Segment, returned: Returned) -> ImportDecision:
    """Decide on a translation of what `segment` was before its source changed.

    It is taken as fuzzy, unless somebody has translated the message in the meantime.
    """
    try:
        return _decide_changed(segment, returned)
    except Refused as refusal:
        return ImportDecision(Answer.REFUSED, reason=refusal.reason, hint=refusal.hint)


def _decide_changed(segment: Segment, returned: Returned) -> ImportDecision:
    if returned.fault:
        raise Refused(returned.fault)
    text = _plain(returned.target) if returned.target is not None else ""
    back = version(text, fuzzy=not returned.confirmed)
    if not text or returned.untouched or back == returned.version:
        return _UNCHANGED
    _require_size(text, _plain(returned.source))
    if not _is_as_exported(segment, returned):
        raise Refused(
            _("its source has changed since the export, and it has got another translation"), _AGAIN
        )
    if isinstance(returned.source, str):
        previous = returned.source
    elif _places(returned.source) == _places(segment.numbering.source):
        previous = restore_source(returned.source, segment.numbering)
    else:
        raise Refused(_("its source has changed since the export, and so have its codes"), _AGAIN)
    decision = ImportDecision(
        Answer.TAKEN, _taken(segment, returned), fuzzy=True, previous=previous
    )
    return decision if decision.text != segment.target else _UNCHANGED


def _is_as_exported(segment: Segment, returned: Returned) -> bool:
    """Return whether a message has the translation that it had when it was exported, or none."""
    written = isinstance(returned.source, str)
    now = segment.target if written else canonical(segment.numbering.target)
    states = [version(now, fuzzy=fuzzy) for fuzzy in (False, True)]
    return not segment.target or returned.version in states


def _require_size(text: str, source: str) -> None:
    if len(text) > longest_translation(source):
        raise Refused(
            _(
                "it has {number:,} characters, where the source has {source:,}",
                number=len(text),
                source=len(source),
            )
        )


def _places(marked: Iterable[Marked]) -> list[object]:
    """Return the codes of a text and what stands inside which, without the text."""
    return [
        (part.number, part.content is not None and _places(part.content))
        for part in marked
        if isinstance(part, Mark)
    ]


def _emptied(segment: Segment, returned: Returned) -> ImportDecision:
    empty = version("", fuzzy=False)
    if segment.state is State.UNTRANSLATED or returned.version == empty:
        return _UNCHANGED
    raise Refused(
        _("it came back empty; the translation in the catalog stays"),
        _("delete a translation in the catalog itself, if that was meant"),
    )


def _taken(segment: Segment, returned: Returned) -> str:
    """Return the text of a translation whose codes are in order."""
    if isinstance(returned.target, str):
        verify(returned.target, segment.nodes, segment.present, segment.split)
        return returned.target
    marked, numbering = returned.target or (), segment.numbering
    text = restore(marked, numbering)
    verify(text, segment.nodes, segment.present, segment.split)
    verify_emphasis(marked, numbering, segment.split(text))
    return text


def _plain(text: tuple[Marked, ...] | str | None) -> str:
    return text if isinstance(text, str) else canonical(text or ())
