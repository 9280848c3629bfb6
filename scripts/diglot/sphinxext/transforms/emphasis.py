"""Bold and emphasis beside full-width punctuation: ``**注意：**请看`` means what it looks like.

CommonMark asks for a space around such markers, which Chinese, Japanese and Korean do not write
(https://github.com/commonmark/commonmark-spec/issues/650). Here the stock rule goes first. Where
it leaves a ``*`` standing as text, the same markers are paired again under a rule that takes a
CJK character or a full-width sign for a word boundary (after
https://github.com/tats-u/markdown-cjk-friendly); that result counts if fewer markers are left
over. So whatever CommonMark reads in full is read as before.
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
_KEY = "diglot-flanks"
_values = attrgetter(*(field.name for field in fields(Delimiter)))

# Radicals, ideographs, kana, bopomofo, Hangul, and the signs that are set as wide as these.
_CJK = re.compile(
    "[\u1100-\u11ff\u2e80-\u303f\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
)


def register(_app: Sphinx) -> None:
    """Read the project's pages by these rules."""
    install()


def install() -> None:
    """Put the rules into every Markdown parser that is made from now on."""
    replace_emphasis(_tokenize, _balance)


def _tokenize(state: StateInline, silent: bool) -> bool:
    """Take a run of markers as the stock rule does; note which way it opens by the other rule."""
    start = state.pos
    if not tokenize(state, silent):
        return False
    if state.src[start] == "*":
        before = state.src[start - 1] if start else " "
        after = state.src[state.pos] if state.pos < state.posMax else " "
        if _CJK.match(before) or _CJK.match(after):
            for token in state.tokens[start - state.pos :]:
                token.meta[_KEY] = _flanks(before, after)
    return True


def _flanks(before: str, after: str) -> tuple[bool, bool]:
    """Return whether a run of ``*`` between two characters may open, and whether it may close."""
    opens = not _is_space(after) and (not _is_narrow_sign(after) or _is_boundary(before))
    closes = not _is_space(before) and (not _is_narrow_sign(before) or _is_boundary(after))
    return opens, closes


def _is_space(char: str) -> bool:
    return isWhiteSpace(ord(char))


def _is_narrow_sign(char: str) -> bool:
    return not _CJK.match(char) and (isMdAsciiPunct(ord(char)) or isPunctChar(char))


def _is_boundary(char: str) -> bool:
    return _is_space(char) or _is_narrow_sign(char) or bool(_CJK.match(char))


def _balance(state: StateInline) -> None:
    """Pair the markers; first decide, for each run of text, by which rule."""
    _decide(state, state.delimiters)
    for meta in state.tokens_meta:
        if meta and "delimiters" in meta:
            _decide(state, meta["delimiters"])
    link_pairs(state)


def _decide(state: StateInline, delimiters: list[Delimiter]) -> None:
    flanks = [state.tokens[one.token].meta.pop(_KEY, None) for one in delimiters]
    if not any(flanks):
        return
    left_over = _left_over(state, delimiters)
    if not left_over:
        return
    other = _copied(delimiters)
    for one, flank in zip(other, flanks, strict=True):
        if flank:
            one.open, one.close = flank
    if _left_over(state, other) < left_over:
        delimiters[:] = other


def _copied(delimiters: list[Delimiter]) -> list[Delimiter]:
    return [Delimiter(*_values(one)) for one in delimiters]


def _left_over(state: StateInline, delimiters: list[Delimiter]) -> int:
    """Return how many stars would stand as text."""
    trial = _copied(delimiters)
    processDelimiters(state, trial)
    paired = {end for one in trial if (end := one.end) >= 0}
    return sum(
        one.marker == _STAR and one.end < 0 and at not in paired for at, one in enumerate(trial)
    )
