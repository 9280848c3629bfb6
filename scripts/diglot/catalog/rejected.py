"""What gettext rejects in a catalog that can be read all the same, as Babel does for Sphinx."""

from __future__ import annotations

from dataclasses import replace

from diglot.catalog.entry import Catalog, Entry


def is_rejected(catalog: Catalog) -> bool:
    """Whether gettext does not read a catalog to its end.

    That is what is broken, a message that is there as an obsolete one, too, and translations that
    do not begin and end with a line feed where their messages do.
    """
    keys = {(entry.context, entry.msgid) for entry in catalog.entries}
    is_doubled = len(keys) < len(catalog.entries)
    return catalog.broken or is_doubled or any(framed(entry) != entry for entry in catalog.entries)


def framed(entry: Entry) -> Entry:
    """Return an entry whose translations begin and end with line feeds as its message does."""
    first, last = frame = _line_feeds(entry.msgid)
    forms = tuple(
        form if _line_feeds(form) == frame or not entry.msgid else core and first + core + last
        for form in entry.msgstr
        for core in [form.removeprefix("\n").removesuffix("\n")]
    )
    return replace(entry, msgstr=forms)


def _line_feeds(text: str) -> tuple[str, str]:
    return "\n" * text.startswith("\n"), "\n" * text.endswith("\n")
