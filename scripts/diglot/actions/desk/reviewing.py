"""What has changed in the translations since a git revision or a date, for whoever reviews them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diglot.actions.desk.messages import DeskMessage
from diglot.actions.history import catalogs_at
from diglot.actions.language_data import locales
from diglot.catalog.entry import Entry
from diglot.catalog.reader import parse_catalog
from diglot.catalog.revise import Version, live_entries, version_of
from diglot.core.language import Language
from diglot.core.locales import messages_dir
from diglot.core.project import Project


@dataclass(frozen=True, slots=True)
class Changed:
    """A message whose translation has changed, and what it was; None where there was none."""

    message: DeskMessage
    before: Version | None


def changed_since(
    project: Project, language: Language, messages: Iterable[DeskMessage], since: str
) -> list[Changed]:
    """Return the messages with another translation than at a git revision or a date.

    Those that were fuzzy then and are confirmed now are among them. Raises DiglotError where git
    knows no such revision or date, or nothing of the catalogs.
    """
    folder = messages_dir(locales(project), language.tag)
    former = {
        domain: live_entries(parse_catalog(data, folder / f"{domain}.po"))
        for domain, data in catalogs_at(folder, since).items()
    }
    return list(filter(None, (_changed(message, former) for message in messages)))


def _changed(message: DeskMessage, former: Mapping[str, Mapping[str, Entry]]) -> Changed | None:
    entry = message.entry
    if entry is None or not any(entry.msgstr):
        return None
    was = former.get(message.placed.domain, {}).get(entry.msgid)
    if was is None or not any(was.msgstr):
        return Changed(message, None)
    is_new = was.msgstr != entry.msgstr or (was.fuzzy and not entry.fuzzy)
    return Changed(message, version_of(was)) if is_new else None
