"""Before writing: soft line breaks are resolved and runs of another script are marked.

Both need to see a whole paragraph at once, across its links and emphases, so both work on the
doctree, on a copy that belongs to the writer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

HAN, LATIN = "han", "latin"

# Ideographs, kana, bopomofo and the full-width signs that stand between them.
_WIDE = re.compile("[⺀-〿ぁ-ヿㄅ-ㄯㆠ-ㆿ㇀-㋿㐀-䶿一-鿿豈-﫿︰-﹏！-｠￠-￦\U00020000-\U0003ffff]")
_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
# Signs that Latin and Chinese share: their width depends on whose they are.
_SHARED = "“”‘’—…·"
_BREAK = re.compile(r"[ \t]*\n[ \t]*")
# What stands for something that is not text: code, a formula, an image.
_OPAQUE = "\ufffc"

_VERBATIM = (
    nodes.FixedTextElement,
    nodes.literal,
    nodes.math,
    nodes.math_block,
    nodes.raw,
    nodes.comment,
    nodes.image,
)


class script_run(nodes.Inline, nodes.TextElement):  # noqa: N801 - docutils' nodes are lower-case
    """Text in a script other than the document's; ``node["script"]`` is HAN or LATIN."""


def prepare(doctree: nodes.document, script: str) -> None:
    """Resolve soft breaks and mark foreign runs in all texts of a document in `script`."""
    for block in list(doctree.findall(nodes.TextElement)):
        if isinstance(block, (nodes.Inline, *_VERBATIM)) or _inside_verbatim(block):
            continue
        if isinstance(block, addnodes.desc_signature):
            continue
        _join_lines(block, script)
        if script == HAN:
            _lend_gaps(block)
        _mark_runs(block, script)


def _inside_verbatim(node: nodes.Node) -> bool:
    above = node.parent
    while above is not None:
        if isinstance(above, _VERBATIM):
            return True
        above = above.parent
    return False


def _pieces(node: nodes.Element) -> Iterator[nodes.Text | None]:
    """Yield the texts of a block in order; None stands for something that is not text."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child
        elif isinstance(child, _VERBATIM):
            yield None
        elif isinstance(child, nodes.Element):
            yield from _pieces(child)


def _join_lines(block: nodes.Element, script: str) -> None:
    pieces = list(_pieces(block))
    whole = "".join(_OPAQUE if piece is None else str(piece) for piece in pieces)
    if "\n" not in whole:
        return
    start = 0
    for piece in pieces:
        text = _OPAQUE if piece is None else str(piece)
        end = start + len(text)
        if piece is not None and "\n" in text:
            joined = _joined(whole, start, end, script)
            piece.parent.replace(piece, nodes.Text(joined))
        start = end


def _joined(whole: str, start: int, end: int, script: str) -> str:
    """Return whole[start:end] with its soft breaks resolved by what stands around them."""
    out, at = [], start
    for match in _BREAK.finditer(whole, start, end):
        out.append(whole[at : match.start()])
        before = whole[: match.start()].rstrip()[-1:]
        after = whole[match.end() :].lstrip()[:1]
        out.append("" if _vanishes(before, after, script) else " ")
        at = match.end()
    out.append(whole[at:end])
    return "".join(out)


def _vanishes(before: str, after: str, script: str) -> bool:
    """Whether a line break between two characters leaves no space."""
    wide = [bool(_WIDE.match(char)) for char in (before, after) if char]
    if script == HAN:
        # Between a 汉字 and a Latin letter Typst sets a gap of its own.
        return any(wide)
    return len(wide) == 2 and all(wide)


def _lend_gaps(block: nodes.Element) -> None:
    """Give a link the space after it: a full-width bracket may come between them."""
    for link in list(block.findall(nodes.reference)):
        after = link.next_node(descend=False, siblings=True)
        if isinstance(after, nodes.Text) and after.startswith(" ") and link.parent is after.parent:
            link["gap"] = " "
            after.parent.replace(after, nodes.Text(after[1:]))


def _mark_runs(block: nodes.Element, script: str) -> None:
    pieces = list(_pieces(block))
    whole = "".join(_OPAQUE if piece is None else str(piece) for piece in pieces)
    runs = list(_foreign_runs(whole, script))
    if not runs:
        return
    foreign = LATIN if script == HAN else HAN
    start = 0
    for piece in pieces:
        length = 1 if piece is None else len(piece)
        if piece is not None:
            inside = [
                (max(a, start) - start, min(b, start + length) - start)
                for a, b in runs
                if a < start + length and b > start
            ]
            if inside:
                _split(piece, inside, foreign)
        start += length


def _foreign_runs(text: str, script: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each run of the other script, neutral signs inside it included."""
    own, other = (_WIDE, _LETTER) if script == HAN else (_LETTER, _WIDE)
    if script == HAN and not _WIDE.search(text):
        # A paragraph without a 汉字, such as an English quotation, is foreign as a whole.
        if _WORD.search(text):
            yield (0, len(text))
        return
    first = last = None
    for at, char in enumerate(text):
        if other.match(char):
            first = at if first is None else first
            last = at
        elif own.match(char) or char == _OPAQUE:
            if first is not None and last is not None:
                yield from _worth_marking(text, first, last + 1, script)
            first = last = None
    if first is not None and last is not None:
        yield from _worth_marking(text, first, last + 1, script)


# Abbreviations are read letter by letter and never hyphenated: only words are worth a mark.
_WORD = re.compile(r"[a-z\u00df-\u024f]{2}")


def _worth_marking(text: str, start: int, end: int, script: str) -> Iterator[tuple[int, int]]:
    if script != HAN or _WORD.search(text, start, end):
        yield (start, end)


def _split(piece: nodes.Text, runs: list[tuple[int, int]], script: str) -> None:
    text, at = str(piece), 0
    parts: list[nodes.Node] = []
    for start, end in runs:
        if start > at:
            parts.append(nodes.Text(text[at:start]))
        parts.append(script_run("", text[start:end], script=script))
        at = end
    if at < len(text):
        parts.append(nodes.Text(text[at:]))
    piece.parent.replace(piece, parts)


def shared_marks(text: str) -> list[tuple[bool, str]]:
    """Cut text into (is a shared sign, piece) in order."""
    return [(part[0] in _SHARED, part) for part in re.split(f"([{_SHARED}]+)", text) if part]
