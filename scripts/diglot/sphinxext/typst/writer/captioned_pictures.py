"""Pictures with numbered captions that follow them, as figures.

Authors write a picture and, on the next line, its caption; Markdown makes one paragraph of both, or
two where the lines are set apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from docutils import nodes

from diglot.sphinxext.typst.writer.keeps import pictures_alone
from diglot.sphinxext.typst.writer.stated_numbers import begins_with_number, says_more

_Nodes = list[nodes.Node]

# Letters: what is longer is text.
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class _Captioned:
    """A picture with its caption, and the words after that."""

    picture: nodes.Node
    caption: _Nodes
    rest: _Nodes


def divide_at_captioned_pictures(*doctrees: nodes.document) -> None:
    """Divide paragraphs at pictures with numbered captions, and make figures of these.

    `doctrees` are the same document in one language or in two; in two, a paragraph is divided where
    that gives the same blocks in both.
    """
    _join_captions(doctrees)
    made = 0
    for paragraphs in _in_step(doctrees):
        plans = [_plan(_runs(paragraph.children)) for paragraph in paragraphs]
        kinds = {tuple(isinstance(part, _Captioned) for part in plan) for plan in plans}
        if len(kinds) > 1 or not any(next(iter(kinds))) or not all(map(_may_divide, paragraphs)):
            continue
        names = [f"diglot:picture:{made + at}" for at in range(sum(next(iter(kinds))))]
        made += len(names)
        for paragraph, plan in zip(paragraphs, plans, strict=True):
            _divide(paragraph, plan, names)


def _in_step(doctrees: Sequence[nodes.document]) -> list[tuple[nodes.paragraph, ...]]:
    """Return the paragraphs of a document in each language; none where one has more of them."""
    found = [list(doctree.findall(nodes.paragraph)) for doctree in doctrees]
    return list(zip(*found, strict=True)) if len({len(side) for side in found}) == 1 else []


def _may_divide(paragraph: nodes.paragraph) -> bool:
    return not isinstance(paragraph.parent, (nodes.entry, nodes.figure, nodes.container))


def _join_captions(doctrees: Sequence[nodes.document]) -> None:
    """Put captions that are paragraphs into those of the pictures above them."""
    for captions in _in_step(doctrees):
        if all(map(_is_under_picture, captions)):
            for caption in captions:
                above: Any = caption.previous_sibling()
                above += caption.children
                caption.parent.remove(caption)


def _is_under_picture(caption: nodes.paragraph) -> bool:
    above = caption.previous_sibling()
    return (
        isinstance(above, nodes.paragraph)
        and bool(pictures_alone(above))
        and _is_caption_alone(caption.astext().strip())
        and not caption["ids"]
    )


def _is_caption_alone(text: str) -> bool:
    """Whether a paragraph is a caption; sentences about a figure begin with its number, too."""
    return (
        begins_with_number(text)
        and len(text) <= _LONGEST
        and not text.endswith((".", "。", ":", "：", ";", "；", ",", "，"))
    )


def _plan(runs: Sequence[_Nodes]) -> list[_Nodes | _Captioned]:
    """Return what a paragraph is divided into, in order: figures, and words between them."""
    plan: list[_Nodes | _Captioned] = []
    words: _Nodes = []
    for run in runs:
        captioned = _figure(run)
        if captioned is None:
            words = [*words, *run]
            continue
        plan += [words, captioned]
        words = [*captioned.rest]
    return [part for part in (*plan, words) if isinstance(part, _Captioned) or _prints(part)]


def _prints(words: _Nodes) -> bool:
    return any(node.astext().strip() or any(node.findall(nodes.image)) for node in words)


def _divide(
    paragraph: nodes.Element, plan: Sequence[_Nodes | _Captioned], names: Iterable[str]
) -> None:
    """Replace a paragraph by figures with these names as ids, and paragraphs."""
    left = iter(names)
    parts: list[nodes.Element] = []
    for part in plan:
        made: nodes.Element
        if isinstance(part, _Captioned):
            body = nodes.paragraph("", "", part.picture)
            made = nodes.figure("", body, nodes.caption("", "", *part.caption))
            made["ids"] = [next(left)]
        else:
            made = nodes.paragraph("", "", *part, **paragraph.non_default_attributes())
            made["ids"] = []
        made.source, made.line = paragraph.source, paragraph.line
        parts.append(made)
    parts[0]["ids"] = [*paragraph["ids"], *parts[0]["ids"]]
    paragraph.parent.replace(paragraph, parts)


def _runs(children: _Nodes) -> list[_Nodes]:
    """Return the children of a paragraph, each picture with what is after it up to the next one."""
    runs: list[_Nodes] = []
    for child in children:
        if not runs or _is_picture(child):
            runs.append([])
        runs[-1].append(child)
    return runs


def _is_picture(node: nodes.Node) -> bool:
    """Whether a node is a picture, linked or not."""
    if isinstance(node, nodes.reference):
        return bool(pictures_alone(node))
    return isinstance(node, nodes.image)


def _figure(run: _Nodes) -> _Captioned | None:
    """Return a picture with its caption, and what is left of the words after it; else None."""
    picture, *words = run
    if not _is_picture(picture) or not begins_with_number("".join(node.astext() for node in words)):
        return None
    assert isinstance(picture, nodes.Element)  # noqa: S101 - it is a picture
    alt = next(iter(picture.findall(nodes.image))).get("alt", "")
    while isinstance(words[0], nodes.Text) and not words[0].strip():
        words = words[1:]
    if isinstance(words[0], nodes.Text):
        words = [nodes.Text(words[0].lstrip()), *words[1:]]
    caption: _Nodes = words
    rest: _Nodes = []
    repeats = begins_with_number(alt) and says_more(alt)
    if repeats and isinstance(words[0], nodes.Text) and (end := _end_of(alt, words[0])):
        # The author repeats the alternative text as the caption, and goes on with the text.
        caption = [nodes.Text(words[0][:end].strip())]
        left = words[0][end:].lstrip()
        rest = [*([nodes.Text(left)] if left else []), *words[1:]]
    if sum(len(node.astext()) for node in caption) > _LONGEST:
        return None
    return _Captioned(picture, caption, rest)


def _end_of(alt: str, text: str) -> int:
    """Return where a text that begins with the alternative text goes on; 0 where it does not."""
    wanted = "".join(alt.split())
    seen = 0
    for at, sign in enumerate(text):
        if seen == len(wanted):
            return at
        if sign.isspace():
            continue
        if sign != wanted[seen]:
            return 0
        seen += 1
    return len(text) if wanted and seen == len(wanted) else 0
