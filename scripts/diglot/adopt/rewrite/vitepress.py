"""VitePress: containers, groups of code, snippets, badges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diglot.adopt.rewrite.admonitions import KINDS, admonition, tab_set
from diglot.adopt.rewrite.code import code_rule, read_info
from diglot.adopt.rewrite.constructs import Change, Construct
from diglot.adopt.rewrite.containers import end_of
from diglot.adopt.rewrite.headings import heading
from diglot.adopt.rewrite.includes import include, literal_include
from diglot.adopt.rewrite.inlines import Inline
from diglot.adopt.rewrite.lines import Block, Inner, Line, directive, fence_at

_CONTAINER = re.compile(
    r"\s*:{3,}\s*(?P<kind>[A-Za-z][\w-]*)\s*(?P<title>.*?)\s*(?:\{(?P<option>open|no-title)\})?\s*"
)
_SNIPPET = re.compile(
    r"\s*<<<\s*(?P<path>[^\s#{\[]+)(?:#(?P<part>[\w-]+))?\s*"
    r"(?:\{(?P<options>[^}]*)\})?\s*(?:\[(?P<label>[^\]]*)\])?\s*"
)
_INCLUDE = re.compile(
    r"\s*<!--\s*@include:\s*(?P<path>[^\s#{]+)(?:#(?P<part>[^\s{]+))?"
    r"(?:\{(?P<lines>[\d,]*)\})?\s*-->\s*"
)
_SCRIPT = re.compile(r"<(?P<name>script|style)\b")
_MARKS = ("#region {name}", "#endregion {name}")
_NO_SNIPPET = re.compile(r"(?P<path>)(?P<part>)(?!)")
_BADGES = {"info": "info", "tip": "success", "warning": "warning", "danger": "danger"}
"""The colours of sphinx-design's badges by VitePress' types."""


def scripts(lines: Sequence[Line], start: int, _inner: Inner) -> Block | None:
    """``<script setup>`` and ``<style>``, to their ends: they are of Vue, and no page runs them."""
    match = _SCRIPT.match(lines[start].text)
    if match is None:
        return None
    ending = f"</{match['name']}>"
    ends = (at + 1 for at in range(start, len(lines)) if ending in lines[at].text)
    end = next(ends, start + 1)
    made = tuple(Line(line.number, f"% {line.text}") for line in lines[start:end])
    return Block(end, made, (Change(lines[start].number, Construct.SCRIPT),))


def containers(lines: Sequence[Line], start: int, inner: Inner) -> Block | None:
    """``::: kind title`` to ``:::``; a group of code becomes tabs."""
    first = lines[start]
    match = _CONTAINER.fullmatch(first.text)
    last = end_of(lines, start) if match else None
    if match is None or last is None:
        return None
    body = [line.shifted(first.indent) for line in lines[start + 1 : last]]
    kind, option = match["kind"], match["option"]
    if kind == "code-group":
        return _code_group(first, last + 1, body, inner)
    if kind in ("raw", "v-pre"):
        made = inner(body)
        return Block(
            last + 1,
            directive(first.number, first.indent, [f"{{container}} {kind}"], made.lines),
            (Change(first.number, Construct.ATTRIBUTES), *made.changes),
        )
    if kind.casefold() not in KINDS:
        return None
    folded = ("open" if option == "open" else "closed") if kind == "details" else ""
    return admonition(first, last + 1, kind, inner(body), title=match["title"], folded=folded)


def _code_group(first: Line, end: int, body: Sequence[Line], inner: Inner) -> Block | None:
    tabs = list(_group(body, inner))
    shown = sum(len(block.lines) > 0 for _line, _title, block in tabs)
    return tab_set(first, end, tabs) if shown and all(title for _, title, _ in tabs) else None


def _group(body: Sequence[Line], inner: Inner) -> Iterator[tuple[Line, str, Block]]:
    """Yield the tabs of a group of code; what is no code has no title."""
    at = 0
    while at < len(body):
        line, fence = body[at], fence_at(body, at)
        if fence:
            info = read_info(fence.info)
            label = f"[{info.caption}]"
            plain = Line(line.number, line.text.replace(label, "").rstrip())
            block = inner([plain, *body[at + 1 : fence.end]])
            yield line, info.caption or info.language or "text", block
            at = fence.end
            continue
        if match := _SNIPPET.fullmatch(line.text):
            yield line, match["label"] or match["path"].rpartition("/")[2], inner([line])
        elif not line.blank:
            yield line, "", Block(0, (line,))
        at += 1


def snippets(lines: Sequence[Line], start: int, _inner: Inner) -> Block | None:
    """``<<< @/path#region{lines language}`` shows a file."""
    line = lines[start]
    match = _SNIPPET.fullmatch(line.text)
    if match is None:
        return None
    options = (match["options"] or "").split()
    ranges = next((word for word in options if word[:1].isdigit()), "")
    named = next((word for word in options if word[:1].isalpha()), "")
    more = [f":emphasize-lines: {ranges}"] if ranges else []
    path = _path(match["path"])
    made = literal_include(line, path, match["part"] or "", _MARKS, named.partition(":")[0], more)
    return Block(start + 1, made, (Change(line.number, Construct.INCLUDE),))


def includes(lines: Sequence[Line], start: int, _inner: Inner) -> Block | None:
    """``<!--@include: path-->`` on a line of its own."""
    line = lines[start]
    match = _INCLUDE.fullmatch(line.text)
    if match is None:
        return None
    part = match["lines"] or match["part"] or ""
    made = include(line, _path(match["path"]), part, _MARKS)
    return Block(start + 1, made, (Change(line.number, Construct.INCLUDE),))


def contents(lines: Sequence[Line], start: int, _inner: Inner) -> Block | None:
    """``[[toc]]`` on a line of its own."""
    line = lines[start]
    if line.text.strip().casefold() != "[[toc]]":
        return None
    comment = Line(line.number, f"% {line.text.strip()}")
    return Block(start + 1, (comment,), (Change(line.number, Construct.CONTENTS),))


def _path(path: str) -> str:
    return path.removeprefix("@") if path.startswith("@/") else path


def _badge(match: re.Match[str]) -> str:
    attributes = dict(re.findall(r":?([\w-]+)\s*=\s*[\"']+(.*?)[\"']+", match["attributes"]))
    text = attributes.get("text") or (match["text"] or "").strip()
    if not text or "`" in text:
        return match[0]
    colour = _BADGES.get(attributes.get("type", "tip"), "success")
    return f"{{bdg-{colour}}}`{text}`"


BLOCKS = (
    code_rule(_NO_SNIPPET, "", _MARKS),
    heading,
    scripts,
    containers,
    snippets,
    includes,
    contents,
)
INLINES = (
    Inline(
        Construct.BADGE,
        r"<Badge\b(?P<attributes>[^<>]*?)(?:/>|>(?P<text>[^<]*)</Badge>)",
        _badge,
    ),
)
UNKNOWN = (
    r"^\s*:{3,}\s*[A-Za-z].*",
    r"^\s*<<<\s.*",
    r"<[A-Z][\w.]*\b[^>]*>?",
    r"\{\{.*?\}\}",
    r"<!--\s*@include:.*",
)
