"""Parts of Sphinx that are not public."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.domains.std import StandardDomain
from sphinx.registry import SphinxComponentRegistry
from sphinx.transforms import i18n

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
