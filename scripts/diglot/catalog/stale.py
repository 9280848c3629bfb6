"""What is said of catalogs that lack messages of the sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from diglot.core.i18n import Message, _, ngettext
from diglot.core.locales import catalog_path, messages_dir, serving_paths

UPDATE = _("run `diglot update`, then translate what is new")
"""The next step."""


def lacking(folders: Sequence[Path], tag: str, domain: str, count: int) -> tuple[Path, Message]:
    """Return which catalog of a domain lacks so many messages, and a sentence on it.

    It is the first of those that serve the language, or where there would be one.
    """
    present = (path for path in serving_paths(folders, tag, domain) if path.exists())
    message = ngettext(
        "{number} message of the source is not in this catalog",
        "{number} messages of the source are not in this catalog",
        count,
    )
    return next(present, None) or catalog_path(folders[0], tag, domain), message


def none_at_all(folders: Sequence[Path], tag: str, count: int) -> tuple[Path, Message]:
    """Return where the catalogs of a language would lie, and a sentence on their absence.

    `count` messages would be in them.
    """
    message = ngettext(
        "there is no catalog, and the sources have {number} message",
        "there is no catalog, and the sources have {number} messages",
        count,
    )
    return messages_dir(folders[0], tag), message
