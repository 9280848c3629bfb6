"""Which builds make a web site, and with which theme: what all packages of `html` ask first."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol, TypeGuard, runtime_checkable

from docutils import nodes
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

PARALLEL = "parallelhtml"
"""What the builder of the site that shows two languages side by side is asked for by."""

_SITE_BUILDERS = frozenset({"html", "dirhtml"})


class InTwoLanguages:
    """Marks the builder of a site that shows two languages side by side.

    Its name is that of Sphinx's own, since extensions, settings and tags go by it.
    """


def makes_site(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Whether a builder writes a site of many pages, not a book or a help file."""
    return builder.name in _SITE_BUILDERS and isinstance(builder, StandaloneHTMLBuilder)


def makes_parallel_site(builder: Builder) -> bool:
    """Whether a builder writes the site of two languages."""
    return isinstance(builder, InTwoLanguages)


def site_name(builder: Builder) -> str:
    """Return a name that tells the sites apart which are made of one language's documents."""
    return PARALLEL if makes_parallel_site(builder) else builder.name


def furo_of(builder: Builder) -> Path | None:
    """Return Furo's folder of templates if the pages are its own or those of a descendant."""
    if not makes_site(builder):
        return None
    folders = builder.theme.get_theme_dirs()
    return next((Path(folder) for folder in folders if folder.name == "furo"), None)


@runtime_checkable
class MakesNavigation(Protocol):
    """A builder whose navigation is not that of one environment."""

    def navigation(self, docname: str, links: Builder, **options: Any) -> nodes.Element | None:
        """Return the contents of the whole site, as seen from a document.

        `links` is asked for the addresses; `options` are those that templates give to `toctree`.
        """

    def accessible_navigation(self, tree: str) -> str:
        """Return Furo's HTML of `navigation` with accessible names in the site's languages."""
