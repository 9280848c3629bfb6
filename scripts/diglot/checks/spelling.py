"""Words that seem to be misspelt, by whatever engines there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from diglot.catalog.tokens import MASK
from diglot.checks.message import Finding, Repair, TranslatedMessage
from diglot.core.i18n import _, choice_of

SpellingEngine = Callable[[str, str], Iterable[tuple[str, Sequence[str]]]]
"""Gets a text without markup and the tag of its language, as conf.py spells it.

It yields each word that seems to be misspelt with what may have been meant, the likeliest first;
for a language that it does not know it yields nothing.
"""


def spelling_by(engine: SpellingEngine) -> Callable[[TranslatedMessage], Iterator[Finding]]:
    """Return the check of spelling by an engine."""

    def spelling(message: TranslatedMessage) -> Iterator[Finding]:
        """No word is misspelt, as far as the engines for the language know.

        Words that are right in the book go into ``locales/words.txt``, one a line; those of the
        glossary and of the message's own source are right already.

        Bad:  langauge model
        Good: language model
        """
        right = message.context.known_words
        text = message.target.prose.replace(MASK, " ")
        for word, suggestions in engine(text, message.context.target.tag):
            if word.isupper() or word.lower() in right or word in message.msgid:
                continue
            advice = (
                _("write {suggestions}", suggestions=choice_of(suggestions))
                if suggestions
                else _("correct it")
            )
            yield Finding(
                _("“{word}” seems to be misspelt", word=word),
                _("{advice}, or add the word to locales/words.txt if it is right", advice=advice),
                marks=(word,),
                repairs=tuple(Repair(word, better) for better in suggestions[:1]),
            )

    return spelling
