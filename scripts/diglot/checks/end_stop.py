"""Full stops."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.checks.ends import COLONS, STOPS, last_mark
from diglot.checks.message import Finding, TranslatedMessage

_COMPARE = "compare the two ends; something may be missing"


def end_stop(message: TranslatedMessage) -> Iterator[Finding]:
    """Source and translation both end with a mark such as a full stop, or neither does.

    A colon that the source does not have counts here: often the language wants it, sometimes a
    half of the sentence is missing.

    Bad:  训练需要时间。   →   Training takes time
    Good: 训练需要时间。   →   Training takes time.
    """
    before, after = last_mark(message.source.prose), last_mark(message.target.prose)
    if after in COLONS and before not in COLONS:
        yield Finding("the translation ends with a colon, the source does not", _COMPARE)
    elif before in STOPS and not after:
        yield Finding("the source ends with a full stop", "end the translation with one too")
    elif after in STOPS and not before:
        yield Finding("the source ends without a full stop", "end the translation without one")
