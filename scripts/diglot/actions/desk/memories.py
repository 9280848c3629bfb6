"""What a language has translated already: its catalogs, its memory, and TMX files beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from diglot.actions.desk.similar import Unit
from diglot.actions.language_data import read_language_data
from diglot.catalog.entry import Entry
from diglot.catalog.memory import candidates_in
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Severity
from diglot.core.errors import DiglotError
from diglot.core.files import file_state
from diglot.core.i18n import _
from diglot.core.language import Language
from diglot.core.project import Project
from diglot.core.system_errors import reason_of
from diglot.interchange.read import read_returned


def translated_units(project: Project, language: Language) -> Iterator[Unit]:
    """Yield the confirmed translations of the catalogs, then those of the memory."""
    data = read_language_data(project, language)
    for domain, catalog in data.catalogs.items():
        yield from filter(None, (unit_of(entry, domain) for entry in catalog.entries))
    for candidate in candidates_in(data.memory):
        if candidate.entry.translation:
            yield Unit(candidate.entry.msgid, candidate.entry.translation, candidate.domain)


def unit_of(entry: Entry, domain: str) -> Unit | None:
    """Return what an entry suggests for others; None where it is not confirmed."""
    is_known = entry.translation and not entry.fuzzy
    return Unit(entry.msgid, entry.translation, domain) if is_known else None


class TmxFiles:
    """The translation memories in the folders of the catalogs, and in that of the language.

    Each file is read once, and again where it has changed.
    """

    def __init__(self, project: Project, language: Language) -> None:
        self._project, self._language = project, language
        self._read: dict[Path, tuple[str, list[Unit], Diagnostic | None]] = {}

    def units(self) -> list[Unit]:
        """Return the pairs of all files; their origin is the name of the file."""
        return [unit for _state, units, _fault in self._current() for unit in units]

    def faults(self) -> list[Diagnostic]:
        """Return why files could not be read."""
        return [fault for _state, _units, fault in self._current() if fault]

    def _current(self) -> list[tuple[str, list[Unit], Diagnostic | None]]:
        found = {path: file_state(str(path)) for path in self._paths()}
        self._read = {
            path: known
            if (known := self._read.get(path)) and known[0] == state
            else (state, *self._taken(path))
            for path, state in found.items()
        }
        return list(self._read.values())

    def _paths(self) -> Iterator[Path]:
        for folder in self._project.locale_dirs:
            for place in (folder, folder / self._language.tag):
                yield from sorted(place.glob("*.tmx"))

    def _taken(self, path: Path) -> tuple[list[Unit], Diagnostic | None]:
        name = self._project.shown(path)
        try:
            return list(self._units_of(path, name)), None
        except DiglotError as error:
            hints = (error.hint,) if error.hint else ()
            place = error.location or Location(name)
            return [], Diagnostic(Code.FILE_ERROR, Severity.ERROR, error.message, place, hints)
        except OSError as error:
            reason = _("the file cannot be read: {reason}", reason=reason_of(error))
            return [], Diagnostic(Code.FILE_ERROR, Severity.ERROR, reason, Location(name))

    def _units_of(self, path: Path, name: str) -> Iterator[Unit]:
        for pair in read_returned(path.read_bytes(), name):
            is_ours = _is_of(pair.language, self._language)
            if is_ours and isinstance(pair.source, str) and isinstance(pair.target, str):
                yield Unit(pair.source, pair.target, path.name)


def _is_of(tag: str, language: Language) -> bool:
    """Whether texts of a tag serve a language: its own, its plain one, or any where it is plain."""
    tag, own = tag.replace("_", "-").casefold(), language.bcp47.casefold()
    return tag in (own, language.base) or (own == language.base == tag.partition("-")[0])
