"""Handing messages to translators: files for their tools, memories, glossaries, review sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from diglot.actions.exchange import Exchange
from diglot.actions.selection import belongs, find_documents
from diglot.catalog.entry import Catalog, State
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Report, Severity, sort_diagnostics
from diglot.core.errors import UsageError
from diglot.core.files import write_bytes
from diglot.core.i18n import _
from diglot.core.language import Language
from diglot.core.project import Project
from diglot.interchange.cells import LONGEST
from diglot.interchange.segment import Batch, Segment
from diglot.interchange.sheet import fits, write_sheet
from diglot.interchange.tmx import confirmed, write_tmx
from diglot.interchange.xliff1 import write_xliff1
from diglot.interchange.xliff2 import write_xliff2

if TYPE_CHECKING:
    from diglot.sphinxext.markup.book import Book


@dataclass(frozen=True, slots=True)
class Format:
    """A format of messages: how its files end, and what writes them."""

    suffix: str
    write: Callable[[Batch], bytes]


FORMATS = {
    "xliff": Format(".xlf", write_xliff1),
    "xliff2": Format(".2.xlf", write_xliff2),
    "xlsx": Format(".xlsx", write_sheet),
    "tmx": Format(".tmx", write_tmx),
}
"""The formats of messages by the name they are asked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to export: documents as people name them (none for all), and how.

    `unfinished` leaves out what is confirmed. `each` makes a file a document. `to` is the file
    to write, or the folder where there are several.
    """

    documents: tuple[str, ...] = ()
    unfinished: bool = False
    each: bool = False
    to: Path | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written, with the number of messages or terms in it."""

    path: str
    language: str
    count: int


def export(
    project: Project, name: str, languages: tuple[Language, ...] | None, wanted: Wanted
) -> Report:
    """Write the messages in the format `name`, a file a language or a document.

    The report's results hold ``files``, a list of `Exported`; its diagnostics name catalogs
    that are broken and so were left out. Raises UsageError for documents that are not there.
    """
    from diglot.sphinxext.markup.book import Book

    chosen = project.targets if languages is None else languages
    book, exchange = Book(project), Exchange(project)
    names = find_documents(project, book.documents, wanted.documents)
    files: list[Exported] = []
    problems: list[Diagnostic] = []
    for language in chosen:
        batch, found = _batch(project, exchange, book, language, names)
        problems += found
        if name == "xlsx":
            batch, found = _fitting(batch)
            problems += found
        if wanted.unfinished:
            batch = _only(batch, lambda segment: segment.state is not State.TRANSLATED)
        files += _write(project, name, batch, wanted, several=len(chosen) > 1)
    return Report(sort_diagnostics(problems), {"files": files})


def _batch(
    project: Project,
    exchange: Exchange,
    book: Book,
    language: Language,
    names: frozenset[str] | None,
) -> tuple[Batch, list[Diagnostic]]:
    documents: dict[str, tuple[Segment, ...]] = {}
    problems: list[Diagnostic] = []
    for domain, catalog in exchange.catalogs(language):
        if not belongs(domain, names):
            continue
        if catalog.broken:
            problems += [*catalog.problems, _left_out(project, catalog, language)]
        else:
            found = exchange.segments(domain, catalog, book.documents.get(domain))
            documents[domain] = found
    return Batch(project.source, language, documents), problems


def _left_out(project: Project, catalog: Catalog, language: Language) -> Diagnostic:
    return Diagnostic(
        Code.NOT_EXPORTED,
        Severity.ERROR,
        _("this catalog is broken and was left out, since nothing could be imported into it"),
        Location(project.shown(catalog.path), language=language.tag),
        (_("correct the lines named above and export again"),),
    )


def _only(batch: Batch, wanted: Callable[[Segment], bool]) -> Batch:
    kept = {
        domain: tuple(segment for segment in segments if wanted(segment))
        for domain, segments in batch.documents.items()
    }
    return replace(batch, documents=kept)


def _fitting(batch: Batch) -> tuple[Batch, list[Diagnostic]]:
    problems = [
        Diagnostic(
            Code.NOT_EXPORTED,
            Severity.WARNING,
            _(
                "a message in line {line} of this document's catalog is longer than a cell, "
                "which holds {longest} characters; it was left out",
                line=segment.entry.line,
                longest=LONGEST,
            ),
            Location(domain, language=batch.target.tag, msgid=segment.entry.msgid),
            (_("export it as xliff"),),
        )
        for domain, segments in batch.documents.items()
        for segment in segments
        if not fits(segment)
    ]
    return _only(batch, fits), problems


def _write(
    project: Project, name: str, batch: Batch, wanted: Wanted, *, several: bool
) -> Iterator[Exported]:
    """Write a batch as one file, or each of its documents as one."""
    documents = {domain: segments for domain, segments in batch.documents.items() if segments}
    parts = [{domain: segments} for domain, segments in documents.items()]
    for part in parts if wanted.each else [documents]:
        batch = replace(batch, documents=part)
        every = [segment for segments in part.values() for segment in segments]
        count = len(list(confirmed(batch))) if name == "tmx" else len(every)
        if count:
            domain = next(iter(part)) if wanted.each else None
            suffix = FORMATS[name].suffix
            path = place(project, batch.target, suffix, wanted.to, domain, several=several)
            write_bytes(path, FORMATS[name].write(batch))
            yield Exported(project.shown(path), batch.target.tag, count)


def place(
    project: Project,
    language: Language,
    suffix: str,
    to: Path | None,
    domain: str | None = None,
    *,
    several: bool = False,
) -> Path:
    """Return where a file goes: to the file or the folder `to`, else below the build folder.

    Raises UsageError where several files were to go into one.
    """
    folder = to or project.builddir / "exchange"
    if domain is not None:
        name = f"{domain}.{language.slug}{suffix}"
    else:
        name = f"{project.root.name}.{language.slug}{suffix}"
    if to is None or to.is_dir():
        return folder / name
    if domain is None and not several:
        return to
    if to.suffix:
        raise UsageError(
            _("{to} is one file, and this makes several", to=to), hint=_("name a folder: -o FOLDER")
        )
    return folder / name
