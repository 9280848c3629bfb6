"""The texts of Sphinx's log records, as messages that can still be translated."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping

from diglot.core.i18n import SPHINX, Message, _, numbered
from diglot.sphinxext.config.foreign_texts import recognised
from diglot.sphinxext.reporting.foreign_sentences import SENTENCES
from diglot.sphinxext.reporting.warn import HINT_PREFIX, WITH_HINT

# What `sphinx.util.logging.prefixed_warnings` puts before a message: a place in a catalog.
_PREFIXED = re.compile(r"(?P<place>\S.*?:\d+:) (?P<text>.*)", re.DOTALL)


def texts_of(record: logging.LogRecord, kind: str) -> tuple[str, str]:
    """Return the message of a warning and its next step, "" where it says none.

    `kind` is the warning's type, which may stand at its end.
    """
    given = record.args[0] if isinstance(record.args, tuple) and len(record.args) == 1 else None
    if isinstance(given, Message) and str(record.msg).startswith("%s"):
        if given.msgid == WITH_HINT:
            return str_of(given.arguments["message"]), str_of(given.arguments["hint"])
        return given, ""
    # Sphinx's own getMessage puts the place and the level before the message.
    text = logging.LogRecord.getMessage(record).removesuffix(f" [{kind}]").strip()
    message, _prefix, hint = text.partition(HINT_PREFIX)
    if hint:
        return message, hint
    known = _of_docutils(message) if kind == "docutils" else recognised(message, SENTENCES)
    return (known if isinstance(known, Message) else _of_sphinx(record, kind, message)), ""


def _of_docutils(text: str) -> str:
    """Return what docutils says, which may have the source that is wrong behind it."""
    sentence, blank, source = text.partition("\n\n")
    known = recognised(sentence, SENTENCES)
    if not (blank and isinstance(known, Message)):
        return known if not blank else text
    return _("{message}\n\n{source}", message=known, source=source)


def str_of(value: object) -> str:
    """Return an argument of a message as a text, which may be a message itself."""
    return value if isinstance(value, str) else str(value)


def _of_sphinx(record: logging.LogRecord, kind: str, text: str) -> str:
    """Return a text that Sphinx's catalogs may translate; as it is where it is put together."""
    msgid = str(record.msg).removesuffix(f" [{kind}]")
    prefixed = _PREFIXED.fullmatch(msgid)
    if prefixed:
        msgid = prefixed["text"]
    try:
        message = Message(msgid, _arguments(record.args), domain=SPHINX)
    except (TypeError, ValueError, KeyError):  # an object that is no text, under %d
        return text
    if prefixed:
        message = _("{place} {message}", place=prefixed["place"], message=message)
    return message if message.strip() == text else text


def _arguments(args: object) -> Mapping[str, object]:
    if isinstance(args, Mapping):
        return args
    return numbered(args) if isinstance(args, tuple) else {}
