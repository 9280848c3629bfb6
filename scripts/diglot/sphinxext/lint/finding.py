"""A check of the sources, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from diglot.core.codes import Code
from diglot.core.diagnostic import Severity
from diglot.sphinxext.markup.pages import Page


@dataclass(frozen=True, slots=True)
class LintFinding:
    """Something on a page that is hard to translate.

    `line` counts from 1, `hint` says what to do about it.
    """

    line: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Lint:
    """A check of the sources: `find` yields what it finds on one page."""

    code: Code
    severity: Severity
    find: Callable[[Page], Iterator[LintFinding]]
