"""Taking back what translators did: only what they changed, and only where it fits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from diglot.actions.exchange import Exchange
from diglot.actions.language_data import locales
from diglot.catalog.entry import Catalog
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Report, Severity, sort_diagnostics
from diglot.core.errors import UsageError
from diglot.core.files import write_bytes
from diglot.core.i18n import _, listed
from diglot.core.language import Language
from diglot.core.lock import locked
from diglot.core.project import Project
from diglot.interchange.intake import EXPORT_AGAIN, Intake
from diglot.interchange.limits import LARGEST
from diglot.interchange.read import read_returned
from diglot.interchange.returned import Answer, ImportDecision, Returned


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a document's segments.

    `comments` counts the translators' comments that were kept.
    """

    language: str
    document: str
    taken: int
    unchanged: int
    refused: int
    comments: int


def import_files(project: Project, paths: Iterable[Path], *, dry_run: bool = False) -> Report:
    """Take the changed segments of files that came back into the catalogs.

    The report's results hold ``documents``, a list of `Imported`, and ``catalogs``, the paths
    written; its diagnostics name each refused segment and the reason. With `dry_run` nothing is
    written. Raises UsageError for a file that is not there or of another kind, DiglotError for
    one that cannot be read or where another process writes; then no catalog is written.
    """
    files = [(project.shown(path.resolve()), path) for path in paths]
    # All files first: one that cannot be read is refused at once.
    answers = [(shown, list(read_returned(_read(path), shown))) for shown, path in files]
    run = _Import(project)
    written: list[str] = []
    with nullcontext() if dry_run else locked(locales(project)):
        for shown, segments in answers:
            # What is there by its own name first: what is left may be what a source was before.
            for returned in sorted(segments, key=run.has_changed):
                run.add(returned, shown)
        for catalog, data in run.changed():
            written.append(project.shown(catalog))
            if not dry_run:
                write_bytes(catalog, data)
    results = {"documents": list(run.documents()), "catalogs": written}
    return Report(sort_diagnostics(run.problems), results)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            # No more than it takes to see that it is too large: it may be a device without end.
            return file.read(LARGEST + 1)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise UsageError(
            _("{path} is not a file", path=path),
            hint=_("name a file that came back from a translator"),
        ) from error


class _Import:
    """What came back, and what became of it."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._exchange = Exchange(project)
        self._catalogs: dict[str, dict[str, Catalog]] = {}
        self._intakes: dict[tuple[str, str], Intake] = {}
        self._counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.problems: list[Diagnostic] = []

    def add(self, returned: Returned, file: str) -> None:
        """Decide on one segment, count it and report it if it is refused."""
        if not returned.id:
            self._recall(returned, file)
            return
        language = self._language(returned, file)
        intake = self._intake(language, returned.domain)
        counts = self._counts[language.tag, returned.domain]
        if intake is None:
            reason = _("there is no catalog of a document “{document}”", document=returned.domain)
            decision = ImportDecision(Answer.REFUSED, reason=reason, hint=EXPORT_AGAIN)
        else:
            decision = intake.enter(returned)
            counts["comments"] += intake.add_comment(returned)
        counts[decision.answer] += 1
        if decision.answer is Answer.REFUSED:
            msgid = intake.message(returned.id) if intake else None
            place = Location(file, returned.line, language.tag, msgid)
            message = _(
                "{document}: not taken: {reason}", document=returned.domain, reason=decision.reason
            )
            self.problems.append(
                Diagnostic(Code.NOT_IMPORTED, Severity.ERROR, message, place, (decision.hint,))
            )

    def _recall(self, remembered: Returned, file: str) -> None:
        """Offer a pair of a memory to all messages with its source that have no translation."""
        language = self._nearest_target(remembered.language)
        if language is None:
            return  # a memory may speak more languages
        for domain, intake in self._all_intakes(language):
            for id_ in intake.awaiting(str(remembered.source)):
                self.add(replace(remembered, language=language.bcp47, domain=domain, id=id_), file)

    def _nearest_target(self, tag: str) -> Language | None:
        """Return the target for a tag, which tools write with or without a region."""
        wanted = tag.lower().replace("_", "-")
        targets = self._project.targets
        same = (language for language in targets if language.slug == wanted)
        akin = [language for language in targets if language.base == wanted.partition("-")[0]]
        return next(same, akin[0] if len(akin) == 1 else None)

    def _all_intakes(self, language: Language) -> Iterator[tuple[str, Intake]]:
        if language.tag not in self._catalogs:
            self._catalogs[language.tag] = dict(self._exchange.catalogs(language))
        for domain in self._catalogs[language.tag]:
            if (intake := self._intake(language, domain)) is not None:
                yield domain, intake

    def has_changed(self, returned: Returned) -> bool:
        """Return whether no message has the source that a segment had when it was exported."""
        wanted = returned.language.lower().replace("_", "-")
        language = next((target for target in self._project.targets if target.slug == wanted), None)
        intake = self._intake(language, returned.domain) if language else None
        return intake is not None and not intake.knows(returned)

    def _language(self, returned: Returned, file: str) -> Language:
        wanted = returned.language.lower().replace("_", "-")
        for language in self._project.targets:
            if language.slug == wanted:
                return language
        known = listed(language.bcp47 for language in self._project.targets) or _("none yet")
        raise UsageError(
            _(
                "its translations are in {language!r}, not a target language of this project",
                language=returned.language,
            ),
            location=Location(file, returned.line),
            hint=_("target languages: {known}", known=known),
        )

    def _intake(self, language: Language, domain: str) -> Intake | None:
        key = language.tag, domain
        if key not in self._intakes:
            if language.tag not in self._catalogs:
                self._catalogs[language.tag] = dict(self._exchange.catalogs(language))
            catalog = self._catalogs[language.tag].get(domain)
            if catalog is None:
                return None
            self._intakes[key] = Intake(catalog, self._exchange.segments(domain, catalog))
        return self._intakes[key]

    def documents(self) -> Iterator[Imported]:
        """Yield the counts of each document that came back."""
        for (language, domain), counts in self._counts.items():
            yield Imported(
                language,
                domain,
                taken=counts[Answer.TAKEN],
                unchanged=counts[Answer.UNCHANGED],
                refused=counts[Answer.REFUSED],
                comments=counts["comments"],
            )

    def changed(self) -> Iterator[tuple[Path, bytes]]:
        """Yield each catalog that changes, with its new bytes."""
        for intake in self._intakes.values():
            data = intake.data()
            if data != intake.catalog.data:
                yield intake.catalog.path, data
