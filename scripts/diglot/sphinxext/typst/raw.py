"""Writers of raw passages: HTML keeps its words, drawings keep their source."""

from __future__ import annotations

from html.parser import HTMLParser

from docutils import nodes

from diglot.core.codes import Code
from diglot.sphinxext.typst.context import Context
from diglot.sphinxext.typst.inline import place
from diglot.sphinxext.warn import warn
from diglot.typeset.markup import NOTHING, Markup, call, literal, stack

_UNSEEN = frozenset({"script", "style", "svg", "template", "head", "iframe", "object", "noscript"})
_BREAKS = frozenset(
    "address article aside blockquote br dd details div dl dt figure figcaption footer form h1 h2 h3"
    " h4 h5 h6 header hr li main nav ol p pre section summary table tr ul".split()
)


def raw(node: nodes.raw, ctx: Context) -> Markup:
    """Raw Typst as it is; of raw HTML the words; other formats are for other outputs."""
    formats = node.get("format", "").split()
    if "typst" in formats:
        return Markup(f"[{node.astext()}]")
    if "html" not in formats:
        return NOTHING
    found = _words(node.astext())
    if isinstance(node.parent, nodes.TextElement):
        if not found:
            return call("line-break") if "<br" in node.astext().lower() else NOTHING
        return literal(" ".join(found))
    return stack(call("paragraph", line) for line in found)


def _words(html: str) -> list[str]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [line for line in (" ".join(text.split()) for text in reader.lines) if line]


class _Reader(HTMLParser):
    """Gathers the words of HTML, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._hidden += 1
        elif tag in _BREAKS:
            self.lines.append("")
        elif tag == "img":
            self.lines[-1] += dict(attrs).get("alt") or ""
        elif tag in ("td", "th"):
            self.lines[-1] += "  "

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BREAKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.lines[-1] += data


# Nodes of well-known extensions, by name: nobody need have them installed. They only hold others.
_ONLY_HOLD = frozenset({"PassthroughTextElement"})


def drawing(node: nodes.Element, ctx: Context) -> Markup:
    """A drawing in a language of its own (Mermaid, Graphviz): its source, and a diagnostic."""
    kind = type(node).__name__
    warn(
        Code.UNKNOWN_NODE,
        f"this {kind} drawing is printed as its source",
        at=place(node, ctx),
        hint="save the drawing as SVG and show that with a figure",
    )
    return call("unrendered", kind.capitalize(), str(node["code"]))


def unknown(node: nodes.Node, ctx: Context) -> Markup:
    """A node no writer knows: what is inside it is shown all the same."""
    if isinstance(node, nodes.Element) and isinstance(node.get("code"), str):
        return drawing(node, ctx)
    if type(node).__name__ in _ONLY_HOLD:
        return ctx.inline(node) if isinstance(node, nodes.TextElement) else ctx.blocks(node)
    warn(
        Code.UNKNOWN_NODE,
        f"the handouts know no {type(node).__name__!r}; its text is printed without its look",
        at=place(node, ctx),
        hint="write it in another way, or ask for it to be added to diglot",
    )
    if not isinstance(node, nodes.Element):
        return literal(node.astext())
    inside = isinstance(node, (nodes.Inline, nodes.TextElement))
    return ctx.inline(node) if inside else ctx.blocks(node)


TABLE = {nodes.raw: raw}
