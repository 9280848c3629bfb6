"""The words of a text as the index has them; `engine/words.js` has the same rules.

A sign of a script without spaces is a word of its own, known together with the one behind it;
elsewhere a word is a run of letters and digits. Signs that code is made of count too, at the place
of the word they stand at, so that `--strict` is more than `strict` and words stay neighbours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

# Han, kana, bopomofo and Hangul; Thai, Lao, Myanmar and Khmer.
WIDE = (
    "\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3040-\u31ff\u3400-\u4dbf\u4e00-\ua4cf\uac00-\ud7ff"
    "\uf900-\ufaff\U00020000-\U0003ffff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
)
_SYMBOLS = (
    "$+<=>^|~\u00a2-\u00a9\u00ac\u00ae-\u00b1\u00d7\u00f7\u20a0-\u20cf\u2190-\u23ff\u2460-\u27bf"
    "\u2900-\u2bff\U0001f000-\U0001faff"
)
_WIDE_RUN = re.compile(f"[{WIDE}]+")
# What stands for each wide sign while tokens are looked for: compiling the set takes milliseconds,
# each time it is written.
_HOLE = "\0"
_LETTER = r"[^\W_]"
_TOKEN = re.compile(
    rf"(?P<wide>{_HOLE}+)|(?<={_LETTER})'s(?!{_LETTER})|(?P<word>{_LETTER}+)"
    rf"|(?P<symbol>[{_SYMBOLS}]+)|(?<!{_LETTER})(?P<before>[-.@#/\\%&*:_]+)(?={_LETTER})"
    rf"|(?<=[^\W_]|{_HOLE})(?P<after>[#%*]+)(?!{_LETTER})"
)
# Between two words without a space: `conf.py`, `lm_eval`, `1,024`.
_JOINT = re.compile(r"[-.,@#/\\%&*:_]+")
_ACCENTS = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_APOSTROPHES = re.compile("[‘’]")
_PLAIN_ASCII = re.compile(r"[\x20-\x7e\n]*\Z")


def fold(text: str, simplified: Mapping[int, str]) -> str:
    """Return a text without case, width, Latin accents and traditional forms of 汉字."""
    if _PLAIN_ASCII.match(text):
        return text.lower()
    text = unicodedata.normalize("NFKD", text).lower()
    text = unicodedata.normalize("NFKC", _ACCENTS.sub("", text))
    return _APOSTROPHES.sub("'", text).translate(simplified)


def words_of(folded: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield the words of a folded line and their places, which count from `start`.

    A wide sign with its right neighbour is one word, and so are two words with what joins them,
    beside each by itself.
    """
    place = start
    before, before_end = "", -1
    for match in _TOKEN.finditer(_with_holes(folded)):
        kind, text, begins = match.lastgroup, match[0], match.start()
        if kind == "wide":
            signs = folded[begins : match.end()]
            for at in range(len(signs)):
                yield signs[at : at + 2], place + at
            place += len(signs)
        elif kind == "word":
            joint = folded[before_end:begins] if before else ""
            if _JOINT.fullmatch(joint):
                yield before + joint + text, place - 1
            yield text, place
            before, before_end = text, match.end()
            place += 1
        elif kind == "before":
            yield f"{text} ", place
        elif kind == "symbol":
            yield text, place - 1
        elif kind == "after" and folded[begins - 1].isalnum():
            # A mark above or below a wide sign is no letter.
            yield f" {text}", place - 1


def is_wide(word: str) -> bool:
    """Return whether a word begins with a sign of a script without spaces."""
    return _WIDE_RUN.match(word) is not None


def _with_holes(folded: str) -> str:
    return _WIDE_RUN.sub(lambda run: _HOLE * len(run[0]), folded.replace(_HOLE, " "))
