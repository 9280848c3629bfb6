"""What checks are given besides a message, in tests of checks."""

from __future__ import annotations

from collections.abc import Mapping

from diglot.catalog.glossary import Glossary, Term
from diglot.checks.message import Context
from diglot.core.language import language


def context(
    source: str = "zh_CN",
    target: str = "en",
    terms: tuple[Term, ...] = (),
    pairs: Mapping[str, str] | None = None,
    known_words: frozenset[str] = frozenset(),
) -> Context:
    """Return the context of checks from one language into another."""
    languages = language(source), language(target)
    return Context(*languages, Glossary(*languages, terms, pairs or {}), known_words)
