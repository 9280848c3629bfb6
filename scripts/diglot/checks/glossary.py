"""Terms that are not rendered as the glossary says."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.checks.message import Finding, TranslatedMessage


def glossary(message: TranslatedMessage) -> Iterator[Finding]:
    """A term of the source is rendered as the glossary says, inflected or not.

    Bad:  推理很快   →   Reasoning is fast
    Good: 推理很快   →   Inference is fast
    """
    if message.msgid == message.msgstr:
        return
    terms = message.context.glossary
    for term in terms.terms_in(message.source.prose):
        renderings = term.renderings
        if renderings and not any(
            terms.renders(rendering, message.target.prose) for rendering in renderings
        ):
            yield Finding(
                f"{term.source} is not rendered as “{renderings[0]}”",
                "write that, or list what is right here under `also` in locales/glossary.csv",
            )
