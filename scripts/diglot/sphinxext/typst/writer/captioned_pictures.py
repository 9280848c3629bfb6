"""Pictures with numbered captions that follow them, as figures.

Authors write a picture and, on the next line, its caption; Markdown makes one paragraph of both, or
two where the lines are set apart.
"""

from __future__ import annotations

from dataclasses import dataclass

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


def divide_at_captioned_pictures(doctree: nodes.document) -> None:
    """Divide paragraphs at pictures with numbered captions, and make figures of these."""
    _join_captions(doctree)
    made = 0
    for paragraph in list(doctree.findall(nodes.paragraph)):
        if isinstance(paragraph.parent, nodes.entry) or _is_captioned(paragraph.parent):
            continue
        runs = [(run, _figure(run)) for run in _runs(paragraph.children)]
        if not any(figure for _, figure in runs):
            continue
        parts = _parts(paragraph, runs)
        for part in parts:
            part.source, part.line = paragraph.source, paragraph.line
            if isinstance(part, nodes.figure):
                part["ids"] = [f"diglot:picture:{made}"]
                made += 1
        parts[0]["ids"] = [*paragraph["ids"], *parts[0]["ids"]]
        paragraph.parent.replace(paragraph, parts)


def _join_captions(doctree: nodes.document) -> None:
    """Put captions that are paragraphs into those of the pictures above them."""
    for caption in list(doctree.findall(nodes.paragraph)):
        above = caption.previous_sibling()
        if (
            isinstance(above, nodes.paragraph)
            and pictures_alone(above)
            and _is_caption_alone(caption.astext().strip())
            and not caption["ids"]
        ):
            above += caption.children
            caption.parent.remove(caption)


def _is_caption_alone(text: str) -> bool:
    """Whether a paragraph is a caption; sentences about a figure begin with its number, too."""
    return (
        begins_with_number(text)
        and len(text) <= _LONGEST
        and not text.endswith((".", "。", ":", "：", ";", "；", ",", "，"))
    )


def _is_captioned(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.figure, nodes.container))


def _parts(
    paragraph: nodes.Element, runs: list[tuple[_Nodes, _Captioned | None]]
) -> list[nodes.Element]:
    """Return a paragraph as figures and paragraphs, in order."""
    parts: list[nodes.Element] = []
    words: _Nodes = []
    for run, captioned in runs:
        if captioned is None:
            words += run
            continue
        body = nodes.paragraph("", "", captioned.picture)
        figure = nodes.figure("", body, nodes.caption("", "", *captioned.caption))
        parts += [*_paragraph(words, paragraph), figure]
        words = captioned.rest
    return [*parts, *_paragraph(words, paragraph)]


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


def _paragraph(words: _Nodes, like: nodes.Element) -> list[nodes.Element]:
    made = nodes.paragraph("", "", *words, **like.non_default_attributes())
    made["ids"] = []
    return [made] if made.astext().strip() or any(made.findall(nodes.image)) else []
