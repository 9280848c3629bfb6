"""Merging catalogs for git: by entry where they can be read, by line where they cannot."""

from __future__ import annotations

import subprocess
from pathlib import Path

from diglot.catalog.conflicts import conflicts_in
from diglot.catalog.merge import merge
from diglot.catalog.reader import parse_catalog, read_catalog
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Report, Severity
from diglot.core.errors import DiglotError
from diglot.core.files import write_bytes


def merge_catalogs(base: Path, ours: Path, theirs: Path, name: str) -> Report:
    """Merge the changes from `base` to `theirs` into the file `ours`.

    Its diagnostics are the conflicts that are left in the file, which `name` stands for. A
    catalog that cannot be read is merged by git itself, line by line. Raises DiglotError where
    a file cannot be read at all.
    """
    try:
        sides = [read_catalog(path, name) for path in (base, ours, theirs)]
    except OSError as error:
        raise DiglotError(f"{error.filename} cannot be read: {error.strerror}") from error
    if any(side.broken for side in sides):
        return _by_line(base, ours, theirs, name)
    merged = merge(*sides)
    write_bytes(ours, merged.data)
    after = parse_catalog(merged.data, ours, name)
    found = {one.location.msgid: one for one in conflicts_in(after, name) if one.location}
    lines = {entry.msgid: entry.line for entry in after.entries}
    return Report(
        tuple(
            found.get(msgid) or _let_go(name, msgid, lines.get(msgid)) for msgid in merged.conflicts
        )
    )


def _let_go(name: str, msgid: str, line: int | None) -> Diagnostic:
    return Diagnostic(
        Code.MERGE_CONFLICT,
        Severity.ERROR,
        "one side has let go of a message whose entry the other has changed; it is obsolete now",
        Location(name, line, msgid=msgid),
        ("see whether the change is needed where the message went; then add the file",),
    )


def _by_line(base: Path, ours: Path, theirs: Path, name: str) -> Report:
    labels = [option for label in ("ours", "base", "theirs") for option in ("-L", label)]
    command = ["git", "merge-file", *labels, str(ours), str(base), str(theirs)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return Report()
    # The count of conflicts, up to 127; beyond that, an error.
    count = done.returncode
    problem = f"{count} conflict{'s' * (count > 1)}" if 0 < count < 128 else done.stderr.strip()
    return Report(
        (
            Diagnostic(
                Code.MERGE_CONFLICT,
                Severity.ERROR,
                f"one side cannot be read as a catalog, so git merged it by line: {problem}",
                Location(name),
                ("resolve the conflicts between their marks; `diglot check` names what is left",),
            ),
        )
    )
