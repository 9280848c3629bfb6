"""Images inside sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diglot.catalog.tokens import Token, TokenKind
from diglot.checks.message import Finding, TranslatedMessage
from diglot.checks.parity import differences
from diglot.core.language import Language


def images(message: TranslatedMessage) -> Iterator[Finding]:
    """An inline image stays, with its file or with that file's version in the language.

    Such a version has the language in its name or is in a folder that names it.

    Bad:  点 ![保存](save.svg)   →   Click save
    Good: 点 ![保存](save.svg)   →   Click ![Save](save.en.svg)
    """
    context = message.context
    names = _names_of(context.source, context.target)

    def identity(token: Token) -> str:
        *folders, name = token.target.split("/")
        common = [folder for folder in folders if not names.search(folder)]
        return "/".join([*common, names.sub("", name)])

    yield from differences(message, TokenKind.IMAGE, identity)


def _names_of(*languages: Language) -> re.Pattern[str]:
    """Return what finds the name of a language as a word in that of a file or folder."""
    tags = {
        tag
        for language in languages
        for tag in (language.tag, language.slug, language.bcp47, language.base)
    }
    longest_first = "|".join(map(re.escape, sorted(tags, key=len, reverse=True)))
    return re.compile(rf"(?:^|[._-])(?:{longest_first})(?=[._-]|$)", re.IGNORECASE)
