"""Parts of Sphinx that are not public, or that differ between the releases we support."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.toctree import global_toctree_for_doc
from sphinx.registry import SphinxComponentRegistry
from sphinx.transforms import i18n
from sphinx.util.tags import Tags

from diglot.sphinxext.compat.parts import Replacement, note, part

STOCK_TRANSFORMS = (i18n.Locale, i18n.TranslationProgressTotaliser, i18n.AddTranslationClasses)
"""What our translation takes the place of."""

# Two digests each: of 8.2, and since 9.0.
TERMS = Replacement(
    (part("sphinx.domains.std:StandardDomain._note_term", "e7f17015027d", "ce54350c50c6"),),
    without="terms keep the anchors that Sphinx counts out, and are found under their source only",
)
RAW_CONFIG = Replacement(
    (part("sphinx.config:Config.__init__", "028cadbec21b", "4c871537dda4"),),
    without="what the command line overrides is taken for what conf.py says",
)

_EPUB_VALIDATOR = "validate_config_values"


def has_stock_transforms(registry: SphinxComponentRegistry) -> bool:
    """Return whether Sphinx translates by the transforms that we know."""
    if all(transform in registry.transforms for transform in STOCK_TRANSFORMS):
        return True
    note("Sphinx translates by other transforms than the known releases: they are used")
    return False


def remove_stock_transforms(registry: SphinxComponentRegistry) -> None:
    """Take Sphinx's own translation out of a build."""
    for transform in STOCK_TRANSFORMS:
        registry.transforms.remove(transform)


def note_term(domain: StandardDomain, term: str, docname: str, node_id: str) -> None:
    """Let ``{term}`` find `term`; the first of two equal terms stays."""
    if TERMS.fits:
        domain.objects.setdefault(("term", term), (docname, node_id))
        domain._terms.setdefault(term.lower(), (docname, node_id))


def move_term(domain: StandardDomain, docname: str, old_id: str, node_id: str) -> bool:
    """Give every name of the term at `old_id` of a document its new id; False if it cannot be."""
    if not TERMS.fits:
        return False
    old, new = (docname, old_id), (docname, node_id)
    for key in [key for key, place in domain.objects.items() if place == old and key[0] == "term"]:
        domain.objects[key] = new
    for name in [name for name, place in domain._terms.items() if place == old]:
        domain._terms[name] = new
    return True


def resolved_doctree(env: BuildEnvironment, docname: str, builder: Builder) -> nodes.document:
    """Return a document with its references resolved for a builder."""
    resolve = env.get_and_resolve_doctree
    return resolve(docname, builder, **_tags_for(resolve, builder.tags))


def global_toctree(
    env: BuildEnvironment, docname: str, links: Builder, tags: Tags, **options: Any
) -> nodes.Element | None:
    """Return the contents of the whole project, as seen from a document.

    `links` tells the addresses; `options` are those that templates give to `toctree`.
    """
    toctree = global_toctree_for_doc
    return toctree(env, docname, links, **_tags_for(toctree, tags), **options)


def _tags_for(function: Callable[..., Any], tags: Tags) -> dict[str, Any]:
    # Since 9.0; before, they were taken from the builder.
    return {"tags": tags} if "tags" in inspect.signature(function).parameters else {}


def stated_settings(config: Config) -> dict[str, Any]:
    """Return what conf.py itself states, by name, before anything overrides it."""
    if RAW_CONFIG.fits:
        return dict(config._raw_config)
    return {setting.name: setting.value for setting in config}


def without_epub_validation(app: Sphinx) -> None:
    """Remove Sphinx's check of the EPUB settings, which asks for what no standard asks for."""
    listeners = [
        listener.id
        for listener in app.events.listeners.get("builder-inited", ())
        if getattr(listener.handler, "__name__", "") == _EPUB_VALIDATOR
    ]
    if not listeners:
        note(f"Sphinx has no listener {_EPUB_VALIDATOR}: its warnings of EPUB settings are shown")
    for identifier in listeners:
        app.disconnect(identifier)
