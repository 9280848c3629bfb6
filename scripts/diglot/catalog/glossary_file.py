"""Reads ``locales/glossary.csv``, the list of terms that translators keep in a spreadsheet.

The columns, in any order; all but the first three may be left out:

term         the term in the language of the sources
language     the language of the renderings, as conf.py spells it; empty: all
translation  the preferred rendering; empty: that of the book's own glossary
also         other renderings that are right, separated by semicolons
never        renderings that are wrong, separated by semicolons
kind         the part of speech
note         anything a translator should know
definition   what the term means, in the language of the sources
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from diglot.catalog.glossary import Term
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Severity
from diglot.core.language import Language

NAME = "glossary.csv"
COLUMNS = ("term", "language", "translation", "also", "never", "kind", "note", "definition")
_REQUIRED = COLUMNS[:3]
_BETWEEN = re.compile(r"\s*[;；]\s*")


@dataclass(frozen=True, slots=True)
class GlossaryFile:
    """The rows of a glossary file by language ("" for all), and what was wrong with the rest."""

    terms: tuple[tuple[str, Term], ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    def terms_into(self, language: Language) -> tuple[Term, ...]:
        """Return the terms that have renderings in a language."""
        return tuple(term for tag, term in self.terms if tag in ("", language.slug))


def read_glossary(path: Path, name: str | None = None) -> GlossaryFile:
    """Read the file at `path`, which need not exist; diagnostics call it `name`."""
    if not path.exists():
        return GlossaryFile()
    return parse_glossary(path.read_bytes(), name or str(path))


def parse_glossary(data: bytes, name: str) -> GlossaryFile:
    """Read a glossary from its bytes."""
    try:
        # Spreadsheets put a mark in front of UTF-8.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = _problem(name, line, "this line is not UTF-8", "save the file as “CSV UTF-8”")
        return GlossaryFile((), (problem,))
    rows = csv.reader(io.StringIO(text, newline=""))
    header = [cell.strip().casefold() for cell in next(rows, [])]
    missing = [column for column in _REQUIRED if column not in header]
    unknown = [column for column in header if column not in COLUMNS]
    if missing or unknown:
        wrong = f"unknown {unknown[0]!r}" if unknown else f"no {missing[0]!r}"
        hint = f"begin the file with the line {','.join(COLUMNS)}"
        return GlossaryFile((), (_problem(name, 1, f"the columns are wrong: {wrong}", hint),))
    terms: list[tuple[str, Term]] = []
    problems: list[Diagnostic] = []
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        problems += _faults(row, header, name, rows.line_num)
        cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
        if cells.get("term"):
            terms.append((_tag(cells.get("language", "")), _term(cells)))
    return GlossaryFile(tuple(terms), tuple(problems))


def _faults(row: list[str], header: list[str], name: str, line: int) -> Iterator[Diagnostic]:
    if len(row) > len(header):
        yield _problem(
            name, line, "this row has too many cells", "put quotes around cells with a comma"
        )
    cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
    if not cells.get("term"):
        yield _problem(name, line, "this row has no term", "fill in its term, or remove the row")


def _term(cells: dict[str, str]) -> Term:
    return Term(
        cells["term"],
        cells.get("translation", ""),
        _several(cells.get("also", "")),
        _several(cells.get("never", "")),
        cells.get("kind", ""),
        cells.get("note", ""),
        cells.get("definition", ""),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, _BETWEEN.split(cell)))


def _tag(cell: str) -> str:
    return cell.lower().replace("_", "-")


def _problem(name: str, line: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Code.BROKEN_GLOSSARY, Severity.ERROR, message, Location(name, line), (hint,))
