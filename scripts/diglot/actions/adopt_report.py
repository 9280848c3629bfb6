"""What became of two trees that were adopted: counts, differences and what was left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from diglot.adopt.books import ReadBook
from diglot.adopt.differences import Difference, differences
from diglot.adopt.entries import Adopted
from diglot.adopt.plan import Plan
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Report, Severity, sort_diagnostics
from diglot.core.i18n import _
from diglot.sphinxext.run.documents import ReadDocument


def report_of(
    made: Plan,
    target: ReadBook,
    built: Mapping[str, ReadDocument],
    adopted: Mapping[str, Adopted],
    blocks: int,
) -> Report:
    """Return the report of `adopt_trees`: the `target` was `built` anew, of so many old blocks."""
    changed = tuple(_changed(target.documents, built))
    problems = sort_diagnostics([*_unknown(made), *_unpaired(adopted)])
    return Report(
        problems, {**_results(target, blocks, adopted, changed), "rewritten": _rewritten(made)}
    )


def _results(
    target: ReadBook, blocks: int, adopted: Mapping[str, Adopted], changed: Iterable[Difference]
) -> dict[str, object]:
    found = list(changed)
    total = sum(len(document.texts) for document in target.documents.values())
    return {
        "blocks": blocks,
        "confirmed": sum(page.confirmed for page in adopted.values()),
        "fuzzy": sum(page.fuzzy for page in adopted.values()),
        "same": sum(page.same for page in adopted.values()),
        "left": sum(page.left for page in adopted.values()),
        "unchanged": total - sum(len(difference.before) for difference in found),
        "texts": total,
        "differences": [
            {
                "document": difference.document,
                "before": list(difference.before),
                "now": list(difference.now),
            }
            for difference in found
        ],
    }


def _changed(
    before: Mapping[str, ReadDocument], now: Mapping[str, ReadDocument]
) -> Iterator[Difference]:
    for name, old in before.items():
        yield from differences(name, old.texts, now.get(name, ReadDocument()).texts)


def _unknown(made: Plan) -> Iterator[Diagnostic]:
    for path, page in made.rewritten.items():
        for markup in page.unknown:
            yield Diagnostic(
                Code.UNKNOWN_MARKUP,
                Severity.WARNING,
                _("MyST does not read this, so it stays as it was: {markup}", markup=markup.markup),
                Location(path, markup.line),
                (_("write it in MyST in the new project, or remove it"),),
            )


def _unpaired(adopted: Mapping[str, Adopted]) -> Iterator[Diagnostic]:
    for name, page in adopted.items():
        for message in page.unpaired:
            yield Diagnostic(
                Code.UNPAIRED_BLOCK,
                Severity.INFO,
                _("no block of the source was found for this one"),
                Location(message.path or name, msgid=message.msgid),
                (_("memory.po keeps it; take from there what a message still lacks"),),
            )


def _rewritten(made: Plan) -> dict[str, list[dict[str, object]]]:
    return {
        path: [{"line": change.line, "what": str(change.what.value)} for change in page.changes]
        for path, page in made.rewritten.items()
        if page.changes
    }
