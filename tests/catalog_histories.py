"""Random histories of the catalogs of one language: what people do, and what diglot makes of it.

The tests draw the steps; each step takes two numbers, which choose where it is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from diglot.catalog.candidates import confirmed
from diglot.catalog.changes import Outcome
from diglot.catalog.edit import replace_entries
from diglot.catalog.entry import Catalog, Entry, State
from diglot.catalog.header import new_header
from diglot.catalog.reader import parse_catalog
from diglot.catalog.sync import LanguageData, synchronise
from diglot.catalog.template import Template, TemplateMessage

# Few clauses, so that sentences are often alike, equal, or part of one another.
CLAUSES = [
    "沙龙在上海举行，",
    "三位嘉宾先后发言，",
    "观众提了许多问题，",
    "会后合影，",
    "讨论版权，",
]
ENDS = ["气氛热烈。", "大家很满意。", "2023年。", "2024年。"]
NAMES = ["a", "b", "c/d", "e"]

Pair = tuple[str, tuple[str, ...]]
Step = tuple[str, int, int]
STEPS = (
    *("write", "translate", "translate", "update", "update", "edit", "split", "join"),
    *("move", "copy", "remove", "rename", "delete", "begin", "revert", "draft"),
)
"""The names of the steps, the more frequent ones twice."""


@dataclass
class Book:
    """Sources, catalogs and the memory of one language, and what was ever confirmed."""

    documents: dict[str, list[str]] = field(default_factory=lambda: {"a": [], "b": []})
    files: dict[str, bytes] = field(default_factory=dict)
    memory: bytes = b""
    confirmed: set[Pair] = field(default_factory=set)
    versions: list[dict[str, list[str]]] = field(default_factory=list)
    made: int = 0

    # --- what people do: each step takes two numbers

    def write(self, one: int, two: int) -> None:
        document = self._document(one)
        if document is not None:
            document.insert(two % (len(document) + 1), _sentence(one, two))

    def edit(self, one: int, two: int) -> None:
        document = self._document(one)
        if document:
            place = two % len(document)
            document[place] = document[place][: two % 7] + "新" + document[place][two % 7 + 1 :]

    def split(self, one: int, two: int) -> None:
        document = self._document(one)
        if document:
            place = two % len(document)
            first, _, rest = document[place].partition("，")
            document[place : place + 1] = [f"{first}。", rest] if rest else [first]

    def join(self, one: int, two: int) -> None:
        document = self._document(one)
        if document and len(document) > 1:
            place = two % (len(document) - 1)
            document[place : place + 2] = [document[place] + document[place + 1]]

    def move(self, one: int, two: int) -> None:
        source, target = self._document(one), self._document(two)
        if source and target is not None:
            target.append(source.pop(two % len(source)))

    def copy(self, one: int, two: int) -> None:
        source, target = self._document(one), self._document(two)
        if source and target is not None:
            target.append(source[two % len(source)])

    def remove(self, one: int, two: int) -> None:
        document = self._document(one)
        if document:
            document.pop(two % len(document))

    def rename(self, one: int, two: int) -> None:
        new = NAMES[two % len(NAMES)]
        if self.documents and new not in self.documents:
            old = sorted(self.documents)[one % len(self.documents)]
            self.documents[new] = self.documents.pop(old)

    def delete(self, one: int, _two: int) -> None:
        if len(self.documents) > 1:
            del self.documents[sorted(self.documents)[one % len(self.documents)]]

    def begin(self, one: int, two: int) -> None:
        self.documents.setdefault(NAMES[one % len(NAMES)], [_sentence(two, one)])

    def revert(self, one: int, _two: int) -> None:
        if self.versions:
            self.documents = _copied(self.versions[one % len(self.versions)])

    def translate(self, one: int, two: int) -> None:
        """Confirm one message that waits for it, with a text of its own or the suggested one."""
        for name, catalog in self._from(one):
            waiting = [e for e in catalog.entries if e.state in (State.FUZZY, State.UNTRANSLATED)]
            if waiting:
                old = waiting[two % len(waiting)]
                self.made += 1
                text = old.translation if old.translation and two % 3 == 0 else f"Text {self.made}"
                self._save(name, catalog, old, (text,), old.flags - {"fuzzy"})
                self.confirmed.add((old.msgid, (text,)))
                return

    def draft(self, one: int, two: int) -> None:
        """Work on a suggestion without confirming it."""
        for name, catalog in self._from(one):
            waiting = [entry for entry in catalog.entries if entry.state is State.FUZZY]
            if waiting:
                old = waiting[two % len(waiting)]
                self._save(name, catalog, old, (f"{old.translation} ~",), old.flags)
                return

    def update(self, one: int, _two: int) -> None:
        self.follow(prune=one % 4 == 0, refresh=one % 5 == 0)

    # --- what diglot does, and what must hold then

    def follow(self, *, prune: bool, refresh: bool) -> None:
        outcome = self._synchronise(prune=prune, refresh=refresh)
        for files in _written(self.files, self.memory, outcome):
            self._check_found(files)
        self.files = {name: data for name, data in files.items() if name != "memory"}
        self.memory = outcome.memory or b""
        self.versions.append(_copied(self.documents))
        self._check_followed()
        repeated = self._synchronise(prune=prune, refresh=refresh)
        assert not repeated.files
        assert (repeated.memory or b"") == self.memory

    def _synchronise(self, *, prune: bool, refresh: bool) -> Outcome:
        templates = [
            Template(
                name, tuple(TemplateMessage(text, (f"{name}.md",)) for text in dict.fromkeys(texts))
            )
            for name, texts in sorted(self.documents.items())
        ]
        catalogs = {name: parse(data) for name, data in self.files.items()}
        stored = LanguageData(catalogs, parse(self.memory), new_header("en", "test"))
        return synchronise(templates, stored, prune=prune, refresh=refresh)

    def _check_found(self, files: dict[str, bytes]) -> None:
        catalogs = {name: parse(data) for name, data in files.items()}
        assert not [problem for catalog in catalogs.values() for problem in catalog.problems]
        present = {
            (entry.msgid, entry.msgstr)
            for catalog in catalogs.values()
            for entry in catalog.entries
            if confirmed(entry)
        }
        assert present == self.confirmed

    def _check_followed(self) -> None:
        for name, texts in self.documents.items():
            entries = parse(self.files.get(name, b"")).entries
            keys = [(entry.context, entry.msgid) for entry in entries]
            assert len(keys) == len(set(keys))
            assert {entry.msgid for entry in entries if not entry.obsolete} == set(texts)

    def _save(
        self, name: str, catalog: Catalog, old: Entry, forms: tuple[str, ...], flags: frozenset[str]
    ) -> None:
        new = replace(old, msgstr=forms, flags=flags)
        self.files[name] = replace_entries(catalog, {old.span: new})

    def _document(self, number: int) -> list[str] | None:
        names = sorted(self.documents)
        return self.documents[names[number % len(names)]] if names else None

    def _from(self, number: int) -> Iterator[tuple[str, Catalog]]:
        names = sorted(self.files)
        for step in range(len(names)):
            name = names[(number + step) % len(names)]
            yield name, parse(self.files[name])


def _written(
    files: dict[str, bytes], memory: bytes, outcome: Outcome
) -> Iterator[dict[str, bytes]]:
    """Yield what lies on disk after each step of writing an outcome (actions.write_catalogs)."""
    now = {**files, "memory": memory}
    if outcome.transit is not None:
        now["memory"] = outcome.transit
        yield dict(now)
    for name, data in sorted(outcome.files.items(), key=lambda item: item[1] is None):
        if data is None:
            del now[name]
        else:
            now[name] = data
        yield dict(now)
    now["memory"] = outcome.memory or b""
    yield now


def _sentence(one: int, two: int) -> str:
    clauses = [CLAUSES[(one + step) % len(CLAUSES)] for step in range(two % 3 + 1)]
    return "".join(clauses) + ENDS[two % len(ENDS)]


def parse(data: bytes) -> Catalog:
    return parse_catalog(data, Path("x.po"))


def _copied(documents: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: list(texts) for name, texts in documents.items()}
