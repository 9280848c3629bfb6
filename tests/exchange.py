"""Catalogs and batches to exchange."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from diglot.catalog.entry import Comments, Entry
from diglot.catalog.reader import parse_catalog
from diglot.catalog.writer import entry_text
from diglot.core.language import language
from diglot.interchange.myst import MystSplitter
from diglot.interchange.returned import Answer, ImportDecision, Returned, decide_import
from diglot.interchange.segment import Batch, Segment, segments

SPLIT = MystSplitter()


def entry(
    msgid: str,
    *msgstr: str,
    fuzzy: bool = False,
    context: str | None = None,
    plural: str | None = None,
    comments: Comments | None = None,
) -> Entry:
    """An entry as it would stand in a catalog."""
    flags = frozenset({"fuzzy"} if fuzzy else ())
    notes = comments or Comments(references=("talks/one.md",))
    return Entry(msgid, msgstr or ("",), 1, (0, 0), context, plural, flags, notes)


def batch(*entries: Entry, domain: str = "talks/one") -> Batch:
    """A batch of one document, read from a catalog that holds the entries."""
    text = "\n".join(map(entry_text, entries))
    catalog = parse_catalog(text.encode("utf-8", "surrogatepass"), Path(f"{domain}.po"))
    document = tuple(segments(domain, catalog, SPLIT))
    return Batch(language("zh_CN"), language("en"), {domain: document})


def first_segment(*entries: Entry) -> Segment:
    """The first segment of a batch."""
    return next(iter(batch(*entries).documents.values()))[0]


def answers(sent: Batch, returned: Iterable[Returned]) -> list[ImportDecision]:
    """What becomes of what came back."""
    by_id = {segment.id: segment for segment in chain.from_iterable(sent.documents.values())}
    return [decide_import(by_id[answer.id], answer) for answer in returned]


def all_unchanged(decisions: list[ImportDecision]) -> bool:
    """Whether something came back and none of it was changed."""
    return bool(decisions) and {decision.answer for decision in decisions} == {Answer.UNCHANGED}
