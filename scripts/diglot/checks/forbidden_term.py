"""Renderings that the glossary rules out."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.checks.message import Finding, Repair, TranslatedMessage
from diglot.core.i18n import _


def forbidden_term(message: TranslatedMessage) -> Iterator[Finding]:
    """A rendering that the glossary says never to use is not used.

    Bad:  推理很快   →   Reasoning is fast      (never: reasoning)
    Good: 推理很快   →   Inference is fast
    """
    terms = message.context.glossary
    for term in terms.terms_in(message.source.prose):
        for wrong in term.never:
            if terms.renders(wrong, message.target.prose):
                right = next(iter(term.renderings), "")
                advice = _("write “{right}”", right=right) if right else _("write something else")
                yield Finding(
                    _("“{wrong}” is no translation of {term}", wrong=wrong, term=term.source),
                    advice,
                    marks=(wrong,),
                    repairs=(Repair(wrong, right),) if right else (),
                )
