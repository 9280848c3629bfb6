"""References to the book's glossary."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.catalog.tokens import Token, TokenKind
from diglot.checks.message import Finding, Repair, TranslatedMessage
from diglot.core.i18n import _


def terms(message: TranslatedMessage) -> Iterator[Finding]:
    """A term of the source is a term of the translation: the same one, in either language.

    Bad:  {term}`训练`需要时间   →   {term}`Practice` takes time
    Good: {term}`训练`需要时间   →   {term}`Training <训练>` takes time
    """
    lost, added = _unmatched(message)
    for token in lost:
        finding = _("the term {term} is missing", term=token.shown)
        if len(lost) == len(added) == 1:
            finding = _(
                "the term {before} became {after}", before=token.shown, after=added[0].shown
            )
        changed = added[0].shown if len(lost) == len(added) == 1 else ""
        markup = _markup(message, token)
        repairs = (Repair(changed, markup),) if markup else ()
        yield Finding(
            finding,
            _advice(message, token),
            marks=(changed,) if changed else (),
            repairs=repairs,
        )
    for token in added if not lost else added[len(lost) :]:
        yield Finding(
            _("the term {term} is not in the source", term=token.shown),
            _("point it at a term of the source, or write the words without the role"),
            marks=(token.shown,),
        )


def _unmatched(message: TranslatedMessage) -> tuple[list[Token], list[Token]]:
    """Return the terms of the source without a counterpart, and those of the translation."""
    lost, unmatched = [], message.target.of_kind(TokenKind.TERM)
    unpaired = []
    for token in message.source.of_kind(TokenKind.TERM):
        names = {_key(token.target), *map(_key, _translations(message, token))}
        same = next((other for other in unmatched if _key(other.target) in names), None)
        if same:
            unmatched.remove(same)
        elif len(names) == 1:
            unpaired.append(token)
        else:
            lost.append(token)
    # Where the glossary has no translation of a term, any name may be right.
    matched = min(len(unpaired), len(unmatched))
    return lost + unpaired[matched:], unmatched[matched:]


def _translations(message: TranslatedMessage, token: Token) -> tuple[str, ...]:
    return message.context.glossary.renderings(token.target)


def _markup(message: TranslatedMessage, token: Token) -> str:
    """Return a term as its translation is written; "" where the glossary has none."""
    words = next(iter(_translations(message, token)), "")
    return f"{token.shown.partition('`')[0]}`{words} <{token.target}>`" if words else ""


def _advice(message: TranslatedMessage, token: Token) -> str:
    words = next(iter(_translations(message, token)), "…")
    role = token.shown.partition("`")[0]
    return _("write {role}`{words} <{term}>`", role=role, words=words, term=token.target)


def _key(text: str) -> str:
    # Sphinx looks a term up without regard to its case.
    return " ".join(text.split()).casefold()
