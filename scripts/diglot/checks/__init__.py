"""What can be wrong with a translation: a file a check, each a generator of findings.

The names below are all that checks of other distributions need, and stay. Such a check is offered
as an entry point of the group ``diglot.checks``: a `Check`, or several. Its code has a prefix of
its own, such as ``acme.tone``. An entry point of the group ``diglot.spelling`` is a
`SpellingEngine`.
"""

from __future__ import annotations

from diglot.checks.message import Check, Context, Finding, TranslatedMessage
from diglot.checks.spelling import SpellingEngine
from diglot.core.diagnostic import Severity

__all__ = ["Check", "Context", "Finding", "Severity", "SpellingEngine", "TranslatedMessage"]
