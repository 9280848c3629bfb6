"""The rules of markdown-it-py that every new Markdown parser has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markdown_it import parser_inline
from markdown_it.rules_inline import balance_pairs, emphasis

from diglot.core.i18n import _
from diglot.sphinxext.compat.parts import Replacement, note, part

EMPHASIS = Replacement(
    (
        part("markdown_it.rules_inline.emphasis:tokenize", "f0c7854da671"),
        part("markdown_it.rules_inline.balance_pairs:processDelimiters", "92274ef0057c"),
        part("markdown_it.rules_inline.balance_pairs:link_pairs", "c5a2c7436137"),
    ),
    without=_("** beside full-width signs is read as CommonMark has it"),
)


def replace_emphasis(tokenize: Callable[..., Any], balance: Callable[..., Any]) -> None:
    """Replace two rules in every parser that is made from now on; a second call changes nothing.

    `tokenize` replaces the rule ``emphasis``, `balance` the rule ``balance_pairs``.
    """
    if not EMPHASIS.fits:
        return
    for rules, name, stock, ours in (
        (parser_inline._rules, "emphasis", emphasis.tokenize, tokenize),
        (parser_inline._rules2, "balance_pairs", balance_pairs.link_pairs, balance),
    ):
        _replace(rules, name, stock, ours)


def _replace(rules: list[Any], name: str, stock: object, ours: object) -> None:
    for index, (rule_name, rule) in enumerate(rules):
        if rule_name == name and rule in (stock, ours):
            rules[index] = (name, ours)
            return
    note(
        _(
            "markdown-it-py has another rule {name!r}: {without}",
            name=name,
            without=EMPHASIS.without,
        )
    )
