"""Reads what a torn catalog still says: entries whose every text is in a string or set aside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from diglot.catalog.strings import leading_strings, unescape

_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)(?=[\s\"]|$)")
MARK = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?:\s|$)")
"""Begins a line that git writes around the sides of a conflict."""
_BLANKS = " \t\r\f\v"
AGAIN = "again "
"""Begins the name of a string that an entry had already."""


@dataclass(slots=True)
class TornEntry:
    """What could be read of one entry: `strings` by keyword, `leftovers` that fit nowhere.

    `comments` are lines by their mark: a blank for the translator's, else the sign behind ``#``.
    """

    strings: dict[str, str] = field(default_factory=dict)
    comments: dict[str, list[str]] = field(default_factory=dict)
    leftovers: list[str] = field(default_factory=list)
    line: int = 0
    obsolete: bool = False

    @property
    def complete(self) -> bool:
        """Whether a translation has begun, so that a comment or a `msgid` begins another entry."""
        return any(name.startswith("msgstr") for name in self.strings)


def torn_entries(lines: Iterable[str]) -> list[TornEntry]:
    """Return the entries of a file, the header included; the last may have leftovers alone.

    Of a conflict the lines are one side's, with git's marks among them: a string behind a mark goes
    on with the one before only where that is one of several lines.
    """
    reader = _TornReader()
    for number, line in enumerate(lines, 1):
        reader.take(line.strip(_BLANKS), number)
    return reader.finished()


class _TornReader:
    """One pass over lines, which takes for granted what the writer of each most likely meant."""

    def __init__(self) -> None:
        self._entries: list[TornEntry] = []
        self._entry = TornEntry()
        self._field = ""
        self._open = False
        """Whether the string of the last line was not closed, so that bare text goes on with it."""
        self._whole = False
        """Whether all that the field has stands on its keyword's line, as in short ones."""
        self._marked = False
        """Whether a mark of a conflict stands between the field's keyword and this line."""

    def finished(self) -> list[TornEntry]:
        self._begin()
        return self._entries

    def take(self, line: str, number: int) -> None:
        obsolete = line.startswith("#~") and not line.startswith("#~|")
        body = line[2:].strip(_BLANKS) if obsolete else line
        if not body:
            return
        if body.startswith("#"):
            self._comment(body)
        elif _KEYWORD.match(body):
            self._keywords(body, number, obsolete=obsolete)
        elif MARK.match(body):
            self._marked = True
        elif body.startswith('"') and self._field and not (self._marked and self._whole):
            self._add(body)
            self._whole = False
        elif self._open:
            self._entry.strings[self._field] += f"\n{_meaning(body.removesuffix(chr(34)))}"
            self._open = not body.endswith('"')
        else:
            self._entry.leftovers.append(_inside(body) if body.startswith('"') else body)

    def _comment(self, line: str) -> None:
        if self._entry.complete:
            self._begin()
        self._open = False
        mark = line[1:2]
        if line.startswith("#~|"):
            mark, text = "|", line[3:]
        elif mark in (".", ":", ",", "=", "|"):
            text = line[2:]
        else:
            mark, text = " ", line[1:]
        self._entry.comments.setdefault(mark, []).append(text.removeprefix(" "))

    def _keywords(self, line: str, number: int, *, obsolete: bool) -> None:
        rest = line
        while match := _KEYWORD.match(rest):
            self._enter(match.group(1), number, obsolete=obsolete)
            rest = self._add(rest[match.end() :].lstrip())
        self._whole, self._marked = self._entry.strings[self._field] != "", False

    def _enter(self, keyword: str, number: int, *, obsolete: bool) -> None:
        name = "msgstr[0]" if keyword == "msgstr" else keyword
        strings = self._entry.strings
        if keyword in ("msgctxt", "msgid") and not (
            not strings or (keyword == "msgid" and tuple(strings) == ("msgctxt",))
        ):
            self._begin()
        entry = self._entry
        entry.line = entry.line or number
        entry.obsolete = entry.obsolete or obsolete
        if entry.strings.get(name):
            # A second string of the same name: the first stays, where it says anything.
            name = f"{AGAIN}{len(entry.strings)}"
        entry.strings[name] = ""
        self._field = name

    def _add(self, text: str) -> str:
        """Add the strings at the start of a text to the field; return the keywords behind them."""
        parts, rest = leading_strings(text)
        if rest and not _KEYWORD.match(rest):
            parts, rest = [_inside(text)], ""
            self._open = not text.endswith('"') or text == '"'
        else:
            self._open = False
        self._entry.strings[self._field] += "".join(map(_meaning, parts))
        return rest

    def _begin(self) -> None:
        if self._entry != TornEntry():
            self._entries.append(self._entry)
        self._entry, self._field, self._open = TornEntry(), "", False


def _inside(text: str) -> str:
    """Return what stands between the outermost quotes, or behind the only one."""
    return text.removeprefix('"').removesuffix('"') if len(text) > 1 else ""


def _meaning(text: str) -> str:
    return unescape(text)[0]
