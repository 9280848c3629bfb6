"""Synchronises the catalogs of a language with the templates; no translation is ever lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from diglot.catalog.candidates import Key, Origin, Place, worth_keeping
from diglot.catalog.changes import Orphan, Outcome
from diglot.catalog.decide import Decision, Recall, decide
from diglot.catalog.edit import assemble
from diglot.catalog.entry import Catalog, Entry
from diglot.catalog.follow import Fate, Followed, Follower
from diglot.catalog.memory import origins_in, remember
from diglot.catalog.renames import renames
from diglot.catalog.template import Template


@dataclass(frozen=True, slots=True)
class Holdings:
    """All there is of a language: catalogs by domain, the memory, the header of new files."""

    catalogs: Mapping[str, Catalog]
    memory: Catalog
    header: Entry


def synchronise(
    templates: Iterable[Template],
    holdings: Holdings,
    *,
    prune: bool = False,
    refresh: bool = False,
    recall: Recall = tuple,
) -> Outcome:
    """Return what to write so that the catalogs hold the templates' messages.

    Entries that need no change keep their bytes and their place; a new one follows what it
    follows in the text. `prune` removes catalogs whose documents are gone, once the memory has
    their translations; `refresh` renews the order, the locations and the notes of unchanged
    messages too. Broken catalogs lend translations but stay as they are.
    """
    return _Sync({template.domain: template for template in templates}, holdings).run(
        recall, prune=prune, refresh=refresh
    )


class _Sync:
    """The catalogs of one language, sorted by what is to become of them."""

    def __init__(self, templates: Mapping[str, Template], holdings: Holdings) -> None:
        self._holdings = holdings
        catalogs = holdings.catalogs
        orphans = {name: one for name, one in catalogs.items() if name not in templates}
        newcomers = {name: one for name, one in templates.items() if name not in catalogs}
        self._renamed = renames(orphans, newcomers)
        former = {new: old for old, new in self._renamed.items()}
        self._strays = {n: one for n, one in orphans.items() if n not in self._renamed}
        self._broken = {n: one for n, one in catalogs.items() if n in templates and one.broken}
        self._followers = [
            Follower(template, self._catalog_of(former.get(name, name)))
            for name, template in templates.items()
            if name not in self._broken
        ]
        self._sources = frozenset(
            path
            for template in templates.values()
            for message in template.messages
            for path in message.paths
        )

    def _catalog_of(self, domain: str) -> Catalog:
        return self._holdings.catalogs.get(domain) or begun(self._holdings.header)

    def run(self, recall: Recall, *, prune: bool, refresh: bool) -> Outcome:
        wanted = [one for follower in self._followers for one in follower.wanted()]
        found = decide(wanted, list(self._origins()), recall)
        decisions: defaultdict[str, dict[str, Decision]] = defaultdict(dict)
        for number, decision in found.items():
            decisions[wanted[number].domain][wanted[number].message.msgid] = decision
        fate = _fate(found.values())
        results = {
            follower.domain: follower.follow(
                decisions[follower.domain], fate, self._sources, refresh=refresh
            )
            for follower in self._followers
        }
        return self._outcome(results, fate, self._moving(decisions), prune=prune)

    def _origins(self) -> Iterator[Origin]:
        for follower in self._followers:
            yield from follower.origins()
        for place, catalogs in ((Place.LEFT, self._strays), (Place.LIVE, self._broken)):
            for domain, catalog in catalogs.items():
                for entry in catalog.entries:
                    yield Origin(domain, entry, Place.OBSOLETE if entry.obsolete else place)
        yield from origins_in(self._holdings.memory)

    def _moving(self, decisions: Mapping[str, Mapping[str, Decision]]) -> list[Origin]:
        """Return what is on its way out of one file into another."""
        followed = {follower.domain for follower in self._followers}
        return [
            origin
            for domain, these in decisions.items()
            for decision in these.values()
            if decision.takes
            for origin in decision.origins
            if origin.domain != domain and origin.domain in followed
        ]

    def _outcome(
        self, results: Mapping[str, Followed], fate: Fate, moving: list[Origin], *, prune: bool
    ) -> Outcome:
        holdings = self._holdings
        changes = [change for result in results.values() for change in result.changes]
        remembered = [each for result in results.values() for each in result.remembered]
        pruned = [name for name, one in self._strays.items() if prune and not one.broken]
        remembered += [each for name in pruned for each in self._legacy(name, fate)]
        gone = dict.fromkeys((*pruned, *self._renamed))
        taken = {key[2:] for key in fate.taken if key[0] is Place.MEMORY}
        memory = remember(holdings.memory, holdings.header, remembered, taken)
        in_transit = [(one.domain, one.entry) for one in moving if one.place in _IN_FILES]
        transit = (
            remember(holdings.memory, holdings.header, [*remembered, *in_transit])
            if in_transit or remembered
            else None
        )
        return Outcome(
            {**self._differing(results), **gone},
            memory,
            transit,
            tuple(changes),
            tuple(self._orphans(pruned)),
            self._renamed,
        )

    def _differing(self, results: Mapping[str, Followed]) -> dict[str, bytes]:
        catalogs = self._holdings.catalogs
        return {
            domain: result.data
            for domain, result in results.items()
            if (domain in catalogs and result.data != catalogs[domain].data)
            or (domain not in catalogs and (result.changes or domain in self._renamed.values()))
        }

    def _legacy(self, domain: str, fate: Fate) -> Iterator[tuple[str, Entry]]:
        """Yield what the memory must keep of a catalog that goes."""
        for entry in self._strays[domain].entries:
            place = Place.OBSOLETE if entry.obsolete else Place.LEFT
            if worth_keeping(entry) and Origin(domain, entry, place).key not in fate.taken:
                yield domain, entry

    def _orphans(self, pruned: list[str]) -> Iterator[Orphan]:
        for domain, catalog in self._strays.items():
            translated = sum(1 for entry in catalog.entries if any(entry.msgstr))
            yield Orphan(domain, translated, domain in pruned)


_IN_FILES = (Place.LEFT, Place.OBSOLETE)


def _fate(decisions: Iterable[Decision]) -> Fate:
    taken: set[Key] = set()
    spent: set[Key] = set()
    for decision in decisions:
        keys = {origin.key for origin in decision.origins}
        (taken if decision.takes else spent).update(keys)
    return Fate(taken, spent)


def begun(header: Entry) -> Catalog:
    """Return a catalog that holds its header only and is in no file yet."""
    empty = Catalog(Path(), b"", ())
    data = assemble(empty, (), header)
    return Catalog(Path(), data, (), replace(header, span=(0, len(data))))
