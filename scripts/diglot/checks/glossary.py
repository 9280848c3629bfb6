"""Terms that are not rendered as the glossary says."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.checks.message import Finding, Repair, TranslatedMessage
from diglot.core.i18n import _


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
                _(
                    "{term} is not rendered as “{rendering}”",
                    term=term.source,
                    rendering=renderings[0],
                ),
                _("write that, or list what is right here under `also` in locales/glossary.csv"),
                repairs=(Repair("", renderings[0]),),
            )
