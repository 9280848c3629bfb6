"""The rules that every Markdown parser starts with, in markdown-it-py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markdown_it import parser_inline
from markdown_it.rules_inline import balance_pairs, emphasis

from diglot.sphinxext.compat.parts import Replacement, note, part

EMPHASIS = Replacement(
    (
        part("markdown_it.rules_inline.emphasis:tokenize", "f0c7854da671"),
        part("markdown_it.rules_inline.balance_pairs:processDelimiters", "92274ef0057c"),
        part("markdown_it.rules_inline.balance_pairs:link_pairs", "c5a2c7436137"),
    ),
    without="** beside full-width signs is read as CommonMark has it",
)


def replace_emphasis(tokenize: Callable[..., Any], balance: Callable[..., Any]) -> None:
    """Put two rules into every parser that is made from now on; doing it again changes nothing.

    `tokenize` takes the place of the rule ``emphasis``, `balance` that of ``balance_pairs``.
    """
    if not EMPHASIS.fits:
        return
    for rules, name, stock, ours in (
        (parser_inline._rules, "emphasis", emphasis.tokenize, tokenize),
        (parser_inline._rules2, "balance_pairs", balance_pairs.link_pairs, balance),
    ):
        _replace(rules, name, stock, ours)


def _replace(rules: list[Any], name: str, stock: object, ours: object) -> None:
    for place, (known, rule) in enumerate(rules):
        if known == name and rule in (stock, ours):
            rules[place] = (name, ours)
            return
    note(f"markdown-it-py has another rule {name!r}: {EMPHASIS.without}")
