"""Runs the checks over messages and catalogs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from diglot.catalog.entry import Catalog, Entry, State, excuses
from diglot.catalog.tokens import Tokenizer
from diglot.checks.inconsistent import Placed, difference, inconsistent
from diglot.checks.message import Check, Context, Finding, TranslatedMessage
from diglot.checks.plugins import failure
from diglot.checks.table import CHECKS
from diglot.core.codes import Code, read_code
from diglot.core.diagnostic import Diagnostic, Location, Severity
from diglot.core.errors import FAILURES
from diglot.core.i18n import _


def check_entry(
    entry: Entry,
    tokenizer: Tokenizer,
    context: Context,
    name: str,
    checks: Iterable[Check] = CHECKS,
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the translations of an entry of the catalog called `name`.

    Only what readers get to see is checked: no entry without a translation, and none that is
    fuzzy or obsolete.
    """
    for judgement in judge_entry(entry, tokenizer, context, name, checks):
        yield judgement.diagnostic


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is wrong with a plural form of a message (0 where there is one), and what was found."""

    form: int
    diagnostic: Diagnostic
    finding: Finding | None = None


def judge_entry(
    entry: Entry,
    tokenizer: Tokenizer,
    context: Context,
    name: str,
    checks: Iterable[Check] = CHECKS,
) -> Iterator[Judgement]:
    """Yield what `check_entry` does, with the findings, for those who show their places."""
    if entry.state is not State.TRANSLATED:
        return
    place = _place(entry, context, name)
    checks = [check for check in checks if not excuses(entry.flags, check.code)]
    for number, msgstr in enumerate(entry.msgstr):
        msgid = entry.plural if number and entry.plural else entry.msgid
        message = TranslatedMessage(msgid, msgstr, tokenizer(msgid), tokenizer(msgstr), context)
        verbatim = message.source.verbatim or message.target.verbatim
        for check in checks:
            if check.verbatim or not verbatim:
                for diagnostic, finding in _run(check, message, place):
                    yield Judgement(number, diagnostic, finding)


def check_consistency(
    catalogs: Iterable[tuple[str, Catalog]], context: Context
) -> Iterator[Diagnostic]:
    """Yield the messages of one language whose translation differs from one given before.

    `catalogs` come with the names that diagnostics call them by.
    """
    for message, finding in inconsistent(_judged(catalogs, context)):
        yield _diagnostic(Code.INCONSISTENT, Severity.INFO, finding, message.place)


class Consistency:
    """The translations of one language, to compare one with them that is being written.

    `catalogs` come with the names that diagnostics call them by.
    """

    def __init__(self, catalogs: Iterable[tuple[str, Catalog]], context: Context) -> None:
        self._context = context
        self._placed: dict[tuple[str, str | None], list[Placed]] = defaultdict(list)
        for message in _judged(catalogs, context):
            self._placed[message.key].append(message)

    def replace(self, former: Entry, latter: Entry, name: str) -> None:
        """Take in that an entry of the catalog called `name` says something else now."""
        key = _placed(former, self._context, name).key
        others = self._placed.get(key, [])
        kept = [
            placed for placed in others if (placed.place.path, placed.msgid) != (name, former.msgid)
        ]
        if _is_compared(latter):
            kept.append(_placed(latter, self._context, name))
        # In the order of the catalogs, as they were read.
        self._placed[key] = sorted(
            kept, key=lambda placed: (placed.place.path, placed.place.line or 0)
        )

    def check(self, entry: Entry, name: str) -> Iterator[Judgement]:
        """Yield how a translation differs from that of another place, the first that has one."""
        if excuses(entry.flags, Code.INCONSISTENT):
            return
        own = _placed(entry, self._context, name)
        for other in self._placed.get(own.key, ()):
            if (other.place.path, other.msgid) != (name, own.msgid):
                if finding := difference(other, own):
                    diagnostic = _diagnostic(Code.INCONSISTENT, Severity.INFO, finding, own.place)
                    yield Judgement(0, diagnostic, finding)
                return


def _judged(catalogs: Iterable[tuple[str, Catalog]], context: Context) -> Iterator[Placed]:
    for name, catalog in catalogs:
        for entry in catalog.entries:
            if _is_compared(entry):
                yield _placed(entry, context, name)


def _is_compared(entry: Entry) -> bool:
    return entry.state is State.TRANSLATED and not excuses(entry.flags, Code.INCONSISTENT)


def _placed(entry: Entry, context: Context, name: str) -> Placed:
    return Placed(entry.msgid, entry.translation, _place(entry, context, name), entry.context)


def check_catalog(
    catalog: Catalog,
    name: str,
    tokenizer_of: Callable[[Entry], Tokenizer],
    context: Context,
    checks: Iterable[Check] = CHECKS,
) -> Iterator[Diagnostic]:
    """Yield what is wrong with a catalog: its own faults, then its messages'."""
    checks = tuple(checks)
    yield from catalog.problems
    for entry in catalog.entries:
        yield from check_entry(entry, tokenizer_of(entry), context, name, checks)


def _run(
    check: Check, message: TranslatedMessage, place: Location
) -> Iterator[tuple[Diagnostic, Finding | None]]:
    try:
        for finding in check.find(message):
            yield _diagnostic(check.code, check.severity, finding, place), finding
    except FAILURES as error:
        # Our own bugs show their tracebacks; another's must not stop the work.
        if not check.provider:
            raise
        message_of_failure = _("the check {code} failed", code=check.code)
        yield failure(check.provider, message_of_failure, error, place), None


def _place(entry: Entry, context: Context, name: str) -> Location:
    return Location(name, entry.line, context.target.tag, entry.msgid)


def _diagnostic(code: str, severity: Severity, finding: Finding, place: Location) -> Diagnostic:
    return Diagnostic(
        read_code(code),
        Severity(finding.severity or severity),
        _text(finding.message),
        place,
        (_text(finding.hint),),
    )


def _text(value: object) -> str:
    """Return what another distribution's check says as a text, whatever it hands in."""
    return value if isinstance(value, str) else str(value)
