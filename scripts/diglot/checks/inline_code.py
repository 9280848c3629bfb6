"""Code inside sentences."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.catalog.scripts import CJK
from diglot.catalog.tokens import TokenKind
from diglot.checks.message import Finding, Repair, TranslatedMessage
from diglot.checks.parity import written
from diglot.core.diagnostic import Severity
from diglot.core.i18n import _


def inline_code(message: TranslatedMessage) -> Iterator[Finding]:
    """What stands between backticks is what people type; it stays, at least once.

    A literal with Chinese or Japanese in it may be translated, so those are only counted. So may
    one that becomes such a literal: it is words, or has words in it, as `v[major]` has.

    Bad:  用 `--force` 覆盖   →   overwrite with `-force`
    Good: 用 `--force` 覆盖   →   overwrite with `--force`
    """
    source, target = message.source.of_kind(TokenKind.CODE), message.target.of_kind(TokenKind.CODE)
    kept = {token.target for token in target}
    # `-L` is not lost where `curl -L` says it.
    kept |= {word for token in target for word in token.target.split()}
    gone = [token for token in dict.fromkeys(source) if token.target not in kept]
    words = [token for token in gone if CJK.search(token.target)]
    lost = [token for token in gone if token not in words]
    shown = [
        message.target.prose,
        *(link.target for link in message.target.of_kind(TokenKind.LINK)),
    ]
    bare = [token for token in lost if any(token.target in text for text in shown)]
    if bare:
        yield Finding(
            _("this is code in the source and plain text here: {code}", code=written(bare)),
            _("put it between backticks, as in the source"),
            Severity.WARNING,
            tuple(token.target for token in bare),
            tuple(Repair(token.target, token.shown) for token in bare),
        )
    lost = [token for token in lost if token not in bare]
    new = {token.target for token in target} - {token.target for token in source}
    if 0 < len(lost) <= sum(bool(CJK.search(text)) for text in new):
        yield Finding(
            _("this code of the source is translated: {code}", code=written(lost)),
            _("if people type it, write it as in the source"),
            Severity.INFO,
            tuple(token.shown for token in target if token.target in new),
        )
        lost = []
    if lost:
        yield Finding(
            _("this code of the source is missing: {code}", code=written(lost)),
            _("write it as in the source; nobody can type a translation of it"),
            repairs=tuple(Repair("", token.shown) for token in lost),
        )
    if len(words) > len(new):
        yield Finding(
            _("this code of the source is missing: {code}", code=written(words)),
            _("write it, or its translation, between backticks"),
        )
