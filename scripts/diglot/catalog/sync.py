"""Synchronises the catalogs of a language with the templates; no translation is ever lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from diglot.catalog.candidates import Candidate, CandidateKey, Place, worth_keeping
from diglot.catalog.changes import Orphan, Outcome
from diglot.catalog.decide import Decision, Recall, decide
from diglot.catalog.edit import assemble
from diglot.catalog.entry import Catalog, Entry
from diglot.catalog.follow import Followed, Follower, UsedCandidates
from diglot.catalog.memory import candidates_in, remember
from diglot.catalog.references import tokens
from diglot.catalog.renames import renames
from diglot.catalog.template import Template, TemplateMessage

_SPHINX = "sphinx"
"""The domain in which Sphinx looks up its own words; a page of that name has it, too."""

# Where Sphinx's own words and those of a project's templates come from.
_SUFFIXES_OF_SPHINX = frozenset({".py", ".html", ".jinja"})


@dataclass(frozen=True, slots=True)
class LanguageData:
    """What is stored of a language: its catalogs by domain and its memory.

    `header` is the one that new catalogs begin with.
    """

    catalogs: Mapping[str, Catalog]
    memory: Catalog
    header: Entry


def synchronise(
    templates: Iterable[Template],
    stored: LanguageData,
    *,
    prune: bool = False,
    refresh: bool = False,
    recall: Recall = tuple,
) -> Outcome:
    """Return what to write so that the catalogs hold the templates' messages.

    Entries that need no change keep their bytes and their place; a new one follows what it
    follows in the text. `prune` removes catalogs whose documents are gone, once the memory has
    their translations; `refresh` renews the order, the locations and the notes of unchanged
    messages too. Translations of broken catalogs are reused, but the files stay as they are.
    """
    return _Sync({template.domain: template for template in templates}, stored).run(
        recall, prune=prune, refresh=refresh
    )


class _Sync:
    """The catalogs of one language, sorted by what is to become of them."""

    def __init__(self, templates: Mapping[str, Template], stored: LanguageData) -> None:
        self._stored = stored
        catalogs = stored.catalogs
        if _SPHINX in templates and _SPHINX in catalogs:
            own = _with_own_wording(templates[_SPHINX], catalogs[_SPHINX])
            templates = {**templates, _SPHINX: own}
        self._sources = frozenset(
            path
            for template in templates.values()
            for message in template.messages
            for path in message.paths
        )
        orphans = {name: old for name, old in catalogs.items() if name not in templates}
        # Without a document, this may be the project's own wording of what Sphinx says.
        if _SPHINX in orphans and not self._has_sources(orphans[_SPHINX]):
            del orphans[_SPHINX]
        newcomers = {name: new for name, new in templates.items() if name not in catalogs}
        self._renamed = renames(orphans, newcomers)
        former = {new: old for old, new in self._renamed.items()}
        self._orphans = {name: old for name, old in orphans.items() if name not in self._renamed}
        self._broken = {
            name: catalog
            for name, catalog in catalogs.items()
            if name in templates and catalog.broken
        }
        self._followers = [
            Follower(template, self._catalog_of(former.get(name, name)))
            for name, template in templates.items()
            if name not in self._broken
        ]

    def _has_sources(self, catalog: Catalog) -> bool:
        """Return whether an entry's locations name documents, those that are gone included."""
        suffixes = {PurePosixPath(path).suffix for path in self._sources} - _SUFFIXES_OF_SPHINX
        return any(
            PurePosixPath(token.partition(":")[0]).suffix in suffixes
            for entry in catalog.entries
            for token in tokens(entry)
        )

    def _catalog_of(self, domain: str) -> Catalog:
        return self._stored.catalogs.get(domain) or begun(self._stored.header)

    def run(self, recall: Recall, *, prune: bool, refresh: bool) -> Outcome:
        wanted = [message for follower in self._followers for message in follower.wanted()]
        decided = decide(wanted, list(self._candidates()), recall)
        decisions: defaultdict[str, dict[str, Decision]] = defaultdict(dict)
        for number, decision in decided.items():
            decisions[wanted[number].domain][wanted[number].message.msgid] = decision
        used = _used(decided.values())
        results = {
            follower.domain: follower.follow(
                decisions[follower.domain], used, self._sources, refresh=refresh
            )
            for follower in self._followers
        }
        return self._outcome(results, used, self._moving(decisions), prune=prune)

    def _candidates(self) -> Iterator[Candidate]:
        for follower in self._followers:
            yield from follower.candidates()
        for place, catalogs in ((Place.LEFT, self._orphans), (Place.LIVE, self._broken)):
            for domain, catalog in catalogs.items():
                for entry in catalog.entries:
                    yield Candidate(domain, entry, Place.OBSOLETE if entry.obsolete else place)
        yield from candidates_in(self._stored.memory)

    def _moving(self, decisions: Mapping[str, Mapping[str, Decision]]) -> list[Candidate]:
        """Return what is on its way out of one file into another."""
        followed = {follower.domain for follower in self._followers}
        return [
            candidate
            for domain, by_message in decisions.items()
            for decision in by_message.values()
            if decision.moves
            for candidate in decision.candidates
            if candidate.domain != domain and candidate.domain in followed
        ]

    def _outcome(
        self,
        results: Mapping[str, Followed],
        used: UsedCandidates,
        moving: list[Candidate],
        *,
        prune: bool,
    ) -> Outcome:
        stored = self._stored
        changes = [change for result in results.values() for change in result.changes]
        remembered = [entry for result in results.values() for entry in result.remembered]
        pruned = [name for name, old in self._orphans.items() if prune and not old.broken]
        remembered += [entry for name in pruned for entry in self._legacy(name, used)]
        gone = dict.fromkeys((*pruned, *self._renamed))
        moved = {key[2:] for key in used.moved if key[0] is Place.MEMORY}
        memory = remember(stored.memory, stored.header, remembered, moved)
        in_transit = [
            (candidate.domain, candidate.entry)
            for candidate in moving
            if candidate.place in _IN_FILES
        ]
        transit = (
            remember(stored.memory, stored.header, [*remembered, *in_transit])
            if in_transit or remembered
            else None
        )
        return Outcome(
            {**self._differing(results), **gone},
            memory,
            transit,
            tuple(changes),
            tuple(self._orphan_reports(pruned)),
            self._renamed,
        )

    def _differing(self, results: Mapping[str, Followed]) -> dict[str, bytes]:
        catalogs = self._stored.catalogs
        return {
            domain: result.data
            for domain, result in results.items()
            if (domain in catalogs and result.data != catalogs[domain].data)
            or (domain not in catalogs and (result.changes or domain in self._renamed.values()))
        }

    def _legacy(self, domain: str, used: UsedCandidates) -> Iterator[tuple[str, Entry]]:
        """Yield what the memory must keep of a catalog that goes."""
        for entry in self._orphans[domain].entries:
            place = Place.OBSOLETE if entry.obsolete else Place.LEFT
            if worth_keeping(entry) and Candidate(domain, entry, place).key not in used.moved:
                yield domain, entry

    def _orphan_reports(self, pruned: list[str]) -> Iterator[Orphan]:
        for domain, catalog in self._orphans.items():
            if catalog.broken:
                continue  # who knows what is in it; its own problems are reported
            translated = sum(1 for entry in catalog.entries if any(entry.msgstr))
            yield Orphan(domain, translated, domain in pruned)


_IN_FILES = (Place.LEFT, Place.OBSOLETE)


def _used(decisions: Iterable[Decision]) -> UsedCandidates:
    moved: set[CandidateKey] = set()
    suggested: set[CandidateKey] = set()
    for decision in decisions:
        keys = {candidate.key for candidate in decision.candidates}
        (moved if decision.moves else suggested).update(keys)
    return UsedCandidates(moved, suggested)


def begun(header: Entry) -> Catalog:
    """Return a catalog that holds nothing but its header and is in no file yet."""
    empty = Catalog(Path(), b"", ())
    data = assemble(empty, (), header)
    return Catalog(Path(), data, (), replace(header, span=(0, len(data))))


def _with_own_wording(template: Template, catalog: Catalog) -> Template:
    """Return a template that also has a project's own wording of what Sphinx itself says.

    That has no location, or one in Sphinx; a message of a template of the project's has that.
    """
    messages = {message.msgid for message in template.messages}
    own = [
        TemplateMessage(entry.msgid)
        for entry in catalog.entries
        if not entry.obsolete
        and entry.context is None
        and entry.msgid not in messages
        and all("sphinx/" in token for token in tokens(entry))
    ]
    return Template(template.domain, (*template.messages, *own))
