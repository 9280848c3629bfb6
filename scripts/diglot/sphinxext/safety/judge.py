"""The judges of translations: one for the messages of a document, one for texts around them.

The build asks them before it parses a translation, `diglot check` before anything is built; so
both give the same verdict.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Protocol
from urllib.parse import unquote

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import normalizeReference
from sphinx.transforms.i18n import parse_noqa

from diglot.catalog.effects import Effect, EffectKind, Judge, excess
from diglot.catalog.formula_effects import command_effects
from diglot.sphinxext.safety.html import holds_code, tags_of

_DIRECTIVE = re.compile(
    r"^[ \t]*(?:(?:`{3,}|~{3,}|:{3,})[ \t]*(?P<myst>\{[^}\n]*\}[^\n]*)"
    r"|\.\.[ \t]+(?P<rst>[\w:+.-]+::[^\n]*))",
    re.MULTILINE,
)
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:[ \t]*<?([^\s<>]+)", re.MULTILINE)
_LABEL = re.compile(r"\[([^\[\]]+)\]")
_IMAGE = re.compile(r"image::\s*(\S+)")
# What Markdown's parser leaves as text, but another one may not.
_ADDRESS = re.compile(
    r"\]\(\s*<?\s*(?P<address>(?:java\s*script|vbscript|data|file)\s*:[^)>]*)", re.IGNORECASE
)
_BEHAVIOUR = re.compile(r"\{[^{}\n]*\bon[a-z]+\s*=[^{}\n]*\}")
# Signs that templates of HTML themes print as they are, and what fills texts in.
_SIGN = re.compile(r"[<>\"]|&#?\w+;|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[a-zA-Z%]|%\(")
_UNNAMED = re.compile(r"%(?:%|([a-zA-Z]))")
# All that Python's operator % reads in a text with placeholders, or stumbles over.
_FORMAT = re.compile(r"%(?:\(\w*\)?)?[^a-zA-Z%]*[a-zA-Z%]?")


class EffectFinder(Protocol):
    """Finds what a message does, as one markup language reads it."""

    def is_harmless(self, text: str) -> bool:
        """Whether a text certainly does nothing; quick."""

    def __call__(self, text: str) -> Iterable[Effect]:
        """Return what a message does."""


@dataclass(frozen=True, slots=True)
class MarkupJudge:
    """Judges by the markup languages that may read a message.

    `definitions` are the addresses that the page of the messages has by their labels (``[label]:
    address``): a translation may write such an address where its source has the label.
    """

    finders: tuple[EffectFinder, ...]
    definitions: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, msgid: str, msgstr: str) -> tuple[Effect, ...]:
        """Return what a translation does that its source does not."""
        if msgstr == msgid or all(finder.is_harmless(msgstr) for finder in self.finders):
            return ()
        links = list(self._links_by_label(msgid))
        return tuple(
            effect for finder in self.finders for effect in _excess(finder, msgid, msgstr, links)
        )

    def _links_by_label(self, msgid: str) -> Iterator[Effect]:
        """Yield the links of a message whose addresses stand elsewhere on its page."""
        for label in _LABEL.findall(msgid) if self.definitions else ():
            if address := self.definitions.get(normalizeReference(label)):
                yield Effect(EffectKind.LINK, address, label)


def definitions_in(page: str) -> dict[str, str]:
    """Return the addresses of the link definitions of a page in MyST, by their labels.

    The first of several definitions counts, as in CommonMark.
    """
    found: dict[str, str] = {}
    for label, address in _DEFINITION.findall(page):
        found.setdefault(normalizeReference(label), normalizeLink(address))
    return found


def _excess(
    finder: EffectFinder, msgid: str, msgstr: str, given: Sequence[Effect]
) -> Iterator[Effect]:
    # Sphinx takes its mark for silence off the end, after which a text may be parsed otherwise.
    for text in dict.fromkeys((msgstr.strip(), parse_noqa(msgstr)[0].strip())):
        # Either may be a block of HTML, where backticks hide nothing.
        is_html = text.startswith("<") or msgid.lstrip().startswith("<")
        effects = _effects(finder, text, is_html=is_html)
        if effects:
            source = [*_effects(finder, msgid.strip(), is_html=is_html), *given]
            yield from excess(source, effects, msgid)


def _effects(finder: EffectFinder, text: str, *, is_html: bool) -> list[Effect]:
    effects = [*finder(text), *_plain_effects(text), *(tags_of(text) if is_html else ())]
    if any(effect.kind is EffectKind.RAW and holds_code(effect.shown) for effect in effects):
        # What stands in a script is code, though it is parsed as words.
        effects.append(Effect(EffectKind.RAW, text, text))
    return effects


def _plain_effects(text: str) -> Iterator[Effect]:
    """Yield what can be seen without a parser, in whatever kind of block a message is."""
    yield from command_effects(text)
    for match in _DIRECTIVE.finditer(text):
        image = _IMAGE.match(match["rst"] or "")
        if image:
            yield Effect(EffectKind.IMAGE, image[1], match[0].strip())
        else:
            directive = (match["myst"] or match["rst"]).strip()
            yield Effect(EffectKind.DIRECTIVE, directive, match[0].strip())
    for match in _ADDRESS.finditer(unquote(unescape(text))):
        yield Effect(EffectKind.LINK, match["address"], match["address"])
    for match in _BEHAVIOUR.finditer(text):
        yield Effect(EffectKind.ATTRIBUTE, match[0], match[0])


def page_text_judge(msgid: str, msgstr: str) -> tuple[Effect, ...]:
    """Judge the translation of a text that templates put on pages as it is, such as `project`."""
    if msgid == msgstr:
        return ()
    placeholder = _FORMAT if _PLACEHOLDER.search(msgid) else _PLACEHOLDER
    source, target = (list(_signs(text, placeholder)) for text in (msgid, msgstr))
    unearned = excess(source, target, msgid)
    return unearned or (tuple(_miscounted(msgid, msgstr)) if placeholder is _FORMAT else ())


def _signs(text: str, placeholder: re.Pattern[str]) -> Iterator[Effect]:
    for match in _SIGN.finditer(text):
        yield Effect(EffectKind.SIGN, match[0], match[0])
    for match in placeholder.finditer(text):
        yield Effect(EffectKind.PLACEHOLDER, match[0], match[0])
    yield from tags_of(text)


def _miscounted(msgid: str, msgstr: str) -> Iterator[Effect]:
    """Yield the placeholders without a name that a translation has more or less often."""
    wanted, written = (Counter(_UNNAMED.findall(text)) for text in (msgid, msgstr))
    for name in wanted | written:
        if name and wanted[name] != written[name]:
            yield Effect(EffectKind.PLACEHOLDER, name, f"%{name} × {written[name]}")


def all_of(judges: Iterable[Judge]) -> Judge:
    """Return a judge that refuses what one of several judges refuses."""
    kept = tuple(judges)

    def judge(msgid: str, msgstr: str) -> tuple[Effect, ...]:
        return tuple(effect for check in kept for effect in check(msgid, msgstr))

    return judge


def everything_goes(_msgid: str, _msgstr: str) -> tuple[Effect, ...]:
    """Judge for projects whose translators are trusted."""
    return ()
