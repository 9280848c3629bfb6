"""Titles in the front matter, which other generators show as the heading of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diglot.adopt.dialect import Dialect
from diglot.adopt.page_headings import headings_of, put_below, without_front_matter
from diglot.adopt.rewrite.constructs import Change, Construct
from diglot.adopt.rewrite.lines import Block, Line

_TITLE = re.compile(r"title:\s*(?P<sign>[\"']?)(?P<title>.+?)(?P=sign)\s*")
_ALWAYS = frozenset({Dialect.HUGO, Dialect.MINTLIFY})
"""Those that show it above whatever headings a page has."""
_HIDDEN = re.compile(r"\s*(?:%.*|<!--.*-->|\(.*\)=)?\s*")
"""Lines above a heading that leave it the first thing on a page."""


def title_above(front: Sequence[Line], body: Sequence[Line], prose: Sequence[Line]) -> Block:
    """Return the heading of a page that has none; `prose` are its body's lines without code."""
    has_heading = any(re.match(r"\s{0,3}#\s|<h1\b", line.text) for line in prose)
    title = _title_line(front)
    if title is None or has_heading or any(_is_underline(body, at) for at in range(len(body))):
        return Block(0, ())
    made = ("", f"# {_text(title)}", *([""] if body and not body[0].blank else []))
    change = Change(title.number, Construct.TITLE)
    return Block(0, tuple(Line(title.number, text) for text in made), (change,))


def below_title(text: str, front: Sequence[Line], dialect: Dialect) -> tuple[str, list[Change]]:
    """Return a page with headings below the title that its generator shows above all of them."""
    title = _title_line(front)
    if title is None or not _is_shown(text, _text(title), dialect):
        return text, []
    shown = put_below(text, _text(title), f"# {_text(title)}")
    return shown, [Change(title.number, Construct.TITLE)]


def _is_shown(text: str, title: str, dialect: Dialect) -> bool:
    body = without_front_matter(text)
    headings = list(headings_of(body))
    tops = [heading for heading in headings if heading.level == 1]
    if not tops or "<h1" in body or (len(tops) == 1 and tops[0].text == title):
        return False
    if dialect is Dialect.DOCUSAURUS:
        above = body.split("\n")[: headings[0].start]
        return headings[0].level != 1 or not all(map(_HIDDEN.fullmatch, above))
    return dialect in _ALWAYS


def _title_line(front: Sequence[Line]) -> Line | None:
    return next((line for line in front if _TITLE.fullmatch(line.text)), None)


def _text(line: Line) -> str:
    return _TITLE.sub(r"\g<title>", line.text)


def _is_underline(lines: Sequence[Line], at: int) -> bool:
    is_line = re.fullmatch(r"=+\s*", lines[at].text)
    return bool(at and is_line and not lines[at - 1].blank)
