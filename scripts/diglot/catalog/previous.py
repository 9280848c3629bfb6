"""Previous sources (``#|``): what a fuzzy translation was made for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diglot.catalog.entry import Entry
from diglot.catalog.strings import QUOTED, escape, unescape

_KEYWORDS = ("msgctxt", "msgid", "msgid_plural")


@dataclass(frozen=True, slots=True)
class Previous:
    """The source, with its context and plural, that a translation was made for."""

    msgid: str
    context: str | None = None
    plural: str | None = None


def previous_of(entry: Entry) -> Previous | None:
    """Return the previous source of an entry; None where none is noted or it is no source."""
    return read_previous(entry.comments.previous)


def read_previous(lines: Iterable[str]) -> Previous | None:
    """Read the lines of ``#|`` comments, given without their marks."""
    strings: dict[str, str] = {}
    current = ""
    for line in lines:
        word = line.split('"', 1)[0].strip()
        if word:
            if word not in _KEYWORDS or word in strings:
                return None
            current = word
        elif not current:
            return None
        text = "".join(unescape(part)[0] for part in QUOTED.findall(line))
        strings[current] = strings.get(current, "") + text
    if "msgid" not in strings:
        return None
    return Previous(strings["msgid"], strings.get("msgctxt"), strings.get("msgid_plural"))


def previous_lines(previous: Previous) -> tuple[str, ...]:
    """Return the canonical lines of a previous source, without their marks."""
    values = zip(_KEYWORDS, (previous.context, previous.msgid, previous.plural), strict=True)
    return tuple(line for word, text in values if text is not None for line in keyword(word, text))


def keyword(word: str, text: str) -> list[str]:
    """Return a keyword with its string as canonical lines: broken after line feeds only."""
    if "\n" not in text[:-1]:
        return [f'{word} "{escape(text)}"']
    parts = text.split("\n")
    lines = [f'"{escape(part)}\\n"' for part in parts[:-1]]
    return [f'{word} ""', *lines, *([f'"{escape(parts[-1])}"'] if parts[-1] else [])]
