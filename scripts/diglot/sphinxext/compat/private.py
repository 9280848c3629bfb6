"""Every grip on parts of Sphinx and MyST-Parser that are not public, and what they must look like.

The versions are pinned in pyproject.toml; where a part still looks different, diglot leaves the
work to Sphinx instead.
"""

from __future__ import annotations

import inspect
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from docutils import nodes
from docutils.frontend import Values, get_default_settings
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils import base
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from sphinx.domains.std import StandardDomain
from sphinx.registry import SphinxComponentRegistry
from sphinx.transforms import i18n

STOCK_TRANSFORMS = (i18n.Locale, i18n.TranslationProgressTotaliser, i18n.AddTranslationClasses)
"""What our translation takes the place of."""

_RENDER_PARAMETERS = ("self", "text", "lineno", "inline", "temp_root_node", "heading_offset")


@dataclass(slots=True)
class MystContext:
    """What MyST knew when it had read a document, so that messages can be read alike.

    `rst` holds the blocks that came out of ``{eval-rst}``.
    """

    document: nodes.document
    renderer: Any
    config: MdParserConfig
    references: dict[str, Any]
    rst: list[nodes.Element] = field(default_factory=list)


# Of the document that is being read and of those it includes; bounded, because a build without
# our transform never takes them.
_contexts: deque[MystContext] = deque(maxlen=64)
_rst_blocks: deque[tuple[nodes.document, nodes.Element]] = deque(maxlen=512)


def fits(registry: SphinxComponentRegistry) -> bool:
    """Return whether the parts of Sphinx and MyST are what this module was written for."""
    parameters = tuple(inspect.signature(DocutilsRenderer.nested_render_text).parameters)
    return (
        all(stock in registry.transforms for stock in STOCK_TRANSFORMS)
        and parameters == _RENDER_PARAMETERS
        and hasattr(DocutilsRenderer, "_render_finalise")
        and hasattr(DocutilsRenderer, "render_restructuredtext")
        and hasattr(StandardDomain, "_terms")
    )


def replace_stock(registry: SphinxComponentRegistry) -> None:
    """Take Sphinx's own translation out of a build."""
    for stock in STOCK_TRANSFORMS:
        registry.transforms.remove(stock)


def keep_contexts() -> None:
    """Make MyST's renderer leave its context behind; doing it again changes nothing."""
    if hasattr(DocutilsRenderer._render_finalise, "__wrapped__"):
        return
    _after(DocutilsRenderer, "_render_finalise", _keep)
    setattr(base, "get_default_settings", _default_settings)  # noqa: B010 - not its public name
    _around_blocks(DocutilsRenderer, "render_restructuredtext")


def take_contexts() -> list[MystContext]:
    """Return, once, what MyST left of the document that is being read and of those it includes."""
    found = list(_contexts)
    for context in found:
        context.rst = [block for owner, block in _rst_blocks if owner is context.document]
    _contexts.clear()
    _rst_blocks.clear()
    return found


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


def note_term(domain: StandardDomain, term: str, docname: str, node_id: str) -> None:
    """Let ``{term}`` find `term`; the first of two equal terms stays."""
    domain.objects.setdefault(("term", term), (docname, node_id))
    domain._terms.setdefault(term.lower(), (docname, node_id))


def move_term(domain: StandardDomain, docname: str, old_id: str, node_id: str) -> None:
    """Give every name of the term at `old_id` of a document its new id."""
    old, new = (docname, old_id), (docname, node_id)
    for key in [key for key, place in domain.objects.items() if place == old and key[0] == "term"]:
        domain.objects[key] = new
    for name in [name for name, place in domain._terms.items() if place == old]:
        domain._terms[name] = new


@cache
def _settings_of(parser: type) -> Values:
    return get_default_settings(parser)


def _default_settings(parser: type) -> Values:
    """Stand in for docutils' function, which builds a command line each time MyST asks."""
    return _settings_of(parser).copy()


def _keep(renderer: DocutilsRenderer) -> None:
    _contexts.append(
        MystContext(
            renderer.document,
            renderer,
            renderer.md_config,
            renderer.md_env.get("references", {}),
        )
    )


def _after(owner: type, name: str, then: Callable[[Any], None]) -> None:
    original = getattr(owner, name)

    def wrapper(self: Any, *arguments: Any) -> Any:
        result = original(self, *arguments)
        then(self)
        return result

    wrapper.__wrapped__ = original  # type: ignore[attr-defined]
    setattr(owner, name, wrapper)


def _around_blocks(owner: type, name: str) -> None:
    original = getattr(owner, name)

    def wrapper(self: Any, *arguments: Any) -> Any:
        parent, before = self.current_node, len(self.current_node.children)
        result = original(self, *arguments)
        _rst_blocks.extend((self.document, block) for block in parent.children[before:])
        return result

    wrapper.__wrapped__ = original  # type: ignore[attr-defined]
    setattr(owner, name, wrapper)
