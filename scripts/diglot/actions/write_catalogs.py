"""Writes what a synchronisation came to, so that a crash at any moment loses nothing."""

from __future__ import annotations

from pathlib import Path

from diglot.catalog.changes import Outcome
from diglot.catalog.sync import LanguageData
from diglot.core.files import write_bytes
from diglot.core.language import Language
from diglot.core.locales import catalog_path, memory_path


def write_outcome(folder: Path, language: Language, stored: LanguageData, outcome: Outcome) -> bool:
    """Write the files of a language; return False, with nothing written, if they have changed.

    What leaves one catalog for another goes to the memory first and leaves it last, so that it
    is in some file at every moment.
    """
    memory = memory_path(folder, language.tag)
    # A catalog that is new must not take the place of one that nobody has read.
    expected = dict.fromkeys(outcome.files, b"") | {
        domain: catalog.data for domain, catalog in stored.catalogs.items()
    }
    if _data(memory) != stored.memory.data or any(
        _data(catalog_path(folder, language.tag, domain)) != data
        for domain, data in expected.items()
    ):
        return False
    if outcome.transit is not None:
        write_bytes(memory, outcome.transit)
    gone = [domain for domain, data in outcome.files.items() if data is None]
    for domain, data in outcome.files.items():
        if data is not None:
            write_bytes(catalog_path(folder, language.tag, domain), data)
    for domain in gone:
        _remove(catalog_path(folder, language.tag, domain))
    if outcome.memory is not None:
        write_bytes(memory, outcome.memory)
    elif memory.is_symlink():
        write_bytes(memory, b"")  # the link stays, for what there will be to remember
    else:
        memory.unlink(missing_ok=True)
    return True


def _data(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # nothing is there, or nothing that can be read
        return b""


def _remove(path: Path) -> None:
    """Remove a catalog, what was compiled from it, and the folder if that was all."""
    path.unlink(missing_ok=True)
    path.with_suffix(".mo").unlink(missing_ok=True)
    if not any(path.parent.iterdir()):
        path.parent.rmdir()
