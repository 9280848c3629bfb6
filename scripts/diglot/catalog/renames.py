"""Recognises documents that were renamed: a catalog without a document, and the reverse."""

from __future__ import annotations

from collections.abc import Mapping

from diglot.catalog.entry import Catalog
from diglot.catalog.template import Template

_LEAST_SHARE = 0.5


def renames(orphans: Mapping[str, Catalog], newcomers: Mapping[str, Template]) -> dict[str, str]:
    """Return old domain → new domain of documents that share at least half of their messages.

    Each has one partner at most; the pairs that share most come first.
    """
    messages = {
        domain: {entry.msgid for entry in catalog.entries if not entry.obsolete}
        for domain, catalog in orphans.items()
        if not catalog.broken
    }
    holders: dict[str, list[str]] = {}
    for domain, msgids in messages.items():
        for msgid in msgids:
            holders.setdefault(msgid, []).append(domain)
    shared: dict[tuple[str, str], int] = {}
    for new, template in newcomers.items():
        for message in template.messages:
            for old in holders.get(message.msgid, ()):
                shared[old, new] = shared.get((old, new), 0) + 1
    renamed: dict[str, str] = {}
    for (old, new), count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        larger = max(len(messages[old]), len(newcomers[new].messages))
        if count >= larger * _LEAST_SHARE and old not in renamed and new not in renamed.values():
            renamed[old] = new
    return renamed
