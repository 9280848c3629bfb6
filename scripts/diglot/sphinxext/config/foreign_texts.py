"""What other programs say without gettext, as messages that we translate for them."""

from __future__ import annotations

import re
from functools import cache

from diglot.core.i18n import Message, _

# Sphinx translates these, but into the language of its own command, and before we see them.
_OF_CONF = (
    _("There is a syntax error in your configuration file: {error}"),
    _("The configuration file (or one of the modules it imports) called sys.exit()"),
    _("There is a programmable error in your configuration file:\n\n{error}"),
)
_FIELD = re.compile(r"\\{(\w+)\\}")


def text_of_error(error: Exception) -> str:
    """Return what an error says, as a message where it was raised with one or is known."""
    given = error.args[0] if len(error.args) == 1 else None
    return given if isinstance(given, Message) else recognised(str(error).strip(), _OF_CONF)


def recognised(text: str, sentences: tuple[str, ...]) -> str:
    """Return a text as the message that it was made of; as it is where it is none of them.

    What stands in its field `problem` may be one of them, too.
    """
    for msgid in sentences:
        if match := _pattern(msgid).fullmatch(text):
            fields = match.groupdict()
            if problem := fields.get("problem"):
                fields["problem"] = recognised(problem, sentences)
            return Message(msgid, fields)
    return text


@cache
def _pattern(msgid: str) -> re.Pattern[str]:
    return re.compile(_FIELD.sub(r"(?P<\1>.*)", re.escape(msgid)), re.DOTALL)
