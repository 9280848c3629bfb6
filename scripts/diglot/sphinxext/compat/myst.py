"""The state of MyST-Parser after it has read a document, to parse translations in the same way."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from docutils import nodes
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer, token_line
from myst_parser.warnings_ import MystWarnings

from diglot.core.i18n import _
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
    without=_("Sphinx's own translation is used, without what diglot adds to it"),
)


ATTRIBUTES = Replacement(
    (part(f"{_RENDERER}.copy_attributes", "8b50746b8774", "139eb7447c78"),),
    without=_("what states its language by the attribute lang is set as the text around it"),
)


@dataclass(slots=True)
class MystContext:
    """The state of MyST after it has read a document: renderer, settings and link definitions.

    `rst` are the blocks that come from ``{eval-rst}``.
    """

    document: nodes.document
    renderer: Any
    config: MdParserConfig
    references: dict[str, Any]
    rst: list[nodes.Node] = field(default_factory=list)


# Of the document that is being read and of those it includes. The length is limited because a
# build without diglot's transform in the same process never takes them.
_contexts: deque[MystContext] = deque(maxlen=64)
_rst_blocks: deque[tuple[nodes.document, nodes.Node]] = deque(maxlen=512)


def keep_contexts() -> None:
    """Make MyST's renderer store its context from now on; a second call changes nothing."""
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


def replace_attributes(class_of: Callable[[str], str | None]) -> None:
    """Make MyST's renderer turn the attribute `lang` into a class; a second call changes nothing.

    `class_of` returns the class for a value of the attribute, or None, and MyST warns of it.
    """
    copy = DocutilsRenderer.copy_attributes
    if hasattr(copy, "__wrapped__") or not ATTRIBUTES.fits:
        return

    def copy_with_language(
        self: DocutilsRenderer, token: Any, node: nodes.Element, *rest: Any, **named: Any
    ) -> None:
        copy(self, token, node, *rest, **named)
        if "lang" not in token.attrs:
            return
        value = str(token.attrs["lang"])
        if name := class_of(value):
            node["classes"].append(name)
        else:
            self.create_warning(
                _("{lang} is not the tag of a language", lang=repr(value)),
                MystWarnings.INVALID_ATTRIBUTE,
                line=token_line(token, default=0),
                append_to=node,
            )

    copy_with_language.__wrapped__ = copy  # type: ignore[attr-defined]  # as functools.wraps would
    setattr(DocutilsRenderer, copy.__name__, copy_with_language)


def take_contexts() -> list[MystContext]:
    """Return and remove the contexts of the document being read and of those it includes."""
    contexts = list(_contexts)
    for context in contexts:
        context.rst = [block for owner, block in _rst_blocks if owner is context.document]
    _contexts.clear()
    _rst_blocks.clear()
    return contexts


def render_inline(
    context: MystContext, text: str, line: int, temporary: nodes.document
) -> list[Any]:
    """Render a message with the renderer of a context, and return its inline nodes.

    `line` counts from 0. Footnotes, targets and the like are registered in the document
    `temporary`.
    """
    renderer = context.renderer
    parent = nodes.inline()
    renderer.document, renderer.reporter = temporary, temporary.reporter
    renderer.md_config = context.config
    renderer.md_env = {"references": context.references}
    renderer.current_node = parent
    renderer.nested_render_text(text, line, inline=True)
    return parent.children
