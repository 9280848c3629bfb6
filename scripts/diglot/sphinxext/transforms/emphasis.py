"""Emphasis beside full-width punctuation, as in ``**注意：**请看``.

CommonMark does not read ``**`` as emphasis where punctuation is on its inner side and a letter on
its outer side, because in Latin text a space would be there. Chinese, Japanese and Korean have no
such space (https://github.com/commonmark/commonmark-spec/issues/650).

The stock rule is tried first. Only where it leaves a ``*`` as text, the delimiters are paired again
by a rule for which a CJK character or a full-width sign is a word boundary (after
https://github.com/tats-u/markdown-cjk-friendly). That result is taken if fewer delimiters remain
as text. So whatever CommonMark reads completely is read as before.
"""

from __future__ import annotations

import re
from dataclasses import fields
from operator import attrgetter

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.balance_pairs import link_pairs, processDelimiters
from markdown_it.rules_inline.emphasis import tokenize
from markdown_it.rules_inline.state_inline import Delimiter
from sphinx.application import Sphinx

from diglot.sphinxext.compat.markdown_it import replace_emphasis

_STAR = ord("*")
_FLANKING_KEY = "diglot-flanks"
_values = attrgetter(*(field.name for field in fields(Delimiter)))

# Radicals, ideographs, kana, bopomofo, Hangul and full-width signs.
_CJK = re.compile(
    "[\u1100-\u11ff\u2e80-\u303f\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
)


def register(_app: Sphinx) -> None:
    """Parse the project's pages by these rules."""
    install()


def install() -> None:
    """Use these rules in every Markdown parser that is made from now on in this process."""
    replace_emphasis(_tokenize, _balance)


def _tokenize(state: StateInline, silent: bool) -> bool:
    """Tokenize a run of delimiters by the stock rule; note what it can do by the other rule."""
    start = state.pos
    if not tokenize(state, silent):
        return False
    if state.src[start] == "*":
        before = state.src[start - 1] if start else " "
        after = state.src[state.pos] if state.pos < state.posMax else " "
        if _CJK.match(before) or _CJK.match(after):
            for token in state.tokens[start - state.pos :]:
                token.meta[_FLANKING_KEY] = _flanking(before, after)
    return True


def _flanking(before: str, after: str) -> tuple[bool, bool]:
    """Return whether a run of ``*`` between two characters can open and can close emphasis."""
    opens = not _is_space(after) and (not _is_narrow_punctuation(after) or _is_boundary(before))
    closes = not _is_space(before) and (not _is_narrow_punctuation(before) or _is_boundary(after))
    return opens, closes


def _is_space(char: str) -> bool:
    return isWhiteSpace(ord(char))


def _is_narrow_punctuation(char: str) -> bool:
    return not _CJK.match(char) and (isMdAsciiPunct(ord(char)) or isPunctChar(char))


def _is_boundary(char: str) -> bool:
    return _is_space(char) or _is_narrow_punctuation(char) or bool(_CJK.match(char))


def _balance(state: StateInline) -> None:
    """Pair the delimiters, after choosing the rule for each list of them."""
    _choose_rule(state, state.delimiters)
    for meta in state.tokens_meta:
        if meta and "delimiters" in meta:
            _choose_rule(state, meta["delimiters"])
    link_pairs(state)


def _choose_rule(state: StateInline, delimiters: list[Delimiter]) -> None:
    """Replace the delimiters by those of the other rule, where it leaves fewer as text."""
    flanking = [
        state.tokens[delimiter.token].meta.pop(_FLANKING_KEY, None) for delimiter in delimiters
    ]
    if not any(flanking):
        return
    unpaired = _count_unpaired(state, delimiters)
    if not unpaired:
        return
    others = _copies(delimiters)
    for delimiter, opens_and_closes in zip(others, flanking, strict=True):
        if opens_and_closes:
            delimiter.open, delimiter.close = opens_and_closes
    if _count_unpaired(state, others) < unpaired:
        delimiters[:] = others


def _copies(delimiters: list[Delimiter]) -> list[Delimiter]:
    return [Delimiter(*_values(delimiter)) for delimiter in delimiters]


def _count_unpaired(state: StateInline, delimiters: list[Delimiter]) -> int:
    """Return how many ``*`` would remain as text."""
    trial = _copies(delimiters)
    processDelimiters(state, trial)
    closers = {delimiter.end for delimiter in trial if delimiter.end >= 0}
    return sum(
        delimiter.marker == _STAR and delimiter.end < 0 and index not in closers
        for index, delimiter in enumerate(trial)
    )
