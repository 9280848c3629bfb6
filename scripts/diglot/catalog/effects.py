"""What a message does beyond showing words, and the rule that a translation can do no more.

The rule: **a translation can do nothing that its source message does not do.** Translations come
from people who need no access to the sources, so a catalog must not be a way to put scripts on
pages, files of the machine into downloads, or code into a build. The parsers of the markup
languages say what a message does (`Effect`); here is what a translation may do (`excess`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from diglot.catalog.addresses import may_link, may_show
from diglot.catalog.entry import Entry
from diglot.core.i18n import _, listed, word


class EffectKind(StrEnum):
    """What a message does; the words are those of the diagnostics."""

    RAW = _("raw HTML")
    ROLE = _("role")
    LINK = _("link")
    IMAGE = _("image")
    EXPRESSION = _("substitution")
    ATTRIBUTE = _("attribute")
    FORMULA = _("command in a formula")
    DIRECTIVE = _("directive")
    TARGET = _("link target")
    PLACEHOLDER = _("placeholder")
    SIGN = _("sign of HTML")
    CODE = _("code")
    OTHER = _("markup")


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that a message does.

    `target` is what it does it with: a tag, an address, a file, an expression. `name` is a role's
    or an attribute's name. `shown` is the markup as a translator wrote it.
    """

    kind: EffectKind
    target: str
    shown: str
    name: str = ""

    @property
    def identity(self) -> tuple[EffectKind, str, str]:
        """What is the same in the source and in the translation."""
        return self.kind, self.name, self.target


BY_NAME = "|"
"""The name of effects that the build leads back to what the source names, by their order."""

Judge = Callable[[str, str], tuple[Effect, ...]]
"""Returns what a translation does that its source does not: (msgid, msgstr) → effects."""

HINT = _(
    "write it with the markup of the source message, in any order; "
    "diglot_trust_translations = True in conf.py lets all translations do everything"
)

_WORDS = re.compile(r"(?:[^\W_]|[\s,，、。;；!！?？·•…‘’'“”「」『』《》（）&+%–—-]|\.(?=\s|$))*")
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"})
_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][\w-]*)[^>]*?(?P<single>/?)>", re.DOTALL)


def sentence(effects: Iterable[Effect]) -> str:
    """Return a sentence on what a translation does that its source does not."""
    shown = dict.fromkeys(
        _("{kind} {markup}", kind=word(effect.kind), markup=_short(effect.shown))
        for effect in effects
    )
    return _(
        "the translation does what its source does not, so it is not used: {effects}",
        effects=listed(shown),
    )


def entry_effects(judge: Judge, entry: Entry) -> tuple[Effect, ...]:
    """Return what the translations of an entry, also those of its plural, do beyond its source.

    Nothing for entries that are obsolete or have no translation.
    """
    if entry.obsolete:
        return ()
    return tuple(
        effect
        for number, msgstr in enumerate(entry.msgstr)
        if msgstr
        for effect in judge(entry.plural if number and entry.plural else entry.msgid, msgstr)
    )


def excess(source: Sequence[Effect], target: Sequence[Effect], text: str) -> tuple[Effect, ...]:
    """Return the effects of a translation that its source, the message `text`, does not have."""
    renamed = _renamed(source, target)
    unearned = [
        effect
        for effect in target
        if effect not in renamed
        and not _is_earned(effect, [other for other in source if other.kind is effect.kind], text)
    ]
    for kind in (EffectKind.RAW, EffectKind.TARGET):
        unearned += _too_many(kind, source, target)
    if not unearned:
        unearned += _badly_nested(source, target)
    return tuple(dict.fromkeys(unearned))


def _is_earned(effect: Effect, sources: list[Effect], text: str) -> bool:
    """Whether the source has an effect, too; `sources` are its effects of the same kind."""
    if any(effect.identity == source.identity for source in sources):
        return True
    targets = [source.target for source in sources]
    if effect.kind is EffectKind.LINK:
        return may_link(effect.target, targets, text)
    if effect.kind is EffectKind.IMAGE:
        return may_show(effect.target, targets)
    if effect.kind is EffectKind.TARGET:
        return True  # the name of a target is its text; only how many there are counts
    if effect.kind is EffectKind.ROLE and any(source.name == effect.name for source in sources):
        # A role of an extension that formats words formats other words.
        return _WORDS.fullmatch(effect.target) is not None
    return False


def _renamed(source: Sequence[Effect], target: Sequence[Effect]) -> list[Effect]:
    """Return the effects by names that the source does not have, if the build renames them all.

    It does so where there are as many names as in the source, see `restore_reference_names`.
    """
    names = [effect.target for effect in source if effect.name == BY_NAME]
    written = [effect for effect in target if effect.name == BY_NAME]
    missing = [name for name in names if name not in {effect.target for effect in written}]
    others = [effect for effect in written if effect.target not in names]
    return others if len(names) == len(written) and len(others) <= len(missing) else []


def _too_many(kind: EffectKind, source: Sequence[Effect], target: Sequence[Effect]) -> list[Effect]:
    if kind is EffectKind.TARGET:
        surplus = [effect for effect in target if effect.kind is kind]
        return surplus[sum(effect.kind is kind for effect in source) :]
    left = Counter(effect.identity for effect in source if effect.kind is kind)
    more = Counter(effect.identity for effect in target if effect.kind is kind) - left
    return [effect for effect in target if effect.identity in more]


def _badly_nested(source: Sequence[Effect], target: Sequence[Effect]) -> list[Effect]:
    """Return the tags of a translation where they do not close what they open, unlike the source's.

    What a message leaves open, or closes, reaches into the rest of the page.
    """
    tags = [effect for effect in target if effect.kind is EffectKind.RAW]
    written = [effect for effect in source if effect.kind is EffectKind.RAW]
    return tags if _is_nested(written) and not _is_nested(tags) else []


def _is_nested(tags: Iterable[Effect]) -> bool:
    opened: list[str] = []
    for effect in tags:
        tag = _TAG.match(effect.shown)
        name = tag["name"].lower() if tag else ""
        if not tag or name in _VOID or tag["single"]:
            continue
        if not tag["closing"]:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
