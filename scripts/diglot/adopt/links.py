"""Links: paths in a page that lead to where its files lie now."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Container, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote

_FENCE = re.compile(r" {0,}(?P<marks>`{3,}|~{3,})(?P<info>.*)")
_CODE = re.compile(r"(`+)(?:(?!\1).)*?\1(?!`)")
_INLINE = re.compile(r"(?P<before>\]\(\s*<?)(?P<path>[^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*)")
_DEFINITION = re.compile(r"^(?P<before> {0,3}\[[^\]]+\]:\s*<?)(?P<path>[^\s<>]+)")
_ATTRIBUTE = re.compile(r"(?P<before>\b(?:src|href)=[\"'])(?P<path>[^\"']+)")
_DIRECTIVE = re.compile(
    r"^(?P<before>\s*(?:\.\.\s+(?:\|[^|]+\|\s+)?|[`~:]{3,}\{)(?:image|figure|include|literalinclude)(?:::|\})\s+)"
    r"(?P<path>\S+)"
)
_TOCTREE = re.compile(r"\s*(?:\.\.\s+toctree::|(?P<fence>[`~:]{3,})\{toctree\})")
_ENTRY = re.compile(r"(?P<before>\s*(?:[^<]*<)?)(?P<path>[^\s<>]+)(?P<after>>?\s*)")
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|\{|\$")
_ADDRESS = re.compile(
    # Pages that scripts put together have their routes behind a sign: `#/zh/a`.
    r"(?:\#(?=/))? (?P<path>[^#?]*) (?P<query>\?(?!id=)[^#]*)?"
    # Docsify's headings stand behind `?id=`.
    r"(?:(?:\#|\?id=) (?P<anchor>.*))?",
    re.VERBOSE,
)
_ENDINGS = ("", ".md", ".mdx", ".rst", "/index.md", "/index.mdx", "/README.md", "/_index.md")
_PUBLIC = ("public", "static", ".vuepress/public")
"""Folders whose files generators serve from the top; the last is VuePress'."""


class Place(NamedTuple):
    """Where a link leads: a path, "" for the page itself; the name of a heading, "" for none."""

    path: str
    anchor: str = ""


Find = Callable[[Place], Place | None]
"""Returns where a link leads to in the new project; None for what it does not have."""


def relocate(text: str, find: Find) -> str:
    """Return a page whose links lead to new places; what `find` does not know stays as it is.

    Code is left alone, but for directives that name a file.
    """
    lines, fence = [], ""
    listed = set(_toctree_entries(text.split("\n")))
    for number, line in enumerate(text.split("\n")):
        if number in listed and not fence:
            lines.append(_relocated_entry(line, find))
            continue
        opening = _FENCE.match(line)
        if fence:
            if opening and opening["marks"].startswith(fence) and not opening["info"].strip():
                fence = ""
            lines.append(line)
            continue
        if opening and not _is_directive(opening["info"]):
            fence = opening["marks"]
            lines.append(_relocated_directive(line, find))
            continue
        lines.append(_relocated(line, find))
    return "\n".join(lines)


def _toctree_entries(lines: list[str]) -> Iterator[int]:
    """Yield the indexes of the lines in toctrees, without their options."""
    depth: int | None = None
    fence = ""
    for at, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if opening := _TOCTREE.match(line):
            depth, fence = indent, opening["fence"] or ""
        elif depth is None:
            continue
        elif line.strip() == fence if fence else line.strip() and indent <= depth:
            depth = None
        elif line.strip() and not line.lstrip().startswith(":"):
            yield at


def _relocated_entry(line: str, find: Find) -> str:
    """Return an entry of a toctree, whose pages need no ending, with its new place."""
    match = _ENTRY.fullmatch(line)
    found = find(Place(match["path"])) if match and "://" not in match["path"] else None
    if match is None or found is None:
        return line
    old, new = (posixpath.splitext(path)[0] for path in (match["path"], found.path))
    return line if new == old else f"{match['before']}{new}{match['after']}"


def _is_directive(info: str) -> bool:
    name = re.match(r"\{([\w:-]+)\}", info)
    return name is not None and name[1] not in ("code-block", "code", "literalinclude")


def _relocated_directive(line: str, find: Find) -> str:
    return _DIRECTIVE.sub(lambda match: match["before"] + _moved(match["path"], find), line)


def _relocated(line: str, find: Find) -> str:
    if _DIRECTIVE.match(line):
        return _relocated_directive(line, find)
    if _DEFINITION.match(line):
        return _DEFINITION.sub(lambda match: match["before"] + _moved(match["path"], find), line)
    parts, end = [], 0
    for code in _CODE.finditer(line):
        parts += [_prose(line[end : code.start()], find), code[0]]
        end = code.end()
    return "".join([*parts, _prose(line[end:], find)])


def _prose(text: str, find: Find) -> str:
    for pattern in (_INLINE, _ATTRIBUTE):
        text = pattern.sub(lambda match: match["before"] + _moved(match["path"], find), text)
    return text


def _moved(link: str, find: Find) -> str:
    address = None if _ELSEWHERE.match(link) else _ADDRESS.fullmatch(link)
    if address is None or not (address["path"] or address["anchor"]):
        return link
    anchor = unquote(address["anchor"] or "")
    found = find(Place(unquote(address["path"]), anchor))
    if found is None:
        return link
    path = quote(found.path, safe="/()!~+,;=@&") + (address["query"] or "")
    # A name that stays is written as it was.
    named = address["anchor"] if found.anchor == anchor else found.anchor
    return path if named is None else f"{path}#{named}"


def file_of(path: str, page: str, files: Container[str], tops: Iterable[str]) -> str | None:
    """Return the file that the path of a link in the old page `page` leads to; None for none.

    `files` are the paths of all old files; `tops` the folders that an absolute link may begin in.
    """
    return next(
        (candidate for candidate in _candidates(path, page, tops) if candidate in files), None
    )


def _candidates(path: str, old: str, tops: Iterable[str]) -> Iterator[str]:
    absolute = path.startswith("/")
    bases = _tops(tops) if absolute else [posixpath.dirname(old)]
    stem = path.strip("/") if absolute else path.rstrip("/")
    stems = [stem, *([stem.removesuffix(".html")] if stem.endswith(".html") else [])]
    for base in bases:
        for name in stems:
            place = posixpath.normpath(posixpath.join(base, name))
            yield from (place + ending for ending in _ENDINGS)


def _tops(tops: Iterable[str]) -> Iterator[str]:
    for top in tops:
        yield top
        yield from (posixpath.join(top, folder) for folder in _PUBLIC)
