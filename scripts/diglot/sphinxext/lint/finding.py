"""What a check of the sources yields, and what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from diglot.core.codes import Code
from diglot.core.diagnostic import Severity
from diglot.sphinxext.markup.pages import Page


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing on a page that translates badly; `line` counts from 1."""

    line: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Lint:
    """A check of the sources; `find` looks at one page."""

    code: Code
    severity: Severity
    find: Callable[[Page], Iterator[Finding]]
