"""Mintlify: components of MDX whose tags stand on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from diglot.adopt.rewrite.admonitions import admonition, tab_set
from diglot.adopt.rewrite.constructs import Change, Construct
from diglot.adopt.rewrite.lines import Block, Inner, Line, dedented, fence_at, stripped

_OPENING = re.compile(r"\s*<(?P<name>[A-Z][A-Za-z]*)(?P<attributes>(?:\s+[^<>]*)?)>(?P<rest>.*)")
_ATTRIBUTE = re.compile(r"(?P<name>[\w-]+)=\{?([\"'`])(?P<text>.*?)\2")
_ADMONITIONS = {
    "Note": "note", "Info": "info", "Tip": "tip", "Check": "tip", "Warning": "warning",
    "Danger": "danger", "Callout": "note",
}  # fmt: skip
UNKNOWN = (r"</?[A-Z][\w.]*\b[^>]*>?",)

Attributes = Mapping[str, str]


def components(lines: Sequence[Line], start: int, inner: Inner) -> Block | None:
    """``<Name>`` to ``</Name>``; what is only a frame around others goes, its content stays."""
    found = _component(lines, start)
    if found is None:
        return None
    name, attributes, body, end = found
    first = lines[start]
    if name in _ADMONITIONS:
        title = attributes.get("title", "")
        return admonition(first, end, _ADMONITIONS[name], inner(body), title=title)
    if name in ("Accordion", "Expandable"):
        title = attributes.get("title", name)
        return admonition(first, end, "note", inner(body), title=title, folded="closed")
    if name == "Tabs":
        tabs = list(_tabs(body, inner))
        return tab_set(first, end, tabs) if tabs else None
    if name not in _FRAMES:
        return None
    content = inner(body)
    before, after = (_paragraph(first, text) for text in _FRAMES[name](attributes))
    kept = stripped([*before, *content.lines, Line(first.number, ""), *after])
    blank = Line(first.number, "")
    made = [blank, *(_at(line, first.indent) for line in kept), blank]
    change = Change(first.number, Construct.COMPONENT)
    return Block(end, tuple(made), (change, *content.changes))


def _component(lines: Sequence[Line], start: int) -> tuple[str, Attributes, list[Line], int] | None:
    """Return a component that begins at an index: name, attributes, what it holds, its end."""
    match = _OPENING.fullmatch(lines[start].text)
    if match is None or match["attributes"].rstrip().endswith("/"):
        return None
    name, closing = match["name"], f"</{match['name']}>"
    found = {stated["name"]: stated["text"] for stated in _ATTRIBUTE.finditer(match["attributes"])}
    rest = match["rest"].strip()
    if rest.endswith(closing):
        held = [Line(lines[start].number, rest.removesuffix(closing).strip())]
        return (name, found, held, start + 1) if closing not in held[0].text else None
    if rest:
        return None
    depth, at = 1, start + 1
    while at < len(lines):
        if fence := fence_at(lines, at):
            at = fence.end
            continue
        text = lines[at].text.strip()
        is_opening = re.match(rf"<{name}[\s>]", text) and closing not in text
        depth += 1 if is_opening else -1 if text == closing else 0
        if depth == 0:
            return name, found, dedented(lines[start + 1 : at]), at + 1
        at += 1
    return None


def _tabs(body: Sequence[Line], inner: Inner) -> Iterator[tuple[Line, str, Block]]:
    """Yield each tab; none where something else stands among them."""
    tabs, at = [], 0
    while at < len(body):
        found = None if body[at].blank else _component(body, at)
        if found and found[0] == "Tab":
            name, attributes, held, end = found
            tabs.append((body[at], attributes.get("title", name), inner(held)))
            at = end
        elif body[at].blank:
            at += 1
        else:
            return
    yield from tabs


def _alone(_attributes: Attributes) -> tuple[str, str]:
    return "", ""


def _frame(attributes: Attributes) -> tuple[str, str]:
    return "", attributes.get("caption", "")


def _card(attributes: Attributes) -> tuple[str, str]:
    title, address = attributes.get("title", ""), attributes.get("href", "")
    return (f"[**{title}**]({address})" if address and title else title and f"**{title}**"), ""


def _step(attributes: Attributes) -> tuple[str, str]:
    return (f"**{attributes['title']}**" if attributes.get("title") else ""), ""


_FRAMES: Mapping[str, Callable[[Attributes], tuple[str, str]]] = {
    **dict.fromkeys(
        ("Steps", "CardGroup", "Columns", "Column", "AccordionGroup", "CodeGroup"), _alone
    ),
    "Frame": _frame,
    "Step": _step,
    "Card": _card,
}
"""What goes, though its content stays, and what is said before and after that."""


def _paragraph(first: Line, text: str) -> list[Line]:
    return [Line(first.number, text), Line(first.number, "")] if text else []


def _at(line: Line, columns: int) -> Line:
    return Line(line.number, " " * columns + line.text if line.text else "")


BLOCKS = (components,)
