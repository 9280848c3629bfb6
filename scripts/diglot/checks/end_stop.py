"""Full stops."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.checks.ends import COLONS, STOPS, last_mark, with_end
from diglot.checks.message import Finding, TranslatedMessage
from diglot.core.i18n import _

_COMPARE = _("compare the two ends; something may be missing")


def end_stop(message: TranslatedMessage) -> Iterator[Finding]:
    """Source and translation both end with a mark such as a full stop, or neither does.

    A colon that the source does not have counts here: often the language wants it, sometimes a
    half of the sentence is missing.

    Bad:  训练需要时间。   →   Training takes time
    Good: 训练需要时间。   →   Training takes time.
    """
    before, after = last_mark(message.source.prose), last_mark(message.target.prose)
    if after in COLONS and before not in COLONS:
        yield Finding(_("the translation ends with a colon, the source does not"), _COMPARE)
    elif before in STOPS and not after:
        mark = "。" if message.context.target_is_cjk else "."
        yield Finding(
            _("the source ends with a full stop"),
            _("end the translation with one too"),
            repairs=with_end(message, mark),
        )
    elif after in STOPS and not before:
        yield Finding(
            _("the source ends without a full stop"),
            _("end the translation without one"),
            repairs=with_end(message, ""),
        )
