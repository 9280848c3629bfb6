"""Whatever two branches do to their catalogs, merging them loses nothing, and msgfmt reads it.

What people do at random: they write, translate and move texts, give messages plurals, comments
and obsolete twins, and save files in other charsets, on two branches that are merged as git does.
A long run takes the number of histories from the environment: DIGLOT_HISTORIES=10000.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import count
from typing import TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog_histories import STEPS, Book, Pair, parse
from diglot.catalog.candidates import confirmed
from diglot.catalog.conflicts import has_conflict
from diglot.catalog.edit import assemble, kept, tail_of
from diglot.catalog.entry import Catalog, Entry, State
from diglot.catalog.merge import merge
from diglot.catalog.plural_forms import number_of_forms
from tools import require

HISTORIES = int(os.environ.get("DIGLOT_HISTORIES", "200"))
CHARSETS = ("UTF-8", "GBK", "GB18030", "UTF-8", "GB2312")
SIDES = re.compile(r"^#-#-#-#-#  \w+  #-#-#-#-#\n", re.MULTILINE)
WORK = (
    *("recode", "recode", "comment", "tail", "twin", "pluralise", "pluralise", "rule"),
    *("merge", "merge", "merge", "merge"),
)
Files = dict[str, bytes]
BranchStep = tuple[str, bool, int, int]
_Value = TypeVar("_Value")


@dataclass
class Branch(Book):
    """A book on one branch.

    `named` are the messages that a merge has asked people about, `ever` all that was confirmed on
    any branch at any time; `numbers` make the texts of all branches differ; `replaced` is what
    people have overwritten since the branches parted, at one place at least.
    """

    named: set[str] = field(default_factory=set)
    ever: set[Pair] = field(default_factory=set)
    numbers: Iterator[int] = field(default_factory=count)
    replaced: set[Pair] = field(default_factory=set)

    def branched(self) -> Branch:
        return Branch(
            {name: list(texts) for name, texts in self.documents.items()},
            dict(self.files),
            self.memory,
            set(self.confirmed),
            list(self.versions),
            named=set(self.named),
            ever=self.ever,
            numbers=self.numbers,
        )

    # --- what people do

    def translate(self, one: int, two: int) -> None:
        """Confirm a message: with what is suggested, one side of a conflict, or a new text."""
        for name, catalog in self._from(one):
            waiting = [e for e in catalog.entries if e.state in (State.FUZZY, State.UNTRANSLATED)]
            if waiting:
                old = waiting[two % len(waiting)]
                forms = (number_of_forms(catalog.header) or 2) if old.plural else 1
                former = [resolved(form, two) for form in old.msgstr]
                if two % 3 and not any(map(has_conflict, old.msgstr)):
                    former = []
                texts = [*former, *[""] * forms][: max(forms, len(former))]
                self._confirm(
                    name, catalog, old, tuple(text or self._text(old, two) for text in texts)
                )
                return

    def draft(self, one: int, two: int) -> None:
        for name, catalog in self._from(one):
            waiting = [entry for entry in catalog.entries if entry.state is State.FUZZY]
            if waiting:
                old = waiting[two % len(waiting)]
                self._save(name, catalog, old, tuple(f"{text} ~" for text in old.msgstr), old.flags)
                return

    def pluralise(self, one: int, two: int) -> None:
        """Give a translated message a plural."""
        for name, catalog in self._from(one):
            entries = [
                entry
                for entry in catalog.entries
                if entry.state is State.TRANSLATED and entry.plural is None
            ]
            if entries:
                old = entries[two % len(entries)]
                forms = (number_of_forms(catalog.header) or 2) - 1
                texts = (old.translation, *(self._text(old, 1) for _ in range(forms)))
                self._confirm(name, catalog, old, texts, plural=f"{old.msgid}们")
                return

    def rule(self, one: int, _two: int) -> None:
        """Go over to one more plural form, in every file."""
        if one % 4 == 0:
            self.files = {name: self._with_more_forms(data) for name, data in self.files.items()}
            self.memory = self._with_more_forms(self.memory) if self.memory else b""
            self._forget()

    def _with_more_forms(self, data: bytes) -> bytes:
        catalog = parse(data)
        assert catalog.header
        forms = (number_of_forms(catalog.header) or 2) + 1
        text = re.sub(r"nplurals=\d+", f"nplurals={forms}", catalog.header.translation)
        text = re.sub(r"plural=[^;]+;", f"plural=(n % {forms});", text.replace("n;", "n ;"))
        pieces = []
        for entry in catalog.entries:
            new = entry
            if entry.plural and confirmed(entry) and not entry.obsolete:
                more = [self._text(entry, 1) for _ in range(forms - len(entry.msgstr))]
                new = replace(entry, msgstr=(*entry.msgstr, *more))
                self.replaced.add((entry.msgid, entry.msgstr))
                self._remember(new)
            pieces.append(replace(kept(entry), entry=new))
        return assemble(catalog, pieces, replace(catalog.header, msgstr=(text,)))

    def recode(self, one: int, two: int) -> None:
        """Save a file in another charset, if it can hold all the texts."""
        for name, catalog in self._from(one):
            charset = CHARSETS[two % len(CHARSETS)]
            text = catalog.data.decode(catalog.charset)
            text = re.sub(r"charset=[\w-]+", f"charset={charset}", text, count=1)
            try:
                self.files[name] = text.encode(charset)
            except UnicodeEncodeError:
                continue
            return

    def comment(self, one: int, two: int) -> None:
        for name, catalog in self._from(one):
            if catalog.entries:
                old = catalog.entries[two % len(catalog.entries)]
                lines = (*old.comments.translator, f"note {next(self.numbers)}.")
                new = replace(old, comments=replace(old.comments, translator=lines))
                self._put(name, catalog, old, new)
                return

    def tail(self, one: int, _two: int) -> None:
        for name, _catalog in self._from(one):
            self._append(name, f"# end {next(self.numbers)}.\n")
            return

    def twin(self, one: int, two: int) -> None:
        """Add an obsolete entry of a message that has an entry, as by a careless copy."""
        for name, catalog in self._from(one):
            entries = [entry for entry in catalog.entries if entry.context is None]
            if entries:
                old = entries[two % len(entries)]
                twin = replace(old, msgstr=(f"Twin {next(self.numbers)}.",), plural=None)
                self._append(name, f'#~ msgid "{twin.msgid}"\n#~ msgstr "{twin.translation}"\n')
                self._remember(twin)
                return

    def _text(self, entry: Entry, two: int) -> str:
        if two % 5 == 0:
            return f"Like {len(entry.msgid)}."  # both branches may come upon it
        number = next(self.numbers)
        return f"Text {number}{'☃' if number % 9 == 0 else ''}."

    def _append(self, name: str, text: str) -> None:
        catalog = parse(self.files[name])
        blank = "" if catalog.data.endswith(b"\n") else "\n"
        self.files[name] = catalog.data + f"{blank}\n{text}".encode(catalog.charset)

    def _confirm(
        self,
        name: str,
        catalog: Catalog,
        old: Entry,
        forms: tuple[str, ...],
        *,
        plural: str | None = None,
    ) -> None:
        flags = old.flags - {"fuzzy"}
        new = replace(old, msgstr=forms, flags=flags, plural=plural or old.plural)
        self._put(name, catalog, old, new)
        self.replaced.add((old.msgid, old.msgstr))
        self._remember(new)
        self._forget(old.msgid)

    def _put(self, name: str, catalog: Catalog, old: Entry, new: Entry) -> None:
        pieces = [
            replace(kept(entry), entry=new if entry is old else entry) for entry in catalog.entries
        ]
        self.files[name] = assemble(catalog, pieces)

    def _remember(self, entry: Entry) -> None:
        self.confirmed.add((entry.msgid, entry.msgstr))
        self.ever.add((entry.msgid, entry.msgstr))

    def _forget(self, msgid: str | None = None) -> None:
        """Forget what somebody has just replaced on purpose: of one message, or of all plurals."""
        entries = self._entries({**self.files, "memory": self.memory})
        self.confirmed = {
            pair
            for pair in self.confirmed
            if self._holds(entries, pair) or (pair[0] != msgid if msgid else not pair[1][1:])
        }

    # --- what must hold

    def follow(self, *, prune: bool, refresh: bool) -> None:
        before = dict(self.files)
        super().follow(prune=prune, refresh=refresh)
        for name, data in self.files.items():
            if before.get(name) != data:
                assert_gettext_reads(data)

    def _check_found(self, files: Files) -> None:
        assert not [problem for data in files.values() for problem in parse(data).problems]
        entries = self._entries(files)
        assert {(e.msgid, e.msgstr) for e in entries if confirmed(e)} <= self.ever
        assert not [pair for pair in self.confirmed if not self._holds(entries, pair)]

    @staticmethod
    def _entries(files: Files) -> list[Entry]:
        return [entry for data in files.values() for entry in parse(data).entries]

    def _holds(self, entries: list[Entry], pair: Pair) -> bool:
        """Return whether a translation is confirmed, or a merge has asked people about it.

        Plural forms wait, too, where they have come to a catalog with more of them.
        """
        msgid, forms = pair
        same = [entry for entry in entries if entry.msgid == msgid]
        if any(entry.msgstr == forms and confirmed(entry) for entry in same):
            return True
        texts = [text for entry in same for text in entry.msgstr]
        may_wait = msgid in self.named or len(forms) > 1
        return may_wait and all(any(form in text for text in texts) for form in forms)


def resolved(text: str, number: int) -> str:
    """Return one of the translations that a conflict has left, or the only one."""
    parts = [part.strip("\n") for part in SIDES.split(text)]
    parts = [part for part in parts if part]
    return parts[number % len(parts)] if parts else ""


def merged(base: Branch, ours: Branch, theirs: Branch) -> Branch:
    """Return what git and its merge driver make of two branches."""
    result = ours.branched()
    result.named |= theirs.named
    result.documents = {
        name: list(texts)
        for name in {**ours.documents, **theirs.documents}
        if (
            texts := chosen(
                base.documents.get(name), ours.documents.get(name), theirs.documents.get(name)
            )
        )
        is not None
    }
    sides = [{**side.files, "memory": side.memory} for side in (base, ours, theirs)]
    files: Files = {}
    for name in {**sides[1], **sides[2]}:
        before, mine, yours = (side.get(name) or None for side in sides)
        if mine is None or yours is None or before in (mine, yours) or mine == yours:
            data = chosen(before, mine, yours)
        else:
            data = merged_file(before or b"", mine, yours, result.named)
        if data is not None:
            files[name] = data
    result.memory = files.pop("memory", b"")
    result.files = files
    replaced = (base.confirmed - ours.confirmed) | (base.confirmed - theirs.confirmed)
    # What stood at two places was perhaps overwritten at another one on each branch.
    replaced |= ours.replaced & theirs.replaced
    result.confirmed = (ours.confirmed | theirs.confirmed) - replaced
    return result


def chosen(base: _Value | None, ours: _Value | None, theirs: _Value | None) -> _Value | None:
    """Return the side that has changed; of a file that one side has removed, the change."""
    if ours == base:
        return theirs
    return ours if theirs == base or ours is not None else theirs


def merged_file(base: bytes, ours: bytes, theirs: bytes, named: set[str]) -> bytes:
    sides = [parse(data) for data in (base, ours, theirs)]
    result = merge(*sides)
    named |= {*result.conflicts, *result.misfits}
    after = parse(result.data)
    assert not after.problems
    for part in (texts_of, comments_of, tails_of):
        before, mine, yours = (part(side) for side in sides)
        expected = (mine & yours) | ((mine | yours) - before)
        everything = after.data.decode(after.charset)
        for msgid, text in expected:
            if part is texts_of:
                forms = [form for e in after.entries if e.msgid == msgid for form in e.msgstr]
                assert any(text in form for form in forms), (msgid, text)
            else:
                assert text in everything
    assert_gettext_reads(result.data)
    return result.data


def texts_of(catalog: Catalog) -> set[tuple[str, str]]:
    # A conflict that was there before may have another one around it now, line by line.
    return {
        (entry.msgid, line)
        for entry in catalog.entries
        for form in entry.msgstr
        for line in form.splitlines()
    }


def comments_of(catalog: Catalog) -> set[tuple[str, str]]:
    return {("", line) for entry in catalog.entries for line in entry.comments.translator}


def tails_of(catalog: Catalog) -> set[tuple[str, str]]:
    return {("", line) for line in tail_of(catalog).splitlines()}


@lru_cache(maxsize=1000)
def assert_gettext_reads(data: bytes) -> None:
    command = [require("msgfmt"), "--check", "--output-file=/dev/null", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=False, close_fds=False)
    assert done.returncode == 0, done.stderr.decode() + data.decode(parse(data).charset)


_NUMBERS = st.integers(0, 59)
_STEPS = st.tuples(st.sampled_from((*STEPS, *WORK)), st.booleans(), _NUMBERS, _NUMBERS)


@settings(max_examples=HISTORIES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_STEPS, min_size=15, max_size=60))
def test_no_merge_of_branches_loses_a_translation(steps: list[BranchStep]) -> None:
    require("msgfmt")
    run(steps)


def run(steps: list[BranchStep]) -> None:
    main = Branch()
    for number in range(6):
        main.write(number, number * 7)
    main.follow(prune=False, refresh=False)
    for number in range(4):
        main.translate(number, number)
    base, branches = main.branched(), [main, main.branched()]
    for step, is_other, first, second in [*steps, ("merge", False, 0, 0)]:
        if step != "merge":
            getattr(branches[is_other], step)(first, second)
            continue
        result = merged(base, branches[is_other], branches[not is_other])
        result._check_found({**result.files, "memory": result.memory})
        base, branches = result, [result.branched(), result.branched()]
    branches[0].follow(prune=True, refresh=False)
