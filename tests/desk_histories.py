"""Random histories at a translator's desk, beside a model of what its catalogs must hold.

People save what they wrote of a message that others may have changed meanwhile, undo, redo, replace
words, fill the same message elsewhere and leave drafts; other programs edit, tear and mend files;
processes are killed. Run as ``python desk_histories.py FOLDER NUMBER``: its processes fork.
"""

from __future__ import annotations

import random
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from diglot.actions.desk.keeping import Drafts
from diglot.actions.desk.messages import DeskMessage, DeskMessages
from diglot.actions.desk.replacing import fillings, replacements
from diglot.actions.desk.saving import Edit, Saving
from diglot.catalog.edit import replace_entries
from diglot.catalog.reader import read_catalog
from diglot.catalog.revise import ConflictError, Version, version_of
from diglot.core.errors import DiglotError
from diglot.core.language import language
from diglot.core.languages import Languages
from diglot.core.project import Project
from diglot.core.updates import Page, PlacedMessage
from killing import run_killed

ENGLISH = language("en")
DOMAINS = {"a": ("一", "二", "同"), "b/c": ("三", "四", "同")}
TORN = '\nmsgid "torn\n'
STEPS = 30

Key = tuple[str, str]
Said = tuple[str, bool]
Steps = list[dict[Key, tuple[Said, Said]]]


class History:
    """One history; `said` is what each message must say: its text, and whether it is fuzzy."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - a history is played again by its seed
        docs, locales = folder / "docs", folder / "locales"
        languages = Languages(language("zh_CN"), (ENGLISH,))
        self._project = Project(folder, folder, docs, folder / "build", languages, (locales,))
        self._paths = {name: locales / f"en/LC_MESSAGES/{name}.po" for name in DOMAINS}
        self.said: dict[Key, Said] = {}
        for name, path in self._paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            entries = "".join(f'\n# Kept.\nmsgid "{msgid}"\nmsgstr ""\n' for msgid in DOMAINS[name])
            path.write_text(f'msgid ""\nmsgstr "Language: en\\n"\n{entries}', "utf-8")
            self.said |= {(name, msgid): ("", False) for msgid in DOMAINS[name]}
        self._written = 0
        self._torn: set[str] = set()
        self._windows: dict[int, tuple[Key, Version]] = {}
        self._begun: dict[str, str] = {}
        self._open()

    def _open(self) -> None:
        """Open the desk: what it remembers in memory is gone."""
        self._messages = DeskMessages(self._project, ENGLISH)
        placed = [
            PlacedMessage(name, msgid, f"{name}.html", f"{name}.md:1")
            for name, messages in DOMAINS.items()
            for msgid in messages
        ]
        self._messages.place([Page(f"{name}.html", name) for name in DOMAINS], placed)
        self._saving = Saving(self._project, lambda: "T <t@example.org>")
        self._drafts = Drafts(self._project.builddir / "drafts.json")
        self._done: Steps = []
        self._undone: Steps = []

    def run(self) -> None:
        acts = {
            self._look: 6, self._save: 10, self._undo: 4, self._redo: 3, self._replace: 2,
            self._fill: 2, self._begin: 3, self._edit_outside: 4, self._tear: 1, self._crash: 3,
        }  # fmt: skip
        for _ in range(STEPS):
            [act] = self._random.choices(list(acts), list(acts.values()))
            act()
            self._check(act.__name__)

    # --- what people do

    def _look(self) -> None:
        key = self._random.choice(list(self.said))
        entry = self._message(key).entry
        if entry is not None:
            self._windows[self._random.randrange(3)] = key, version_of(entry)

    def _save(self) -> None:
        if not self._windows:
            return
        key, base = self._random.choice(list(self._windows.values()))
        new = replace(base, msgstr=(self._text(),), fuzzy=self._random.random() < 0.3)
        expected = self._merged(key, (base.msgstr[0], base.fuzzy), (new.msgstr[0], new.fuzzy))
        try:
            self._saving.save(self._message(key), base, new)
        except ConflictError as error:
            told = error.theirs and (error.theirs.msgstr[0], error.theirs.fuzzy)
            self._must(expected is None and told == self.said[key])
        except DiglotError:
            self._must(key[0] in self._torn)
        else:
            assert expected is not None
            assert key[0] not in self._torn
            self._remember({key: expected})

    def _undo(self) -> None:
        self._move(self._saving.undo, self._done, self._undone, is_undo=True)

    def _redo(self) -> None:
        self._move(self._saving.redo, self._undone, self._done, is_undo=False)

    def _replace(self) -> None:
        words, instead = self._random.choice([("T", "U"), ("U", "T")])
        found = list(replacements(self._messages.all(), words, instead, match_case=True))
        expected = {
            key: (said[0].replace(words, instead), said[1])
            for key, said in self.said.items()
            if words in said[0] and key[0] not in self._torn
        }
        assert {self._key(edit.message) for edit in found} == set(expected)
        assert self._saving.save_all(found) == []
        self._remember(expected)

    def _fill(self) -> None:
        one = self._random.choice([key for key in self.said if key[1] == "同"])
        message = self._message(one)
        edits = fillings(message, self._messages.same(message))
        for edit in edits:
            text, fuzzy = self.said[self._key(edit.message)]
            assert fuzzy or not text
        assert self._saving.save_all(edits) == []
        self._remember({self._key(edit.message): self.said[one] for edit in edits})

    def _begin(self) -> None:
        message = self._message(self._random.choice(list(self.said)))
        text = self._random.choice([self._text(), ""])
        self._drafts.put(message.id, text or None)
        self._begun = {**self._begun, message.id: text}

    # --- what others do

    def _edit_outside(self) -> None:
        key = self._random.choice(list(self.said))
        path = self._paths[key[0]]
        catalog = read_catalog(path)
        if not catalog.broken:
            [entry] = [entry for entry in catalog.entries if entry.msgid == key[1]]
            text = self._text()
            new = replace(entry, msgstr=(text,), flags=frozenset())
            path.write_bytes(replace_entries(catalog, {entry.span: new}))
            self.said[key] = text, False

    def _tear(self) -> None:
        name = self._random.choice(list(DOMAINS))
        path = self._paths[name]
        text = path.read_text("utf-8")
        path.write_text(text.removesuffix(TORN) if name in self._torn else text + TORN, "utf-8")
        self._torn ^= {name}

    def _crash(self) -> None:
        """Kill the desk while it writes; each file is then as it was or as it was to be."""
        before = {name: path.read_bytes() for name, path in self._paths.items()}
        edits = self._edits_to_crash()
        begun = self._text()
        chosen = self._message(self._random.choice(list(self.said))).id

        def write() -> None:
            self._drafts.put(chosen, begun)
            self._saving.save_all(edits)

        exit_code = run_killed(write, self._random.randrange(1, 24))
        assert exit_code in (0, -signal.SIGKILL), exit_code
        for name, path in self._paths.items():
            own = {
                self._key(edit.message): edit.new
                for edit in edits
                if self._key(edit.message)[0] == name
            }
            if path.read_bytes() != before[name]:
                for key, new in own.items():
                    self.said[key] = new.msgstr[0], new.fuzzy
        self._open()
        former = self._begun.get(chosen, "")
        assert self._drafts.of(chosen) in (begun, former or None)
        self._begun = {**self._begun, chosen: self._drafts.of(chosen) or ""}

    def _edits_to_crash(self) -> list[Edit]:
        edits = []
        for key in self._random.sample(list(self.said), 3):
            message = self._message(key)
            if message.entry is not None and not self._torn:
                base = version_of(message.entry)
                edits.append(
                    Edit(message, base, replace(base, msgstr=(self._text(),), fuzzy=False))
                )
        return edits

    # --- what must hold

    def _check(self, act: str) -> None:
        for name, path in self._paths.items():
            catalog = read_catalog(path)
            assert catalog.broken is (name in self._torn), act
            told = {
                (name, entry.msgid): (entry.translation, entry.fuzzy) for entry in catalog.entries
            }
            assert told == {key: said for key, said in self.said.items() if key[0] == name}, act
            text = path.read_text("utf-8")
            assert text.count("# Kept.\n") == len(DOMAINS[name]), act
        kept = Drafts(self._project.builddir / "drafts.json")
        assert all((kept.of(id_) or "") == text for id_, text in self._begun.items()), act

    @staticmethod
    def _must(is_so: bool) -> None:
        assert is_so

    def _merged(self, key: Key, was: Said, mine: Said) -> Said | None:
        """Return what a message says after a save; None where a person has to choose."""
        now = self.said[key]
        if now in (was, mine) or now[0] in (was[0], mine[0]):
            return now if mine == was else mine
        return None

    def _move(
        self, act: Callable[[], list[DeskMessage]], source: Steps, target: Steps, *, is_undo: bool
    ) -> None:
        if not source:
            assert act() == []
            return
        step = {
            key: (old, new) if not is_undo else (new, old) for key, (old, new) in source[-1].items()
        }
        possible = {key for key, (was, _to) in step.items() if self.said[key] == was}
        try:
            moved = {self._key(message) for message in act()}
        except ConflictError:
            assert not possible
            source.pop()
        except DiglotError:
            assert self._torn & {key[0] for key in step}
        else:
            assert moved == possible
            whole = source.pop()
            target.append({key: whole[key] for key in moved})
            for key in moved:
                self.said[key] = step[key][1]

    def _remember(self, now: dict[Key, Said]) -> None:
        step = {key: (self.said[key], said) for key, said in now.items() if self.said[key] != said}
        self.said |= now
        if step:
            self._done.append(step)
            self._undone.clear()

    def _text(self) -> str:
        self._written += 1
        return f"T{self._written}"

    def _message(self, key: Key) -> DeskMessage:
        message = self._messages.at(*key)
        assert message is not None
        return message

    @staticmethod
    def _key(message: DeskMessage) -> Key:
        return message.placed.domain, message.placed.msgid


def main(root: Path, number: int) -> None:
    for seed in range(number):
        try:
            History(root / str(seed), seed).run()
        except Exception as error:
            error.add_note(f"in history {seed}")
            raise
    sys.stdout.write(f"{number} histories\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
