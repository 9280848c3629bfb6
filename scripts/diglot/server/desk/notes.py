"""What kind of text a message is, in the words of whoever translates.

Catalogs say it in English, for every tool: `table cell · Page › Section`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from diglot.catalog.reuse import REUSED
from diglot.core.i18n import Message, _

_BETWEEN = " · "

_KINDS = {
    word.msgid: word
    for word in (
        _("admonition"),
        _("alternative text"),
        _("attention"),
        _("attribution"),
        _("block"),
        _("caption"),
        _("caution"),
        _("citation"),
        _("classifier"),
        _("code block"),
        _("code caption"),
        _("danger"),
        _("definition"),
        _("description"),
        _("error"),
        _("field"),
        _("field name"),
        _("figure"),
        _("figure caption"),
        _("figure legend"),
        _("footnote"),
        _("formula"),
        _("heading"),
        _("hint"),
        _("important"),
        _("index entry"),
        _("inline"),
        _("keywords"),
        _("line"),
        _("list item"),
        _("note"),
        _("note on versions"),
        _("page title"),
        _("paragraph"),
        _("quotation"),
        _("raw text"),
        _("seealso"),
        _("sidebar"),
        _("subtitle"),
        _("summary"),
        _("table"),
        _("table caption"),
        _("table cell"),
        _("table heading"),
        _("table of contents"),
        _("words of a template"),
        _("term"),
        _("text"),
        _("tip"),
        _("title"),
        _("topic"),
        _("warning"),
        _("words of a program"),
    )
}

_WITH_NAMES = (
    (re.compile("title of (?P<kind>.+)"), _("title of {kind}").msgid),
    (re.compile("(?P<kind>.+) of the page"), _("{kind} of the page").msgid),
    (re.compile("words of drawing (?P<name>.+)"), _("words of drawing {name}").msgid),
    (re.compile("substitution (?P<name>.+)"), _("substitution {name}").msgid),
)


_WHY = (
    (
        re.compile(r"the source changed \((?P<percent>\d+) % alike\) and came from (?P<name>.+)"),
        _("the source changed ({percent} % alike) and came from {name}").msgid,
    ),
    (
        re.compile(r"the source changed \((?P<percent>\d+) % alike\)"),
        _("the source changed ({percent} % alike)").msgid,
    ),
    (
        re.compile("perhaps part of a message that was split: cut the translation to fit"),
        _("perhaps part of a message that was split: cut the translation to fit").msgid,
    ),
    (
        re.compile(r"perhaps made of (?P<number>\d+) messages that were joined"),
        _("perhaps made of {number} messages that were joined").msgid,
    ),
    (
        re.compile("perhaps a message that was here, with more to it now"),
        _("perhaps a message that was here, with more to it now").msgid,
    ),
    (
        re.compile(r"like an older message of (?P<name>.+) \((?P<percent>\d+) % alike\)"),
        _("like an older message of {name} ({percent} % alike)").msgid,
    ),
    (
        re.compile("translated so in (?P<name>.+); confirm it if it fits here"),
        _("translated so in {name}; confirm it if it fits here").msgid,
    ),
    (
        re.compile(r"paired by structure \((?P<percent>\d+) % sure\)"),
        _("paired by structure ({percent} % sure)").msgid,
    ),
    (
        re.compile(r"paired by structure \((?P<percent>\d+) % sure\); (?P<reason>.+)"),
        _("paired by structure ({percent} % sure); {reason}").msgid,
    ),
)
"""Where `diglot update` and `diglot adopt` have a translation from, as they say in catalogs.

See `catalog.decide` and `adopt.entries`.
"""


def note_to_show(note: str) -> str:
    """Return a note of a catalog that can be translated where it is one of ours.

    Any other note is left as it is.
    """
    if note.startswith(REUSED):
        why = note.removeprefix(REUSED)
        return next(_matching(_WHY, why), why)
    kind, between, place = note.partition(_BETWEEN)
    named = kind_of(kind)
    if named is None:
        return note
    return _("{kind} · {place}", kind=named, place=place) if between else named


def kind_of(kind: str) -> Message | None:
    """Return the words for a kind of text that can be translated; None for what is none."""
    if known := _KINDS.get(kind):
        return known
    return next(_matching(_WITH_NAMES, kind), None)


def _matching(patterns: Iterable[tuple[re.Pattern[str], str]], text: str) -> Iterator[Message]:
    for pattern, sentence in patterns:
        if found := pattern.fullmatch(text):
            parts = {name: _KINDS.get(part, part) for name, part in found.groupdict().items()}
            yield Message(sentence, parts)
