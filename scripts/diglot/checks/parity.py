"""Comparing the markup of a message with that of its translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator

from diglot.catalog.tokens import Token, TokenKind
from diglot.checks.message import Finding, Repair, TranslatedMessage
from diglot.core.i18n import _, listed, word


def differences(
    message: TranslatedMessage,
    kind: TokenKind,
    identity: Callable[[Token], Hashable] = lambda t: t.identity,
) -> Iterator[Finding]:
    """Yield what is missing and what was added, counting each token as often as it stands.

    Two tokens are the same if their `identity` is.
    """
    source, target = message.source.of_kind(kind), message.target.of_kind(kind)
    yield from differing(surplus(source, target, identity), surplus(target, source, identity), kind)


def differing(lost: list[Token], added: list[Token], kind: TokenKind) -> Iterator[Finding]:
    """Yield what to say of tokens that are missing and of tokens that were added."""
    if len(lost) == len(added) == 1:
        yield Finding(
            _(
                "the {kind} {before} became {after}",
                kind=word(kind),
                before=lost[0].shown,
                after=added[0].shown,
            ),
            _("write {markup} there, as in the source", markup=lost[0].shown),
            marks=(added[0].shown,),
            repairs=(Repair(added[0].shown, _corrected(lost[0], added[0])),),
        )
        return
    if lost:
        yield Finding(
            _(
                "this {kind} of the source is missing: {markup}",
                kind=word(kind),
                markup=written(lost),
            ),
            _("put it where it belongs, as it is written in the source"),
            # A link without its words would be invisible.
            repairs=tuple(Repair("", token.insertable) for token in lost),
        )
    if added:
        yield Finding(
            _("this {kind} is not in the source: {markup}", kind=word(kind), markup=written(added)),
            _("remove it, or correct what it names"),
            marks=tuple(token.shown for token in added),
        )


def _corrected(lost: Token, added: Token) -> str:
    """Return the markup of a translation with what that of the source names; its words stay."""
    if lost.name == added.name and lost.target and added.target in added.shown and added.target:
        before, _target, after = added.shown.rpartition(added.target)
        return f"{before}{lost.target}{after}"
    return lost.shown


def written(tokens: list[Token]) -> str:
    """Return tokens as they are written, each once, for a message."""
    return listed(dict.fromkeys(token.shown for token in tokens))


def surplus(
    tokens: list[Token],
    others: list[Token],
    identity: Callable[[Token], Hashable] = lambda t: t.identity,
) -> list[Token]:
    """Return the `tokens` that have no counterpart among the `others`, one for each."""
    unmatched = Counter(identity(token) for token in others)
    alone = []
    for token in tokens:
        if unmatched[identity(token)]:
            unmatched[identity(token)] -= 1
        else:
            alone.append(token)
    return alone
