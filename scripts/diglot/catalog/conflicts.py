"""Conflicts that a merge left in an entry, as gettext marks them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diglot.catalog.entry import Catalog
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Severity
from diglot.core.i18n import _

# Source: GNU gettext, message-list merging (`msgcat` writes this where translations differ).
_RULE = "#-#-#-#-#"
_MARK = re.compile(rf"^{_RULE}  .*  {_RULE}$", re.MULTILINE)


def both(ours: str, theirs: str) -> str:
    """Return a translation that holds two, each under a line that names its side."""
    return "\n".join(
        f"{_RULE}  {side}  {_RULE}\n{text}" for side, text in (("ours", ours), ("theirs", theirs))
    )


def has_conflict(text: str) -> bool:
    """Return whether a translation still holds what a merge could not decide."""
    return text.startswith(_RULE) and _MARK.match(text) is not None


def may_conflict(data: bytes) -> bool:
    """Return whether a file of these bytes can hold a conflict; quicker than reading it."""
    return _RULE.encode() in data


def conflicts_in(catalog: Catalog, name: str, language: str | None = None) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry that holds a conflict; `name` is the file's."""
    if not may_conflict(catalog.data):
        return
    for entry in catalog.entries:
        if any(has_conflict(text) for text in entry.msgstr):
            yield Diagnostic(
                Code.MERGE_CONFLICT,
                Severity.ERROR,
                _("a merge left two translations here"),
                Location(name, entry.line, language, entry.msgid),
                (
                    _(
                        "keep one of them without its {rule} line, and remove the fuzzy flag",
                        rule=_RULE,
                    ),
                ),
            )
