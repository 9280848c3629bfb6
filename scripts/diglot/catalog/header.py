"""The header entry: the fields of a catalog, and the header that a new one begins with."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace

from babel.core import UnknownLocaleError
from babel.messages.plurals import get_plural

from diglot.catalog.entry import Entry

_NEEDED = frozenset({"Content-Type", "Plural-Forms"})
_CHARSET = re.compile(r"(charset=)([\w.:-]+)", re.IGNORECASE)
_FROZEN_DATE = "2000-01-01 00:00+0000"
"""The date of every header: real ones conflict in each merge, and git knows them anyway."""


def header_fields(header: Entry | None) -> dict[str, str]:
    """Return the fields of a header in their order, as gettext reads them."""
    return dict(_fields(header.translation)) if header else {}


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip(), value.strip()


def new_header(tag: str, project: str, sibling: Entry | None = None) -> Entry:
    """Return the header of a new catalog for a language, in msgmerge's order of fields.

    What names people comes from `sibling`, the header of another catalog of the language.
    """
    inherited = header_fields(sibling)
    fields: dict[str, str | None] = {
        "Project-Id-Version": inherited.get("Project-Id-Version") or project,
        "Report-Msgid-Bugs-To": inherited.get("Report-Msgid-Bugs-To", ""),
        "POT-Creation-Date": _FROZEN_DATE,
        "PO-Revision-Date": _FROZEN_DATE,
        "Last-Translator": inherited.get("Last-Translator", ""),
        "Language-Team": inherited.get("Language-Team", tag),
        "Language": tag,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": inherited.get("Plural-Forms") or _plural_forms(tag),
    }
    text = "".join(f"{name}: {value}\n" for name, value in fields.items() if value is not None)
    return Entry("", (text,), 0, (0, 0))


def merged_fields(base: Entry | None, ours: Entry, theirs: Entry) -> str:
    """Return the text of the header of a merged catalog, merged field by field.

    Of two dates the later counts; in any other field that both sides changed, ours does. What
    gettext needs is not taken away.
    """
    old, mine, yours = map(header_fields, (base, ours, theirs))
    merged: dict[str, str] = {}
    for name in (*mine, *(name for name in yours if name not in mine)):
        values = (mine.get(name), yours.get(name))
        if values[0] == old.get(name):
            value = values[1]
        elif name.endswith("-Date") and values[1] != old.get(name):
            value = max(value or "" for value in values)
        else:
            value = values[0]
        if value is None and name in _NEEDED:
            value = values[0] or values[1]
        if value is not None:
            merged[name] = value
    if merged == mine:
        return ours.translation
    return "".join(f"{name}: {value}\n" for name, value in merged.items())


def with_charset(header: Entry, charset: str) -> Entry:
    """Return a header that names a charset, in its own spelling where it already does."""
    named = _CHARSET.search(header.translation)
    if named is None or _is_same(named.group(2), charset):
        return header
    name = "UTF-8" if _is_same("utf-8", charset) else charset
    return replace(header, msgstr=(_CHARSET.sub(rf"\g<1>{name}", header.translation),))


def _is_same(name: str, charset: str) -> bool:
    try:
        return codecs.lookup(name) == codecs.lookup(charset)
    except LookupError:  # such as CHARSET, the placeholder of a template
        return False


def _plural_forms(tag: str) -> str | None:
    try:
        plural = get_plural(tag.partition("@")[0])
    except (UnknownLocaleError, ValueError):
        return None
    return f"nplurals={plural.num_plurals}; plural={plural.plural_expr};"
