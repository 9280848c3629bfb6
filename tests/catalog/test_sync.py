"""Scenarios of synchronising: tests/cases/sync/NAME.txt holds what comes in and what goes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import folders
from diglot.catalog.candidates import Candidate, Place
from diglot.catalog.changes import MessageChange, Outcome
from diglot.catalog.entry import Catalog
from diglot.catalog.header import new_header
from diglot.catalog.reader import parse_catalog
from diglot.catalog.sync import LanguageData, synchronise
from diglot.catalog.template import Template, template_of

CASES = folders.CASES / "sync"
NAMES = sorted(path.stem for path in CASES.glob("*.txt"))


def sections(text: str) -> tuple[str, dict[str, str], dict[str, str]]:
    """Split a case into its first line, what comes in (--- NAME) and what goes out (=== NAME)."""
    head, *pieces = re.split(r"^(---|===) (.+)\n", text, flags=re.MULTILINE)
    parts: dict[str, dict[str, str]] = {"---": {}, "===": {}}
    for mark, name, body in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
        parts[mark][name] = body.rstrip("\n") + "\n"
    return head, parts["---"], parts["==="]


def catalog(text: str, name: str = "x.po") -> Catalog:
    return parse_catalog(text.encode(), Path(name))


def template(domain: str, text: str) -> Template:
    return template_of(domain, catalog(text).entries)


def run(before: dict[str, str], title: str) -> Outcome:
    stems = {name: name.rpartition(".") for name in before}
    templates = [
        template(stem, before[name]) for name, (stem, _, kind) in stems.items() if kind == "pot"
    ]
    catalogs = {
        stem: catalog(before[name], name) for name, (stem, _, kind) in stems.items() if kind == "po"
    }
    memory = catalogs.pop("memory", catalog("", "memory.po"))
    history = [
        Candidate(stem, entry, Place.HISTORY)
        for name, (stem, _, kind) in stems.items()
        if kind == "git"
        for entry in catalog(before[name]).entries
    ]
    return synchronise(
        templates,
        LanguageData(catalogs, memory, new_header("en", "test")),
        prune="--prune" in title,
        refresh="--refresh" in title,
        recall=lambda: history,
    )


def after(before: dict[str, str], outcome: Outcome) -> dict[str, str]:
    """Return every file that was written, and the list of changes."""
    written = {
        f"{domain}.po": "(removed)\n" if data is None else data.decode()
        for domain, data in sorted(outcome.files.items())
    }
    if (outcome.memory or b"").decode() != before.get("memory.po", ""):
        written["memory.po"] = outcome.memory.decode() if outcome.memory else "(removed)\n"
    lines = [describe(change) for change in outcome.changes]
    lines += [f"renamed {old} -> {new}" for old, new in outcome.renamed.items()]
    lines += [
        f"orphan {orphan.domain}, {orphan.translated} translated"
        f"{', removed' if orphan.removed else ''}"
        for orphan in outcome.orphans
    ]
    written["changes"] = "\n".join(lines or ["none"]) + "\n"
    return written


def describe(change: MessageChange) -> str:
    came = f" <- {change.came_from}" if change.came_from else ""
    score = f" {change.score:.0f} %" if change.score is not None else ""
    return f"{change.kind} {change.domain}: {change.msgid}{came}{score}"


@pytest.mark.parametrize("name", NAMES)
def test_scenario(name: str, regenerate: bool) -> None:
    path = CASES / f"{name}.txt"
    text = path.read_text("utf-8")
    title, before, expected = sections(text)
    written = after(before, run(before, title))
    if regenerate:
        kept = text.partition("\n===")[0].rstrip("\n") + "\n\n"
        parts = [f"=== {key}\n{body}" for key, body in written.items()]
        path.write_text(kept + "\n".join(parts), "utf-8")
        _title, _before, expected = sections(path.read_text("utf-8"))
    assert written == expected
