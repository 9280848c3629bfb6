"""Tabs of MDX: ``<Tabs>`` with a ``<TabItem>`` for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from diglot.adopt.rewrite.admonitions import tab_set
from diglot.adopt.rewrite.lines import Block, Inner, Line, dedented, fence_at

_TAG = re.compile(r"<(?P<closing>/?)(?P<name>Tabs|TabItem)\b")
_NAMED = re.compile(r"\b(?P<name>label|value)\s*[=:]\s*\{?\s*([\"'`])(?P<text>.*?)\2", re.DOTALL)
_ONE = re.compile(r"\{[^{}]*\}")


class _Tag(NamedTuple):
    """A tag, with its first line; `attributes` is what stands in it."""

    line: Line
    name: str
    attributes: str
    closing: bool


_Part = _Tag | Line


def tabs(lines: Sequence[Line], start: int, inner: Inner) -> Block | None:
    """``<Tabs>`` to ``</Tabs>``, each item's text without the indentation that all of it has."""
    if not lines[start].text.lstrip().startswith("<Tabs"):
        return None
    parts = list(_to_the_end(_parts(lines, start)))
    if not parts:
        return None
    end, items = parts[-1][0], list(_items([part for _end, part in parts], inner))
    return tab_set(lines[start], end, items) if items else None


def _to_the_end(parts: Iterator[tuple[int, _Part]]) -> Iterator[tuple[int, _Part]]:
    """Yield the parts to the tag that closes the first; none where there is no such tag."""
    found, depth = [], 0
    for end, part in parts:
        found.append((end, part))
        if isinstance(part, _Tag) and part.name == "Tabs":
            depth += -1 if part.closing else 1
            if depth == 0:
                yield from found
                return


def _parts(lines: Sequence[Line], start: int) -> Iterator[tuple[int, _Part]]:
    """Yield tags and the lines between them, each with the index after its last line."""
    at = start
    while at < len(lines):
        if fence := fence_at(lines, at):
            for index in range(at, fence.end):
                yield index + 1, lines[index]
            at = fence.end
            continue
        line = lines[at]
        while match := _TAG.search(line.text):
            if line.text[: match.start()].strip():
                yield at + 1, Line(line.number, line.text[: match.start()])
            first = Line(line.number, line.text[match.end() :])
            read = _attributes(first, lines, at)
            if read is None:
                return
            at, attributes, rest = read
            yield at + 1, _Tag(line, match["name"], attributes, bool(match["closing"]))
            line = Line(lines[at].number, rest)
        if not _TAG.search(lines[at].text) or not line.blank:
            yield at + 1, line
        at += 1


def _attributes(first: Line, lines: Sequence[Line], at: int) -> tuple[int, str, str] | None:
    """Return where a tag ends, what stands in it, and the rest of that line."""
    text, braces, quote, index = first.text, 0, "", 0
    while True:
        for index, sign in enumerate(text):
            if quote:
                quote = "" if sign == quote else quote
            elif sign in "\"'":
                quote = sign
            elif sign in "{}":
                braces += 1 if sign == "{" else -1
            elif sign == ">" and braces == 0:
                # Lines before this one are in what has been read of the tag.
                return at, text[:index], text[index + 1 :]
        at += 1
        if at >= len(lines):
            return None
        braces, quote = 0, ""
        text = f"{text}\n{lines[at].text}"


def _items(parts: Sequence[_Part], inner: Inner) -> Iterator[tuple[Line, str, Block]]:
    """Yield each item of the outermost tabs: its first line, its label, what it holds."""
    labels: dict[str, str] = {}
    depth, item, held = -1, None, list[Line]()
    for part in parts[:-1]:
        if isinstance(part, Line):
            held.append(part)
            continue
        depth += -1 if part.closing else 1
        if depth == 0 and part.name == "Tabs":
            labels = _labels(part.attributes)
        elif part.name == "TabItem" and depth == (0 if part.closing else 1):
            if part.closing and item is not None:
                yield item.line, _label(item, labels), inner(dedented(held))
            item, held = part, []
        else:
            tag = f"<{'/' * part.closing}{part.name}{part.attributes}>"
            held.append(Line(part.line.number, " " * part.line.indent + tag))


def _labels(attributes: str) -> dict[str, str]:
    """Return the labels by values, where ``<Tabs values={…}>`` lists them."""
    found = (dict(_named(item[0])) for item in _ONE.finditer(attributes))
    return {values["value"]: values["label"] for values in found if len(values) == 2}


def _label(item: _Tag, labels: Mapping[str, str]) -> str:
    named = dict(_named(item.attributes))
    value = named.get("value", "")
    return named.get("label") or labels.get(value) or value or "Tab"


def _named(text: str) -> Iterator[tuple[str, str]]:
    for match in _NAMED.finditer(text):
        yield match["name"], match["text"]
