"""Plural forms: as many as the header of their catalog asks for, else gettext refuses the file."""

from __future__ import annotations

import re
from dataclasses import replace

from diglot.catalog.entry import Entry
from diglot.catalog.header import header_fields

# No language has more than six; entries are filled up to this number, so it is no matter of trust.
_COUNT = re.compile(r"nplurals\s*=\s*(\d{1,2})(?!\d)")


def number_of_forms(header: Entry | None) -> int | None:
    """Return how many forms a plural has; None where the header does not say."""
    stated = _COUNT.match(header_fields(header).get("Plural-Forms", ""))
    return int(stated.group(1)) if stated else None


def fitted(entry: Entry, forms: int | None) -> Entry:
    """Return an entry that a catalog whose plurals have so many `forms` may hold.

    A confirmed translation with another number of them gets what is missing, keeps what is too
    much, and is fuzzy, so that somebody looks at it. Source: GNU gettext, whose msgmerge makes
    such entries fuzzy, too, and whose msgfmt counts only the forms of live, confirmed ones.
    """
    is_read = any(entry.msgstr) and not (entry.fuzzy or entry.obsolete)
    if not is_read or entry.plural is None or forms is None or forms == len(entry.msgstr):
        return entry
    missing = ("",) * (forms - len(entry.msgstr))
    return replace(entry, msgstr=(*entry.msgstr, *missing), flags=entry.flags | {"fuzzy"})
