"""Parses PO files: every entry with its bytes, every fault with its line."""

from __future__ import annotations

import re
from pathlib import Path

from diglot.catalog.draft import Draft
from diglot.catalog.entry import Catalog, Entry
from diglot.catalog.lines import charset_of, first_byte, is_utf_16, lines_of
from diglot.catalog.strings import leading_strings, unescape
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Severity
from diglot.core.i18n import _

_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d+)\])?)(?=[\s\"]|$)")
_DOMAIN = re.compile(r'domain\s*"')
_BLANKS = " \t\r\f\v"  # gettext's; U+3000 or U+0085 at the end of a comment is text
_NEXT_STEP = _("correct this line; diglot writes nothing to this file until then")
_RESOLVE = _("resolve the conflict in git and remove its marks")
_SAVE_AS_UTF_8 = _("save it as UTF-8; diglot writes nothing to this file until then")


class Parser:
    """One pass over the lines of a file."""

    def __init__(self, data: bytes, path: Path, name: str) -> None:
        self._data, self._path, self._name = data, path, name
        self._problems: list[Diagnostic] = []
        self._entries: list[Entry] = []
        self._header: Entry | None = None
        self._seen: dict[tuple[str | None, str], int] = {}
        self._draft = Draft(first_byte(data))
        self._field: list[str] | None = None
        self._number = 1
        self._charset, unknown = charset_of(data)
        if unknown:
            self._problem(f"the header names an unknown charset, {unknown}")

    def read(self) -> Catalog:
        """Return the catalog, with a diagnostic for each fault."""
        if is_utf_16(self._data):
            self._problem("the file is UTF-16", _SAVE_AS_UTF_8)
            return Catalog(self._path, self._data, (), None, tuple(self._problems), self._charset)
        for line in lines_of(self._data, self._charset):
            self._number = line.number
            if line.mark:
                if line.begins:
                    self._problem("a git conflict is not resolved here", _RESOLVE)
                # Whatever the conflict cuts through cannot be trusted, on either side.
                self._cut(line.start)
            elif line.text is None:
                self._fault(_("this line is not {charset}", charset=self._charset))
            else:
                self._take(line.text.strip(_BLANKS), line.start, line.end)
        self._finish()
        entries, problems = tuple(self._entries), tuple(self._problems)
        return Catalog(self._path, self._data, entries, self._header, problems, self._charset)

    # --- one line

    def _take(self, line: str, start: int, end: int) -> None:
        if not line:
            return
        first = line[0]
        if first == '"':
            self._continue(line, end)
        elif first == "#":
            self._comment(line, start, end)
        else:
            self._keywords(line, start, end)

    def _comment(self, line: str, start: int, end: int) -> None:
        mark = line[1:2]
        if mark == "~":
            rest = line[2:].strip()
            if rest.startswith("|"):
                self._note("previous", rest[1:].strip(), start, end)
            elif rest.startswith('"'):
                self._continue(rest, end)
            elif rest:
                self._keywords(rest, start, end, obsolete=True)
        elif mark in (",", "="):
            self._flags(line, start, end)
        elif mark == ".":
            self._note("extracted", line[2:].removeprefix(" "), start, end)
        elif mark in (":", "|"):
            kind = "references" if mark == ":" else "previous"
            self._note(kind, line[2:].strip(), start, end)
        else:
            self._note("translator", line[1:].removeprefix(" "), start, end)

    def _note(self, kind: str, text: str, start: int, end: int) -> None:
        self._before_comment(start, end)
        self._draft.comments.setdefault(kind, []).append(text)

    def _flags(self, line: str, start: int, end: int) -> None:
        self._before_comment(start, end)
        flags = [flag for part in line[2:].split(",") if (flag := part.strip())]
        self._draft.flags += flags
        if line[1] == "=":
            self._draft.comments.setdefault("sticky", []).extend(flags)

    def _before_comment(self, start: int, end: int) -> None:
        if self._draft.complete:
            self._finish(start)
        elif self._draft.begun:
            self._fault(_("a comment stands inside an entry"))
        elif not self._draft.end:
            self._draft.start = start
        self._field = None
        self._draft.end = end

    def _keywords(self, line: str, start: int, end: int, obsolete: bool = False) -> None:
        """Read keywords and their strings; a line usually holds one of each."""
        rest = line
        while rest:
            match = _KEYWORD.match(rest)
            if match is None:
                self._fault(_no_keyword(rest))
                return
            keyword = match.group(1)
            if keyword in ("msgctxt", "msgid"):
                self._begin(keyword, start, obsolete)
            if not self._open(keyword):
                return
            rest = self._strings(rest[match.end() :].lstrip(), end)
        self._draft.end = end

    def _begin(self, keyword: str, start: int, obsolete: bool) -> None:
        draft = self._draft
        follows_context = keyword == "msgid" and tuple(draft.strings) == ("msgctxt",)
        if draft.begun and not follows_context:
            self._finish(start)
            draft = self._draft
        if not draft.end:
            draft.start = start
        if keyword == "msgid" or not draft.line:
            draft.line = self._number
        draft.obsolete = obsolete

    def _open(self, keyword: str) -> bool:
        """Begin a field of the entry; report it where it cannot stand."""
        strings = self._draft.strings
        name = "msgstr" if keyword == "msgstr[0]" else keyword
        if keyword.startswith("msgstr") and "msgid" not in strings:
            self._fault(_("`{keyword}` without a `msgid` before it", keyword=keyword))
            self._field = None
            return False
        if name == "msgstr" and "msgstr" in strings and not any(strings[name]):
            # A slip of real translators: the text was typed behind the empty string.
            self._problem("a second `msgstr` in one entry; the first is empty, so this one counts")
        elif name in strings:
            self._fault(_("a second `{keyword}` in one entry", keyword=keyword))
            self._field = None
            return False
        self._field = strings.setdefault(name, [])
        return True

    def _continue(self, line: str, end: int) -> None:
        if self._field is None:
            self._fault(_("a quoted string without a keyword before it"))
            return
        rest = self._strings(line, end)
        if rest:
            self._keywords(rest, self._draft.start, end)

    def _strings(self, text: str, end: int) -> str:
        """Read the quoted strings at the start of `text` and return what follows them."""
        parts, rest = leading_strings(text)
        if self._field is not None:
            self._field += map(self._unescape, parts) if "\\" in text else parts
        if rest.startswith('"'):
            self._fault(_("the closing quote is missing"))
            return ""
        self._draft.end = end
        if rest and not _KEYWORD.match(rest):
            self._fault(
                _(
                    '{text} follows a closed string; escape quotes inside as \\"',
                    text=_short(rest),
                )
            )
            return ""
        return rest

    def _unescape(self, text: str) -> str:
        meaning, unknown = unescape(text)
        if unknown:
            self._problem(f"gettext knows no escape {unknown}; it is shown as it stands")
        return meaning

    # --- one entry

    def _finish(self, next_start: int = 0) -> None:
        draft, self._draft, self._field = self._draft, Draft(next_start), None
        if draft.begun and not draft.damaged:
            self._keep(draft)

    def _keep(self, draft: Draft) -> None:
        if not draft.complete or "msgid" not in draft.strings:
            self._problem("this entry has no `msgstr`", line=draft.line)
            return
        entry = draft.entry(len(self._data))
        if not entry.msgid and entry.context is None and not entry.obsolete:
            self._header = self._header or entry
            return
        key = (entry.context, entry.msgid)
        if not entry.obsolete:
            first = self._seen.setdefault(key, entry.line)
            if first != entry.line:
                message = _("this message is already defined in line {line}", line=first)
                self._problem(message, _("keep one of the two"), entry.line)
        self._entries.append(entry)

    def _cut(self, offset: int) -> None:
        """Forget the entry under way: a conflict begins or ends inside it."""
        if self._draft.begun and not self._draft.complete:
            self._draft.damaged = True
        self._finish(offset)

    # --- faults

    def _fault(self, message: str) -> None:
        """Report a fault that makes the entry under way unsafe."""
        self._problem(message)
        self._draft.damaged = True

    def _problem(self, message: str, hint: str = _NEXT_STEP, line: int | None = None) -> None:
        place = Location(self._name, line or self._number)
        self._problems.append(
            Diagnostic(Code.BROKEN_CATALOG, Severity.ERROR, message, place, (hint,))
        )


def _no_keyword(text: str) -> str:
    if _DOMAIN.match(text):
        return _("diglot knows no `domain` lines; one domain is one file")
    return _("expected a keyword or a quoted string, not {text}", text=_short(text))


def _short(text: str) -> str:
    return repr(text if len(text) <= 30 else text[:29] + "…")
