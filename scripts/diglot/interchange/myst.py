"""Splits MyST messages: the parser that reads the documents says where each code begins and ends.

markdown-it keeps no places for what stands inside a paragraph, so its loop over the inline rules
is run here with a record of the range that each rule took.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline, fragments_join
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.substitution import substitution_plugin

from diglot.interchange.inline_codes import CodeKind, InlineCode, Node, Nodes, text_nodes
from diglot.interchange.role_segments import literal, role

_PAIRS = {
    "em": CodeKind.EMPHASIS,
    "strong": CodeKind.STRONG,
    "s": CodeKind.STRIKETHROUGH,
    "link": CodeKind.LINK,
    "span": CodeKind.SPAN,
}
_WHOLE = {
    "math_inline": CodeKind.MATH,
    "math_inline_double": CodeKind.MATH,
    "substitution_inline": CodeKind.SUBSTITUTION,
    "footnote_ref": CodeKind.FOOTNOTE,
    "html_inline": CodeKind.HTML,
}
_TICKED = re.compile(r"(\{[^}]*\})?(`+)")
_IMAGE = re.compile(r"!\[(?P<alt>.*)\](?:\(.*\)|\[[^\]]*\])", re.DOTALL)
# `[text][label]` and `[label][]`: the label is defined elsewhere in the document.
_LABELS = re.compile(r"\]\[([^\[\]]+)\]|\[([^\[\]]+)\]\[\]")


class MystSplitter:
    """Splits messages by the rules of a parser, best the one that builds the documents."""

    def __init__(self, parser: MarkdownIt | None = None) -> None:
        self._parser = copy(parser or default_parser())
        self._inline = _Inline()
        vars(self._inline).update(vars(self._parser.inline))
        self._parser.inline = self._inline

    def __call__(self, text: str) -> Nodes:
        """Return the text and the codes of a message; `join` makes the same message of them."""
        state = _State(text, self._parser, {"references": _references(text)}, [])
        self._inline.tokenize(state)
        for rule in self._inline.ruler2.getRules(""):
            # Joining texts would part the delimiters from their places.
            if rule is not fragments_join:
                rule(state)
        events = [*state.events, *_delimiters(state.marks)]
        return _tree(text, sorted(events, key=lambda event: event.start))


def default_parser() -> MarkdownIt:
    """Return a parser with MyST's inline syntax, as myst-parser's create_md_parser sets it up."""
    parser = MarkdownIt("commonmark").enable("strikethrough").use(myst_role_plugin)
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    parser.use(dollarmath_plugin, double_inline=True).use(substitution_plugin)
    return parser.use(attrs_plugin, spans=True, span_after="footnote_ref")


def _references(text: str) -> dict[str, dict[str, str]]:
    labels = (match[1] or match[2] for match in _LABELS.finditer(text))
    return {normalizeReference(label): {"href": label, "title": ""} for label in labels}


@dataclass(slots=True)
class _Event:
    """A range of the message that is markup: a whole code (nesting 0), or one end of a pair."""

    start: int
    end: int
    kind: CodeKind
    nesting: int
    target: str = ""
    code: InlineCode | None = None


class _State(StateInline):
    """markdown-it's state, with the ranges of markup so far and the places of delimiters."""

    def __init__(self, src: str, md: MarkdownIt, env: dict[str, object], out: list[Token]) -> None:
        super().__init__(src, md, env, out)
        self.events: list[_Event] = []
        self.marks: list[tuple[int, Token]] = []
        self.inner: tuple[int, int] | None = None


class _Inline(ParserInline):
    """markdown-it's loop over the inline rules, which also records what each rule took."""

    def tokenize(self, state: StateInline) -> None:
        """Run the rules over the state's range; a link's rule comes back here for its text."""
        if not isinstance(state, _State):
            super().tokenize(state)
            return
        begin, end = state.pos, state.posMax
        rules, deepest = self.ruler.getRules(""), state.md.options["maxNesting"]
        while state.pos < end:
            if state.pending:
                state.pushPending()
            start, first, state.inner = state.pos, len(state.tokens), None
            if state.level < deepest and any(rule(state, False) for rule in rules):
                _record(state, start, state.tokens[first:])
            else:
                state.pending += state.src[state.pos]  # append_pending came with markdown-it-py 4.3
                state.pos += 1
        if state.pending:
            state.pushPending()
        state.inner = (begin, end)


def _record(state: _State, start: int, tokens: list[Token]) -> None:
    """Note what a rule made of the characters from `start` to the state's position."""
    written = state.src[start : state.pos]
    if not tokens:
        if not state.pending and state.events:
            _add_attributes(state.events[-1], written)
    elif all(token.type == "text" for token in tokens):
        place = start
        for token in tokens:
            state.marks.append((place, token))
            place += len(token.content)
    elif tokens[0].nesting == 1 and state.inner:
        kind, target = _kind(tokens[0]), str(tokens[0].attrs.get("href", ""))
        opened, closed = state.inner
        state.events.append(_Event(start, opened, kind, 1, target))
        state.events.append(_Event(closed, state.pos, kind, -1))
    elif tokens[0].type not in ("text_special", "softbreak", "hardbreak"):
        code = _whole(tokens[0], written)
        state.events.append(_Event(start, state.pos, code.kind, 0, code=code))


def _kind(token: Token) -> CodeKind:
    return _PAIRS[token.type.rpartition("_")[0]]


def _add_attributes(event: _Event, written: str) -> None:
    """Attributes in braces belong to the code that they follow."""
    event.end += len(written)
    if event.code:
        event.code = replace(event.code, end=event.code.end + written)


def _whole(token: Token, written: str) -> InlineCode:
    """Return the code that one rule took as a whole."""
    if token.type in ("myst_role", "code_inline"):
        ticked = _TICKED.match(written)
        if ticked:
            start, end = ticked[0], ticked[2]
            content = written[len(start) : -len(end)]
            if token.type == "code_inline":
                return literal(start, content, end)
            return role(str(token.meta["name"]), start, content, end)
    if token.type == "image":
        return _image(str(token.attrs["src"]), written)
    kind = _WHOLE.get(token.type, CodeKind.OTHER)
    if token.type == "link_open":
        return InlineCode(CodeKind.LINK, written, target=str(token.attrs["href"]), locked=True)
    return InlineCode(kind, written, target=token.content or written, locked=True)


def _image(address: str, written: str) -> InlineCode:
    parts = _IMAGE.fullmatch(written)
    if parts is None:
        return InlineCode(CodeKind.IMAGE, written, target=address, locked=True)
    start, end = parts.span("alt")
    alt = text_nodes(written[start:end])
    return InlineCode(CodeKind.IMAGE, written[:start], alt, written[end:], target=address)


def _delimiters(marks: Iterable[tuple[int, Token]]) -> Iterator[_Event]:
    """Yield the ends of emphasis: delimiters that became tags after all rules had run."""
    for place, token in marks:
        if token.nesting:
            # The tag of a strong pair sits on the inner of two asterisks.
            start = place - 1 if token.type == "strong_open" else place
            yield _Event(start, start + len(token.markup), _kind(token), token.nesting)


def _tree(text: str, events: Iterable[_Event]) -> Nodes:
    """Return the text between the events, and the codes, each with what it surrounds."""
    nodes: list[Node] = []
    outer: list[tuple[_Event, list[Node]]] = []
    place = 0
    for event in events:
        nodes += text_nodes(text[place : event.start])
        place = event.end
        if event.code:
            nodes.append(event.code)
        elif event.nesting > 0:
            outer.append((event, nodes))
            nodes = []
        else:
            opening, around = outer.pop()
            marks = text[opening.start : opening.end], text[event.start : event.end]
            around.append(
                InlineCode(event.kind, marks[0], tuple(nodes), marks[1], "", opening.target)
            )
            nodes = around
    return (*nodes, *text_nodes(text[place:]))
