"""Which messages `diglot check` objects to: those whose translation has an error or a warning."""

from __future__ import annotations

from collections.abc import Iterable

from diglot.actions.desk.checking import Checking
from diglot.actions.desk.messages import DeskMessage
from diglot.catalog.entry import State
from diglot.catalog.revise import Version, version_of
from diglot.core.diagnostic import Severity


class Flags:
    """What checks say of messages, remembered until these or what checks know have changed."""

    def __init__(self) -> None:
        self._checking: Checking | None = None
        self._known: dict[str, tuple[Version, bool]] = {}

    def flagged(self, messages: Iterable[DeskMessage], checking: Checking) -> list[str]:
        """Return the names of the messages that are flagged."""
        if checking is not self._checking:
            self._checking, self._known = checking, {}
        return [message.id for message in messages if self._is_flagged(message, checking)]

    def _is_flagged(self, message: DeskMessage, checking: Checking) -> bool:
        # Only what readers get to see is checked.
        if message.entry is None or message.entry.state is not State.TRANSLATED:
            return False
        version = version_of(message.entry)
        known = self._known.get(message.id)
        if known is None or known[0] != version:
            diagnostics = checking.diagnostics(message, version)
            is_so = any(placed.diagnostic.severity is not Severity.INFO for placed in diagnostics)
            known = self._known[message.id] = version, is_so
        return known[1]
