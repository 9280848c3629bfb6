"""Code blocks: what their first lines say in other dialects, as options of ``{code-block}``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from diglot.adopt.rewrite.constructs import Change, Construct
from diglot.adopt.rewrite.includes import Marks, literal_include, scalar
from diglot.adopt.rewrite.lines import Block, Fence, Inner, Line, Rule, fence_at

_BRACES = re.compile(r"\{:?\s*(?P<list>[.#][^{}]*)\}")
_QUOTED = re.compile(r"(?P<name>\w+)=(?P<sign>[\"'])(?P<value>.*?)(?P=sign)")
_RANGES = re.compile(r"\{\s*(?P<lines>\d+(?:-\d+)?(?:\s*,\s*\d+(?:-\d+)?)*)\s*\}")
_NUMBERS = re.compile(r":line-numbers(?:=(?P<first>\d+))?|\bshowLineNumbers\b")
_LABEL = re.compile(r"\[(?P<label>[^\]]+)\]")
_LANGUAGE = re.compile(r"\.?(?P<name>[\w+#.-]*[\w+#])(?=$|[\s,:{\[])")
_NO_CODE = {"plain", "plaintext", "txt", "log", "none", "nohighlight", "undefined"}
"""What others call text without colours; Pygments knows none of these and warns."""
_IS_MYST = re.compile(r"\{[\w:.-]*\w\}(?:\s.*)?")


@dataclass(frozen=True, slots=True)
class Info:
    """What the first line of a code block says; `numbers` is the first line's, 0 for none."""

    language: str = ""
    caption: str = ""
    emphasized: str = ""
    numbers: int = 0

    @property
    def options(self) -> list[str]:
        """The options of the directive, a line each."""
        return [
            *([f":caption: {scalar(self.caption)}"] if self.caption else []),
            *([f":emphasize-lines: {self.emphasized}"] if self.emphasized else []),
            *([":linenos:"] if self.numbers == 1 else []),
            *([f":lineno-start: {self.numbers}"] if self.numbers > 1 else []),
        ]


def read_info(text: str) -> Info:
    """Return what the first line of a code block says in any of the dialects."""
    braces = _BRACES.fullmatch(text)
    rest = braces["list"] if braces else text
    quoted = {match["name"]: match["value"] for match in _QUOTED.finditer(rest)}
    rest = _QUOTED.sub("", rest)
    emphasized = _RANGES.search(rest)
    numbers = _NUMBERS.search(rest)
    label = _LABEL.search(rest)
    match = _LANGUAGE.match(rest.strip())
    language = match["name"] if match else ""
    lines = quoted.get("hl_lines", "").replace(",", " ")
    if emphasized:
        lines = emphasized["lines"].replace(",", " ")
    return Info(
        "text" if language.lower() in _NO_CODE else language,
        quoted.get("title") or (label["label"] if label else ""),
        ",".join(lines.split()),
        int((numbers["first"] or 1) if numbers else quoted.get("linenums") or 0),
    )


def code_rule(snippet: re.Pattern[str], root: str, marks: Marks) -> Rule:
    """Return the rule for code blocks of a dialect.

    A block that holds nothing but a `snippet` (with groups ``path`` and ``part``) shows the file
    itself; `root` goes before its path.
    """

    def code(lines: Sequence[Line], start: int, _inner: Inner) -> Block | None:
        fence = fence_at(lines, start)
        if fence is None or _IS_MYST.fullmatch(fence.info):
            return None
        body = [line for line in lines[start + 1 : fence.end - 1] if not line.blank]
        only = snippet.fullmatch(body[0].text.strip()) if len(body) == 1 else None
        if only and not fence.before.strip():
            info = read_info(fence.info)
            made = literal_include(
                lines[start], root + only["path"], (only["part"] or "").lstrip(":"), marks,
                info.language, info.options,
            )  # fmt: skip
            return Block(fence.end, made, (Change(body[0].number, Construct.INCLUDE),))
        return with_options(lines, start, fence)

    return code


def plain_code(lines: Sequence[Line], start: int, _inner: Inner) -> Block | None:
    """A code block whose language is a word for none."""
    fence = fence_at(lines, start)
    if fence is None or fence.info.partition(" ")[0].lower() not in _NO_CODE:
        return None
    return with_options(lines, start, fence)


def with_options(lines: Sequence[Line], start: int, fence: Fence) -> Block | None:
    """Return a code block whose first line is MyST's; None where it is so already."""
    info = read_info(fence.info)
    plain = fence.info.split(maxsplit=1)[0] if fence.info else ""
    if not info.options and info.language == plain:
        return None
    number = lines[start].number
    head, options = info.language, info.options
    if options:
        head = f"{{code-block}} {info.language}".rstrip()
        # Options end where a line without a colon comes; code may begin with one.
        options = [*options, ""] if _may_be_option(lines, start) else options
    before = re.sub(r"[^>\s]", " ", fence.before)
    first = Line(number, f"{fence.before}{fence.marks}{head}")
    more = (Line(number, (before + option).rstrip()) for option in options)
    return Block(
        fence.end,
        (first, *more, *lines[start + 1 : fence.end]),
        (Change(number, Construct.CODE_OPTIONS),),
    )


def _may_be_option(lines: Sequence[Line], start: int) -> bool:
    after = lines[start + 1].text.strip() if start + 1 < len(lines) else ""
    return after.startswith((":", "---")) or not after
