"""What MyST-Parser knows when it has read a document, kept so that messages can be read alike."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from docutils import nodes
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer

from diglot.sphinxext.compat.parts import Replacement, part

_RENDERER = "myst_parser.mdit_to_docutils.base:DocutilsRenderer"

CONTEXTS = Replacement(
    (
        # Two digests: of 4.0 to 5.1, and since 5.2.
        part(f"{_RENDERER}.nested_render_text", "1a8fdd62579b", "ecbe2de6848e"),
        part(f"{_RENDERER}._render_finalise", "ae4959ef3768", "f961019a8d0f"),
        part(f"{_RENDERER}.render_restructuredtext", "a837b4ef9b7e"),
        part(f"{_RENDERER}.setup_render", "29f208318f6c"),
    ),
    without="Sphinx's own translation is used, without what diglot adds to it",
)


@dataclass(slots=True)
class MystContext:
    """What MyST knew when it had read a document.

    `rst` holds the blocks that came out of ``{eval-rst}``.
    """

    document: nodes.document
    renderer: Any
    config: MdParserConfig
    references: dict[str, Any]
    rst: list[nodes.Node] = field(default_factory=list)


# Of the document that is being read and of those it includes; bounded, because a build without
# our transform never takes them.
_contexts: deque[MystContext] = deque(maxlen=64)
_rst_blocks: deque[tuple[nodes.document, nodes.Node]] = deque(maxlen=512)


def keep_contexts() -> None:
    """Make MyST's renderer leave its context behind; doing it again changes nothing."""
    if hasattr(DocutilsRenderer._render_finalise, "__wrapped__"):
        return
    finalise, render_rst = (
        DocutilsRenderer._render_finalise,
        DocutilsRenderer.render_restructuredtext,
    )

    def finalise_and_keep(self: DocutilsRenderer) -> None:
        finalise(self)
        references = self.md_env.get("references", {})
        _contexts.append(MystContext(self.document, self, self.md_config, references))

    def render_rst_and_keep(self: DocutilsRenderer, *arguments: Any) -> None:
        parent, before = self.current_node, len(self.current_node.children)
        render_rst(self, *arguments)
        _rst_blocks.extend((self.document, block) for block in parent.children[before:])

    for name, stock, ours in (
        ("_render_finalise", finalise, finalise_and_keep),
        ("render_restructuredtext", render_rst, render_rst_and_keep),
    ):
        ours.__wrapped__ = stock  # type: ignore[attr-defined]  # as functools.wraps would
        setattr(DocutilsRenderer, name, ours)


def take_contexts() -> list[MystContext]:
    """Return, once, what MyST left of the document that is being read and of those it includes."""
    contexts = list(_contexts)
    for context in contexts:
        context.rst = [block for owner, block in _rst_blocks if owner is context.document]
    _contexts.clear()
    _rst_blocks.clear()
    return contexts


def render_inline(context: MystContext, text: str, line: int, scratch: nodes.document) -> list[Any]:
    """Render a message with the context's renderer and return its inline nodes.

    What the message registers (footnotes, targets) is registered in `scratch`.
    """
    renderer = context.renderer
    parent = nodes.inline()
    renderer.document, renderer.reporter = scratch, scratch.reporter
    renderer.md_config = context.config
    renderer.md_env = {"references": context.references}
    renderer.current_node = parent
    renderer.nested_render_text(text, line, inline=True)
    return parent.children
