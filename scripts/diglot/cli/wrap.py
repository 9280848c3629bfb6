"""Lines of help, broken where Chinese and English may be broken."""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Iterator

_NOT_FIRST = "，。；：、？！）》”’」』…"
_NOT_LAST = "（《“‘「『"
# A piece is what stays together: a word, or a wide character with the marks that cling to it.
_PIECE = re.compile(
    rf"\s+|[{_NOT_LAST}]*(?:[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
    rf"|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef{_NOT_LAST}{_NOT_FIRST}]+)[{_NOT_FIRST}]*"
    rf"|[{_NOT_LAST}{_NOT_FIRST}]+"
)


def width_of(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def wrapped(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a paragraph, none wider than `width` columns unless one piece is."""
    line = ""
    for match in _PIECE.finditer(" ".join(text.split())):
        piece = match[0]
        if line and width_of((line + piece).rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    if line:
        yield line.rstrip()


class HelpFormatter(argparse.HelpFormatter):
    """Breaks lines by columns; of a description, each paragraph by itself.

    A paragraph with an indented line holds examples, and stays as it is.
    """

    def _split_lines(self, text: str, width: int) -> list[str]:
        return list(wrapped(text, width)) or [""]

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        paragraphs = (
            paragraph
            if "\n  " in f"\n{paragraph}"
            else "\n".join(wrapped(paragraph, width - len(indent)))
            for paragraph in text.split("\n\n")
        )
        return "\n".join(
            f"{indent}{line}" for line in "\n\n".join(paragraphs).rstrip("\n").split("\n")
        )
