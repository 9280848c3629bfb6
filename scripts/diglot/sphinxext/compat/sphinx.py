"""Parts of Sphinx that are private, or different in the releases that diglot supports."""

from __future__ import annotations

import inspect
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder, _assets
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.toctree import global_toctree_for_doc
from sphinx.locale import get_translation, translators
from sphinx.registry import SphinxComponentRegistry
from sphinx.transforms import i18n
from sphinx.util.build_phase import BuildPhase
from sphinx.util.tags import Tags

from diglot.core.i18n import _
from diglot.sphinxext.compat.contents import with_titles_only
from diglot.sphinxext.compat.parts import Replacement, note, part

STOCK_TRANSFORMS = (i18n.Locale, i18n.TranslationProgressTotaliser, i18n.AddTranslationClasses)
"""The transforms that diglot's translation replaces."""

# Two digests each: in Sphinx 8.2, and since 9.0.
TERMS = Replacement(
    (part("sphinx.domains.std:StandardDomain._note_term", "e7f17015027d", "ce54350c50c6"),),
    without=_("terms keep numbered anchors, and references find them by their source name only"),
)

_GET_TRANSLATION = get_translation("sphinx").__qualname__

_EPUB_VALIDATOR = "validate_config_values"


def has_stock_transforms(registry: SphinxComponentRegistry) -> bool:
    """Whether Sphinx has the transforms that diglot's translation replaces."""
    if all(transform in registry.transforms for transform in STOCK_TRANSFORMS):
        return True
    note(_("Sphinx translates by other transforms than the known releases: they are used"))
    return False


def remove_stock_transforms(registry: SphinxComponentRegistry) -> None:
    """Remove Sphinx's own translation from a build."""
    for transform in STOCK_TRANSFORMS:
        registry.transforms.remove(transform)


def note_term(domain: StandardDomain, term: str, docname: str, node_id: str) -> None:
    """Make `term` a target of ``{term}``; the first of two equal terms stays the target."""
    if TERMS.fits:
        domain.objects.setdefault(("term", term), (docname, node_id))
        domain._terms.setdefault(term.lower(), (docname, node_id))


def move_term(domain: StandardDomain, docname: str, old_id: str, node_id: str) -> bool:
    """Let references to the term with the id `old_id` lead to `node_id`.

    Return False if they cannot, because the release of Sphinx is not known.
    """
    if not TERMS.fits:
        return False
    old, new = (docname, old_id), (docname, node_id)
    for key in [
        key for key, target in domain.objects.items() if target == old and key[0] == "term"
    ]:
        domain.objects[key] = new
    for name in [name for name, target in domain._terms.items() if target == old]:
        domain._terms[name] = new
    return True


def resolved_doctree(env: BuildEnvironment, docname: str, builder: Builder) -> nodes.document:
    """Return a document with its references resolved for a builder."""
    resolve = env.get_and_resolve_doctree
    return resolve(docname, builder, **_tags_for(resolve, builder.tags))


def tags_of(env: BuildEnvironment) -> Tags:
    """Return the tags of the build that an environment belongs to."""
    # Sphinx 9 deprecates the way over the application, which older ones have only.
    own = getattr(env, "_tags", None)
    return own if isinstance(own, Tags) else env.app.tags


def forget_doctrees(env: BuildEnvironment) -> None:
    """Forget the doctrees that are in memory, which Sphinx takes for those on disk.

    In a build each document is read once; where one is read again, the old one would come back.
    """
    for name in ("_pickled_doctree_cache", "_write_doc_doctree_cache"):
        vars(env).get(name, {}).clear()
    vars(env).pop("master_doctree", None)


def forget_doctree(env: BuildEnvironment, docname: str) -> None:
    """Forget the pickled doctree of one document, which Sphinx keeps for whoever asks again."""
    vars(env).get("_pickled_doctree_cache", {}).pop(docname, None)


def forget_checksums() -> None:
    """Forget the checksums of style sheets and scripts, which do not change while a build runs."""
    _assets._file_checksum_inner.cache_clear()


def load_environment(app: Sphinx) -> None:
    """Put the environment that is stored beside the doctrees in the place of an application's."""
    with Path(app.doctreedir, ENV_PICKLE_FILENAME).open("rb") as file:
        env: BuildEnvironment = pickle.load(file)  # noqa: S301 - Sphinx's own, from the build folder
    env.setup(app)
    # As the application has done it, and its builder.
    env._builder_cls = type(app.builder)
    env.set_versioning_method(app.builder.versioning_method, app.builder.versioning_compare)
    app.env = app.builder.env = env


def owner_of(handler: Callable[..., Any]) -> object:
    """Return the object that a handler of an event is a method of; None for a function."""
    return getattr(handler, "__self__", None)


def package_of(handler: Callable[..., Any]) -> Path | None:
    """Return the folder of the package that a handler of an event belongs to, where that is one."""
    name = (getattr(handler, "__module__", None) or "").partition(".")[0]
    file = getattr(sys.modules.get(name), "__file__", None)
    return Path(file).parent if file else None


def catalog_of(translate: object) -> str | None:
    """Return the catalog that a function made by ``sphinx.locale.get_translation`` asks.

    None for anything else, for Sphinx's own catalog, and for messages of the console.
    """
    if getattr(translate, "__qualname__", "") != _GET_TRANSLATION or not callable(translate):
        return None
    asked = inspect.getclosurevars(translate).nonlocals
    catalog = asked.get("catalog")
    is_page = asked.get("namespace") == "general" and catalog != "sphinx"
    return catalog if is_page and isinstance(catalog, str) else None


def forget_catalogs() -> None:
    """Forget the labels that earlier applications of this process have read.

    Sphinx keeps them for good, and asks those of a former language first.
    """
    translators.clear()


def global_toctree(
    env: BuildEnvironment, docname: str, links: Builder, tags: Tags, **options: Any
) -> nodes.Element | None:
    """Return the table of contents of the whole project, for the page of a document.

    The builder `links` makes the addresses; `options` are those of the template function
    `toctree`. None if the project has no toctree.
    """
    toctree = global_toctree_for_doc
    shown = with_titles_only(env) if options.get("titles_only") else env
    return toctree(shown, docname, links, **_tags_for(toctree, tags), **options)


def _tags_for(function: Callable[..., Any], tags: Tags) -> dict[str, Any]:
    # Since Sphinx 9.0; before, the function took them from the builder.
    return {"tags": tags} if "tags" in inspect.signature(function).parameters else {}


def phase_of(app: Sphinx) -> BuildPhase:
    """Return the phase of a build."""
    # The application's own until 8.2, its builder's since 9.0.
    owner = app if "phase" in vars(app) else getattr(app, "builder", None)
    return getattr(owner, "phase", BuildPhase.INITIALIZATION)


def set_phase(app: Sphinx, phase: BuildPhase) -> None:
    """Say what a build is doing now."""
    owner: Any = app if "phase" in vars(app) else app.builder
    owner.phase = phase


def without_epub_validation(app: Sphinx) -> None:
    """Remove Sphinx's check of EPUB settings, which requires more than the EPUB standard does."""
    listeners = [
        listener.id
        for listener in app.events.listeners.get("builder-inited", ())
        if getattr(listener.handler, "__name__", "") == _EPUB_VALIDATOR
    ]
    if not listeners:
        note(
            _(
                "Sphinx has no listener {name}: its warnings of EPUB settings are shown",
                name=_EPUB_VALIDATOR,
            )
        )
    for identifier in listeners:
        app.disconnect(identifier)


def forget_unused_terms(builder: StandaloneHTMLBuilder) -> None:
    """Take words out of Sphinx's index for search that are on no page any more."""
    indexer = getattr(builder, "indexer", None)
    for name in ("_mapping", "_title_mapping"):
        pages_by_term: Any = getattr(indexer, name, {})
        for term in [term for term, pages in pages_by_term.items() if not pages]:
            del pages_by_term[term]


def search_entries(builder: StandaloneHTMLBuilder) -> dict[str, Any]:
    """Return the index entries by document in Sphinx's index for search, which may be changed."""
    entries: dict[str, Any] = getattr(getattr(builder, "indexer", None), "_index_entries", {})
    return entries
