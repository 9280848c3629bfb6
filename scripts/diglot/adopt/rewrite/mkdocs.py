"""MkDocs, with the extensions of Python-Markdown that its theme Material recommends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diglot.adopt.rewrite.admonitions import admonition, tab_set
from diglot.adopt.rewrite.code import code_rule
from diglot.adopt.rewrite.constructs import Change, Construct
from diglot.adopt.rewrite.headings import heading
from diglot.adopt.rewrite.includes import include, literal_include, scalar
from diglot.adopt.rewrite.inlines import Inline
from diglot.adopt.rewrite.lines import Block, Fence, Inner, Line, fence_at, indented

_ADMONITION = re.compile(
    r"\s*(?P<marks>!!!|\?\?\?\+?)\s*(?P<kinds>[\w-]+(?: +[\w-]+)*)"
    r"\s*(?:(?P<sign>[\"'])(?P<title>.*)(?P=sign))?\s*"
)
_TAB = re.compile(r"\s*===(?:!|\+)?\s+([\"'])(?P<title>.+)\1\s*")
_BLOCK = re.compile(r"\s*(?P<marks>/{3,})\s*(?P<kind>[\w-]+)\s*(?:\|\s*(?P<title>.*?))?\s*")
_SNIPPET = re.compile(r"\s*-{1,}8<-{1,}\s+[\"'](?P<path>[^\"':]+)(?P<part>(?::[^\"']*)?)[\"']\s*")
_SIZES = {"inline", "end", "annotate"}
"""Words after the kind that say how an admonition looks, not what it is."""
_INDENT = 4


def admonitions(lines: Sequence[Line], start: int, inner: Inner) -> Block | None:
    """``!!! kind "title"``, ``??? kind "title"`` and what is indented below."""
    match = _ADMONITION.fullmatch(lines[start].text)
    if match is None:
        return None
    first = lines[start]
    end = indented(lines, start + 1, first.indent + _INDENT)
    kind = next((word for word in match["kinds"].split() if word not in _SIZES), "note")
    body = inner([line.shifted(first.indent + _INDENT) for line in lines[start + 1 : end]])
    folded = {"!!!": "", "???": "closed", "???+": "open"}[match["marks"]]
    title = _unquoted(match["title"] or "")
    return admonition(first, end, kind, body, title=title, folded=folded)


def tabs(lines: Sequence[Line], start: int, inner: Inner) -> Block | None:
    """``=== "title"`` and what is indented below, and the tabs that follow at once."""
    found: list[tuple[Line, str, Block]] = []
    at: int | None = start
    end, first = start, lines[start]
    while at is not None and lines[at].indent == first.indent:
        match = _TAB.fullmatch(lines[at].text)
        if match is None:
            break
        end, columns = indented(lines, at + 1, first.indent + _INDENT), first.indent + _INDENT
        if end == at + 1 and (fence := _fence(lines, end)):
            # Code at once below a tab that has nothing else is its content all the same.
            end, columns = fence.end, first.indent
        body = inner([line.shifted(columns) for line in lines[at + 1 : end]])
        found.append((lines[at], _unquoted(match["title"]), body))
        at = _next(lines, end)
    return tab_set(first, end, found) if found else None


def _fence(lines: Sequence[Line], at: int) -> Fence | None:
    return fence_at(lines, at) if at < len(lines) else None


def blocks(lines: Sequence[Line], start: int, inner: Inner) -> Block | None:
    """``/// kind | title`` to ``///``, with as many slashes; tabs in a row are one block."""
    found: list[tuple[Line, str, Block]] = []
    at: int | None = start
    end, first = start, lines[start]
    while at is not None and (opening := _BLOCK.fullmatch(lines[at].text)):
        last = _closing(lines, at, opening["marks"])
        if last is None or (found and opening["kind"] != "tab"):
            break
        body = inner([line.shifted(first.indent) for line in lines[at + 1 : last]])
        title, end = opening["title"] or "", last + 1
        if opening["kind"] != "tab":
            folded = "closed" if opening["kind"] == "details" else ""
            return admonition(first, end, opening["kind"], body, title=title, folded=folded)
        found.append((lines[at], title, body))
        at = _next(lines, end)
    return tab_set(first, end, found) if found else None


def _closing(lines: Sequence[Line], start: int, marks: str) -> int | None:
    after = (at for at in range(start + 1, len(lines)) if lines[at].text.strip() == marks)
    return next(after, None)


def _next(lines: Sequence[Line], start: int) -> int | None:
    """Return the index of the first line from `start` on that is not blank."""
    return next((at for at in range(start, len(lines)) if not lines[at].blank), None)


def snippets(lines: Sequence[Line], start: int, _inner: Inner) -> Block | None:
    """``--8<-- "path:part"`` on a line of its own."""
    match = _SNIPPET.fullmatch(lines[start].text)
    if match is None:
        return None
    made = include(lines[start], "/" + match["path"], match["part"].lstrip(":"), _MARKS)
    return Block(start + 1, made, (Change(lines[start].number, Construct.INCLUDE),))


def variants(lines: Sequence[Line], start: int, _inner: Inner) -> Block | None:
    """``{* path ln[first:last] hl[lines] title["…"] *}`` of markdown-include-variants."""
    match = _VARIANT.fullmatch(lines[start].text)
    if match is None:
        return None
    named = dict(re.findall(r"(\w+)\[\"?(.*?)\"?\]", match["options"]))
    caption = f":caption: {scalar(named['title'])}" if "title" in named else ""
    parts = [f":{name}: {named[key].replace(':', '-')}" for key, name in _LINES if key in named]
    path, line = match["path"], lines[start]
    more = [*([caption] if caption else []), *parts]
    made = literal_include(line, path, "", _MARKS, more=more)
    return Block(start + 1, made, (Change(line.number, Construct.INCLUDE),))


_VARIANT = re.compile(r"\s*\{\*\s+(?P<path>\S+)(?P<options>.*?)\*\}\s*")
_LINES = (("ln", "lines"), ("hl", "emphasize-lines"))
_MARKS = ("--8<-- [start:{name}]", "--8<-- [end:{name}]")
"""What stands in a file around a part that has a name."""


def contents(lines: Sequence[Line], start: int, _inner: Inner) -> Block | None:
    """``[TOC]`` on a line of its own."""
    line = lines[start]
    if line.text.strip() != "[TOC]":
        return None
    comment = Line(line.number, "% [TOC]")
    return Block(start + 1, (comment,), (Change(line.number, Construct.CONTENTS),))


def paragraph_attributes(lines: Sequence[Line], start: int, inner: Inner) -> Block | None:
    """A paragraph with attributes in a line of their own below, which MyST has above."""
    if not _is_prose(lines[start]) or (start and not lines[start - 1].blank):
        return None
    end = start
    while end < len(lines) and _is_prose(lines[end]):
        end += 1
    match = _ATTRIBUTES.fullmatch(lines[end].text) if end < len(lines) else None
    if match is None or lines[end].indent != lines[start].indent:
        return None
    above = Line(lines[end].number, " " * lines[end].indent + f"{{{match['list'].strip()}}}")
    below = inner(lines[start:end])
    change = Change(lines[end].number, Construct.ATTRIBUTES)
    return Block(end + 1, (above, *below.lines), (change, *below.changes))


_ATTRIBUTES = re.compile(r"\s*\{:?(?P<list>\s*[.#][^{}]*)\}\s*")


def _is_prose(line: Line) -> bool:
    text = line.text.strip()
    return bool(text) and not re.match(r"[-*+#>|`~{!:<(\[]|\d+[.)]|/{3}|\?{3}|={3}|%", text)


def _unquoted(title: str) -> str:
    return title.replace('\\"', '"').strip()


def sized(match: re.Match[str]) -> str:
    """Return attributes whose style states a size with what MyST takes for it: width and height."""
    stated = dict(_LENGTHS.findall(match["style"]))
    rest = _LENGTHS.sub("", match["style"]).strip()
    sizes = " ".join(f"{name}={length}" for name, length in stated.items())
    style = f'style="{rest}"' if rest else ""
    kept = " ".join(filter(None, (match["before"].strip(), sizes, style, match["after"].strip())))
    return f"{{{kept}}}"


_LENGTHS = re.compile(
    r"(?<![-\w])(width|height)\s*:\s*(\d+(?:\.\d+)?(?:px|em|rem|%)?)\s*(?:;\s*|$)"
)
_STYLE = (
    r"(?<=\x00)\{:?(?P<before>[^{}]*)\bstyle\s*=\s*\"(?P<style>[^{}\"]*(?<![-\w])(?:width|height)\s*:\s*\d[^{}\"]*)\""
    r"(?P<after>[^{}]*)\}"
)

BLOCKS = (
    code_rule(_SNIPPET, "/", _MARKS),
    heading,
    admonitions,
    tabs,
    blocks,
    snippets,
    variants,
    contents,
    paragraph_attributes,
)
INLINES = (
    Inline(
        Construct.MARK, r"(?<![=\w])==(?=[^\s=])(.+?)(?<=[^\s=])==(?![=\w])", r"<mark>\1</mark>"
    ),
    Inline(Construct.MARK, r"\^\^(?=[^\s^])(.+?)(?<=[^\s^])\^\^", r"<ins>\1</ins>"),
    Inline(Construct.KEYS, r"\+\+([\w-]+(?:\+[\w-]+)*)\+\+", r"{kbd}`\1`"),
    Inline(Construct.ATTRIBUTES, _STYLE, sized),
    Inline(Construct.ATTRIBUTES, r"(?<=[)\]\x00])\{:(?=\s*[.#\w])", "{"),
)
UNKNOWN = (
    r"^\s*(?:!!!|\?\?\?\+?)\s*\w.*",
    r"^\s*===\s+[\"'].*",
    r"^\s*/{3,}(?:\s.*)?$",
    r"(?<![)\]\x00])(?<!^)\{:?\s*[.#][\w-][^{}]*\}",
    r"\{\*.*?\*\}",
    r"\{[{%].*?[%}]\}",
)
INCLUDES = (r"^\s*-+8<-+.*",)
