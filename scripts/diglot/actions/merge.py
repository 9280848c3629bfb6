"""Merging catalogs for git: by entry where they can be read, by line where they cannot."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from diglot.catalog.conflicts import conflicts_in
from diglot.catalog.entry import Catalog
from diglot.catalog.header import header_fields
from diglot.catalog.merge import Merged, merge
from diglot.catalog.reader import parse_catalog, read_catalog
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Report, Severity
from diglot.core.errors import DiglotError
from diglot.core.files import write_bytes
from diglot.core.i18n import _, listed, ngettext
from diglot.core.system_errors import reason_of


def merge_catalogs(base: Path, ours: Path, theirs: Path, name: str) -> Report:
    """Merge the changes from `base` to `theirs` into the file `ours`.

    Its diagnostics are the conflicts that are left in the file, which `name` stands for. A
    catalog that cannot be read is merged by git itself, line by line. Raises DiglotError where
    a file cannot be read at all.
    """
    try:
        sides = [read_catalog(path, name) for path in (base, ours, theirs)]
    except OSError as error:
        raise DiglotError(
            _(
                "{path} cannot be read: {reason}",
                path=error.filename,
                reason=reason_of(error),
            )
        ) from error
    if any(side.broken for side in sides):
        charsets = sorted({side.charset.upper() for side in sides if side.data})
        if len(charsets) > 1:
            return Report((_problem(Location(name), *_of_charsets(charsets)),))
        return _by_line(base, ours, theirs, name)
    merged = merge(*sides)
    write_bytes(ours, merged.data)
    return Report(tuple(_diagnostics(merged, parse_catalog(merged.data, ours, name), name)))


def _diagnostics(merged: Merged, after: Catalog, name: str) -> Iterator[Diagnostic]:
    language = header_fields(after.header).get("Language") or None
    left = {
        problem.location.msgid: problem
        for problem in conflicts_in(after, name, language)
        if problem.location
    }
    lines = {entry.msgid: entry.line for entry in after.entries}
    obsolete = {entry.msgid for entry in after.entries if entry.obsolete}
    for msgid in merged.conflicts:
        place = Location(name, lines.get(msgid), language, msgid)
        yield left.get(msgid) or _problem(place, *(_LET_GO if msgid in obsolete else _UNCHECKED))
    for msgid in merged.misfits:
        yield _problem(Location(name, lines.get(msgid), language, msgid), *_MISFIT)


_LET_GO = (
    _("one side no longer has a message whose entry the other has changed; it is obsolete now"),
    _("see whether the change is needed where the message went; then add the file"),
)
_UNCHECKED = (
    _("one side says that this is a format string, and the other has translated it anew"),
    _("see that the translation has the same fields; then remove the fuzzy flag and add the file"),
)
_MISFIT = (
    _("its plural forms are not as many as the header says now"),
    _("complete them and remove the fuzzy flag; then add the file"),
)


def _problem(place: Location, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Code.MERGE_CONFLICT, Severity.ERROR, message, place, (hint,))


def _of_charsets(charsets: list[str]) -> tuple[str, str]:
    return (
        _(
            "one side cannot be read as a catalog, and git cannot merge by line what is in "
            "{charsets}; our side stays as it is",
            charsets=listed(charsets),
        ),
        _("correct the side that `diglot check` names, then merge again"),
    )


def _by_line(base: Path, ours: Path, theirs: Path, name: str) -> Report:
    labels = [option for label in ("ours", "base", "theirs") for option in ("-L", label)]
    command = ["git", "merge-file", *labels, str(ours), str(base), str(theirs)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        # Git knows no catalogs: what it puts together may not be one.
        return Report(read_catalog(ours, name).problems)
    # The count of conflicts, up to 127; beyond that, an error.
    count = done.returncode
    problem = (
        ngettext("{number} conflict", "{number} conflicts", count)
        if 0 < count < 128
        else done.stderr.strip()
    )
    message = _(
        "one side cannot be read as a catalog, so git merged it by line: {problem}",
        problem=problem,
    )
    hint = _("resolve the conflicts between their marks; `diglot check` names what is left")
    return Report((_problem(Location(name), message, hint),))
