"""Counts the messages of a well-formed catalog by a regular expression.

That is six times faster than reading it; where the two could differ, `tally` leaves it alone.
"""

from __future__ import annotations

import re

from diglot.catalog.progress import Progress
from diglot.catalog.suspects import may_do_more

_STRING = rb'"[^"\\\n]*+(?:\\[ntbrfva\\"][^"\\\n]*+)*+"\n'
_STRINGS = rb"(?:%s)++" % _STRING
_OLD_STRINGS = rb"(?:(?:#~ )?%s)++" % _STRING

# One entry as all tools write it, with the blank lines behind it. Anything else (contexts,
# plurals, newer flags, odd white space) is for the reader.
_ENTRY = re.compile(
    rb"(?:#(?:[ .:][^\n]*+)?+\n)*+"
    rb"(?P<flags>#,[^\n]*+\n)?+"
    rb"(?:"
    rb"(?:#\| [^\n]*+\n)*+"
    rb"msgid (?P<msgid>" + _STRINGS + rb")"
    rb"msgstr (?P<msgstr>" + _STRINGS + rb")"
    rb"|"
    rb"(?:#~\| [^\n]*+\n)*+"
    rb"#~ msgid " + _OLD_STRINGS + rb"#~ msgstr " + _OLD_STRINGS + rb")"
    rb"\n*+"
)
_EMPTY = re.compile(rb'(?:""\n)++')
_UTF8 = re.compile(rb"charset=utf-?8\\n", re.IGNORECASE)


def tally(data: bytes) -> Progress | None:
    """Return how far a catalog is; None where only `read_catalog` and a judge can say."""
    if not data.endswith(b"\n"):
        data += b"\n"
    translated = fuzzy = untranslated = obsolete = end = 0
    msgids: set[bytes] = set()
    for match in _ENTRY.finditer(data):
        if match.start() != end:
            return None
        end = match.end()
        flags, msgid, msgstr = match.groups()
        if msgid is None:
            obsolete += 1
            continue
        msgids.add(msgid if msgid[:3] != b'""\n' else msgid.replace(b'"\n"', b""))
        if msgstr[:3] == b'""\n' and _EMPTY.fullmatch(msgstr):
            untranslated += 1
        elif flags and _is_fuzzy(flags):
            fuzzy += 1
        elif msgid != b'""\n' and may_do_more(msgid, msgstr):
            return None
        else:
            translated += 1
    live = translated + fuzzy + untranslated
    # The header is no message; a message that is there twice is a fault to be reported.
    if end != len(data) or len(msgids) != live or not _has_plain_header(data):
        return None
    if (head := _ENTRY.match(data)) and (flags := head["flags"]) and _is_fuzzy(flags):
        return Progress(translated, fuzzy - 1, untranslated, obsolete)
    return Progress(translated - 1, fuzzy, untranslated, obsolete)


def _has_plain_header(data: bytes) -> bool:
    """Return whether a file of UTF-8 begins with a header that says so."""
    head = _ENTRY.match(data)
    named = head and head["msgid"] == b'""\n' and _UTF8.search(head["msgstr"])
    return bool(named) and _is_utf8(data)


def _is_fuzzy(flags: bytes) -> bool:
    return b"fuzzy" in (flag.strip() for flag in flags[2:].split(b","))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
