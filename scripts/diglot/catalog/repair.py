"""Makes a catalog that gettext rejects one that it reads; what fits nowhere becomes a comment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from diglot.catalog.conflicts import both
from diglot.catalog.entry import Catalog, Comments, Entry
from diglot.catalog.header import with_charset
from diglot.catalog.lines import first_byte
from diglot.catalog.plural_forms import fitted, number_of_forms
from diglot.catalog.previous import read_previous
from diglot.catalog.reader import parse_catalog
from diglot.catalog.rejected import framed
from diglot.catalog.strings import escape
from diglot.catalog.torn import AGAIN, MARK, TornEntry, torn_entries
from diglot.catalog.writer import entry_text

UNREAD = "diglot could not read: "
"""Begins the comment that keeps a text which has no place in any entry."""
ANOTHER = "another translation: "
"""Begins the comment that keeps the translation of an entry that was there twice."""
_FORMERLY = ("gb18030", "latin-1")

_Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Repaired:
    """The bytes of a repaired catalog; `kept` are the (line, text) of what became comments."""

    data: bytes
    kept: tuple[tuple[int, str], ...]


def repaired(catalog: Catalog, header: Entry) -> Repaired:
    """Return a catalog that gettext rejects in a form that can be read.

    No text is lost: what is in no string of the result is in a comment. Where a git conflict
    has two translations of a message, both stand in it, fuzzy, as after `diglot merge-po`.
    `header` serves a file without one. Raises ValueError where the result cannot be read.
    """
    ours, base, theirs = _sides(_text(catalog.data, catalog.charset).split("\n"))
    entries, rest = _sound(torn_entries(ours))
    if theirs != ours or base:
        others, more = _sound(torn_entries(theirs))
        former, oldest = _sound(torn_entries(base)) if base else ({}, [])
        entries = _merged(entries, others, former)
        rest = list(dict.fromkeys([*rest, *more, *oldest]))
    data = _written(entries, rest, header)
    written = parse_catalog(data, catalog.path)
    if written.broken:
        raise ValueError(str(written.problems[0].message))
    lines = data.decode("utf-8").split("\n")
    kept = [
        (number, line[2:])
        for number, line in enumerate(lines, 1)
        if line.startswith((f"# {UNREAD}", f"# {ANOTHER}"))
    ]
    return Repaired(data, tuple(kept))


def _text(data: bytes, charset: str) -> str:
    """Return a file as text: in its own charset, else in one that it may have had before."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").replace("\r\n", "\n")
    lines = data[first_byte(data) :].replace(b"\r\n", b"\n").split(b"\n")
    return "\n".join(_decoded(line, (charset, "utf-8", *_FORMERLY)) for line in lines)


def _decoded(line: bytes, charsets: Sequence[str]) -> str:
    for charset in charsets:
        try:
            return line.decode(charset)
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 has every byte")


def _sides(lines: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Return the lines as each side of git's conflicts has them: ours, the base's, theirs.

    The marks stay in each, so that a string behind one is not taken for the end of another.
    """
    sides: dict[str, list[str]] = {"<": [], "|": [], "=": []}
    side = ""
    for line in lines:
        if match := MARK.match(line):
            sign = match.group(1)[0]
            side = "" if sign == ">" else sign
            for of_side in sides.values():
                of_side.append(line)
            continue
        for name in (side,) if side else sides:
            sides[name].append(line)
    has_base = any(line.startswith("|||||||") for line in lines)
    return sides["<"], sides["|"] if has_base else [], sides["="]


# --- entries


def _sound(torn: Sequence[TornEntry]) -> tuple[dict[_Key, Entry], list[str]]:
    """Return the entries by key, each once, and the texts that belong to none."""
    entries: dict[_Key, Entry] = {}
    rest: list[str] = []
    for piece in torn:
        if "msgid" not in piece.strings:
            rest += [*_comments_of(piece), *piece.strings.values(), *piece.leftovers]
            continue
        entry = _entry(piece)
        # A header or an obsolete entry of the same words is no other entry to gettext.
        key = (entry.context, entry.msgid)
        entries[key] = _once(entries[key], entry) if key in entries else entry
    return entries, [text for text in rest if text]


def _comments_of(torn: TornEntry) -> list[str]:
    return [line for lines in torn.comments.values() for line in lines]


def _entry(torn: TornEntry) -> Entry:
    strings = torn.strings
    names = sorted(
        (name for name in strings if name.startswith("msgstr")), key=lambda name: int(name[7:-1])
    )
    forms = [strings[name] for name in names] or [""]
    again = [text for name, text in strings.items() if name.startswith(AGAIN)]
    leftovers = [*torn.leftovers, *again]
    if "msgid_plural" not in strings:
        leftovers += forms[1:]
        forms = forms[:1]
    previous = tuple(torn.comments.get("|", ()))
    if previous and read_previous(previous) is None:
        leftovers += previous
        previous = ()
    flags = [
        flag
        for mark in (",", "=")
        for line in torn.comments.get(mark, ())
        for part in line.split(",")
        if (flag := part.strip())
    ]
    comments = Comments(
        (*torn.comments.get(" ", ()), *_noted(UNREAD, leftovers)),
        tuple(torn.comments.get(".", ())),
        tuple(torn.comments.get(":", ())),
        previous,
    )
    entry = Entry(
        strings["msgid"], tuple(forms), torn.line, (0, 0), strings.get("msgctxt"),
        strings.get("msgid_plural"), frozenset(flags), comments, torn.obsolete,
    )  # fmt: skip
    return framed(entry)


def _noted(mark: str, texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{mark}{escape(text)}" for text in texts if text)


def _rank(entry: Entry) -> tuple[bool, bool, bool]:
    return any(entry.msgstr), not entry.obsolete, not entry.fuzzy


def _once(first: Entry, second: Entry) -> Entry:
    """Return one entry for two of the same message: the better, the other's words in comments."""
    best, other = (first, second) if _rank(first) >= _rank(second) else (second, first)
    missing = [text for text in other.msgstr if text not in best.msgstr]
    missing += _other_plural(best, other)
    mine, yours = best.comments, other.comments
    comments = Comments(
        (
            *dict.fromkeys((*mine.translator, *yours.translator)),
            *_noted(ANOTHER, missing),
        ),
        tuple(dict.fromkeys((*mine.extracted, *yours.extracted))),
        tuple(dict.fromkeys((*mine.references, *yours.references))),
        mine.previous or yours.previous,
    )
    flags = best.flags | (other.flags - {"fuzzy"})
    # What is in use stays so, with the words that were put aside where it has none.
    return replace(best, comments=comments, flags=flags, obsolete=best.obsolete and other.obsolete)


def _other_plural(kept: Entry, other: Entry) -> list[str]:
    return [] if other.plural in (None, kept.plural) else [other.plural]


def _merged(
    ours: dict[_Key, Entry], theirs: dict[_Key, Entry], base: dict[_Key, Entry]
) -> dict[_Key, Entry]:
    """Return the entries of both sides of a conflict, with the base's words in comments."""
    merged = dict(ours)
    for key, other in theirs.items():
        mine = merged.get(key)
        merged[key] = other if mine is None else _agreed(mine, other)
    for key, former in base.items():
        known = merged.get(key)
        merged[key] = former if known is None else _once_of(known, former)
    return merged


def _once_of(known: Entry, former: Entry) -> Entry:
    """Keep the words of the base that neither side has."""
    inside = "\n".join(known.msgstr)
    missing = [text for text in former.msgstr if text not in inside]
    missing += _other_plural(known, former)
    notes = (
        *dict.fromkeys((*known.comments.translator, *former.comments.translator)),
        *_noted(ANOTHER, missing),
    )
    return replace(known, comments=replace(known.comments, translator=notes))


def _agreed(mine: Entry, yours: Entry) -> Entry:
    is_decided = mine.msgstr == yours.msgstr or not any(yours.msgstr) or not any(mine.msgstr)
    if is_decided or mine.plural is not None or yours.plural is not None or not mine.msgid:
        return _once(mine, yours)
    joined = _once(mine, replace(yours, msgstr=mine.msgstr))
    text = both(mine.translation, yours.translation)
    return replace(joined, msgstr=(text,), flags=joined.flags | {"fuzzy"})


# --- the file


def _written(entries: dict[_Key, Entry], rest: Sequence[str], header: Entry) -> bytes:
    top = entries.get((None, ""))
    if top is None:
        top = header
    elif "charset=" not in top.translation:
        top = replace(top, msgstr=(header.translation, *top.msgstr))
    top = _with_unread(top, (*top.msgstr[1:], top.plural or ""))
    top = replace(top, obsolete=False, plural=None, msgstr=top.msgstr[:1])
    top = with_charset(top, "utf-8")
    forms = number_of_forms(top)
    others = [fitted(entry, forms) for key, entry in entries.items() if key != (None, "")]
    others.sort(key=lambda entry: entry.obsolete)
    parts = [entry_text(entry) for entry in (top, *others)]
    if rest:
        parts.append("".join(f"# {line}\n" for line in _noted(UNREAD, rest)))
    return "\n".join(parts).encode("utf-8", "replace")


def _with_unread(entry: Entry, texts: Sequence[str]) -> Entry:
    notes = (*entry.comments.translator, *_noted(UNREAD, texts))
    return replace(entry, comments=replace(entry.comments, translator=notes))
