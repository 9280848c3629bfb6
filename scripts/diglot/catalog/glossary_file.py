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
from diglot.core.i18n import _
from diglot.core.language import Language
from diglot.core.system_errors import reason_of

NAME = "glossary.csv"
COLUMNS = ("term", "language", "translation", "also", "never", "kind", "note", "definition")
_REQUIRED = COLUMNS[:3]
# Spreadsheets take a cell that begins with one of these for a formula, and run it; behind an
# apostrophe it is text. Source: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile("'*[=+\\-@\t\r＝＋－＠]")
_ESCAPED = re.compile("'+[=+\\-@\t\r＝＋－＠]")
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
    shown = name or str(path)
    try:
        return parse_glossary(path.read_bytes(), shown)
    except FileNotFoundError:
        return GlossaryFile()
    except OSError as error:
        hint = _("put a list of terms in its place that can be read, or remove it")
        return GlossaryFile((), (_problem(shown, None, reason_of(error), hint),))


def parse_glossary(data: bytes, name: str) -> GlossaryFile:
    """Read a glossary from its bytes."""
    try:
        # Spreadsheets put a mark in front of UTF-8.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = _problem(
            name, line, _("this line is not UTF-8"), _("save the file as “CSV UTF-8”")
        )
        return GlossaryFile((), (problem,))
    terms: list[tuple[str, Term]] = []
    problems: list[Diagnostic] = []
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [cell.strip().casefold() for cell in next(rows, [])]
        if wrong := _wrong_columns(header, name):
            return GlossaryFile((), (wrong,))
        for row in rows:
            if any(cell.strip() for cell in row):
                problems += _faults(row, header, name, rows.line_num)
                terms += _terms(row, header)
    except csv.Error as error:
        # Of a cell without end, as a quote makes it that is never closed, it reads no more.
        hint = _("close the quotes that the row begins with")
        problems.append(
            _problem(name, rows.line_num, _("this row cannot be read: {error}", error=error), hint)
        )
    return GlossaryFile(tuple(terms), tuple(problems))


def _wrong_columns(header: list[str], name: str) -> Diagnostic | None:
    missing = [column for column in _REQUIRED if column not in header]
    unknown = [column for column in header if column not in COLUMNS]
    if not missing and not unknown:
        return None
    wrong = (
        _("unknown {column!r}", column=unknown[0])
        if unknown
        else _("no {column!r}", column=missing[0])
    )
    hint = _("begin the file with the line {columns}", columns=",".join(COLUMNS))
    return _problem(name, 1, _("the columns are wrong: {wrong}", wrong=wrong), hint)


def _terms(row: list[str], header: list[str]) -> Iterator[tuple[str, Term]]:
    cells = dict(zip(header, (as_read(cell.strip()) for cell in row), strict=False))
    if cells.get("term"):
        yield _tag(cells.get("language", "")), _term(cells)


def as_written(cell: str) -> str:
    """Return a cell as it is safe in a spreadsheet: what looks like a formula is text."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_read(cell: str) -> str:
    """Return what a cell means: the inverse of `as_written`."""
    return cell[1:] if _ESCAPED.match(cell) else cell


def _faults(row: list[str], header: list[str], name: str, line: int) -> Iterator[Diagnostic]:
    if len(row) > len(header):
        yield _problem(
            name, line, _("this row has too many cells"), _("put quotes around cells with a comma")
        )
    cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
    if not cells.get("term"):
        yield _problem(
            name, line, _("this row has no term"), _("fill in its term, or remove the row")
        )


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


def _problem(name: str, line: int | None, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Code.BROKEN_GLOSSARY, Severity.ERROR, message, Location(name, line), (hint,))
