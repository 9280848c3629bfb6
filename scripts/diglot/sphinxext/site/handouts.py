"""The handouts on the web: the ``handouts`` directive and the list in the sidebar.

Handouts lie beside the sites of all languages, as `handouts/NAME.<slug>.pdf`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from diglot.core.language import Language
from diglot.sphinxext.config_text import config_text
from diglot.sphinxext.settings import current_language, languages_of
from diglot.sphinxext.site.builders import makes_site
from diglot.sphinxext.site.fragments import render

_SIDEBAR = "sidebar/diglot-handouts.html"
_SIDEBAR_AFTER = "sidebar/navigation.html"


@dataclass(frozen=True, slots=True)
class HandoutFile:
    """One PDF of a handout; `link` is relative to the page that shows it."""

    language: Language
    link: str
    current: bool


@dataclass(frozen=True, slots=True)
class Handout:
    """A handout as a page offers it, the page's own language first."""

    name: str
    title: str
    files: tuple[HandoutFile, ...]


class handouts(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """The place of a list of handouts."""


def register(app: Sphinx) -> None:
    """Offer the directive, and the list to every page's sidebar."""
    app.add_node(handouts)
    app.add_directive("handouts", HandoutsDirective)
    app.connect("doctree-resolved", _list_handouts)
    app.connect("html-page-context", _add_to_sidebar)


def handouts_of(app: Sphinx, pagename: str) -> tuple[Handout, ...]:
    """Return all handouts as a page links to them."""
    here = current_language(app)
    languages = sorted(languages_of(app.config, app.srcdir), key=lambda one: one.tag != here.tag)
    page = app.builder.get_target_uri(pagename)
    return tuple(
        Handout(
            name,
            _title(app, value),
            tuple(
                HandoutFile(one, _link(page, name, one), one.tag == here.tag) for one in languages
            ),
        )
        for name, value in app.config.diglot_handouts.items()
    )


class HandoutsDirective(SphinxDirective):
    """List the handouts; it takes no argument."""

    has_content: ClassVar[bool] = False

    def run(self) -> list[nodes.Node]:
        """Leave a mark: the links differ with the builder, the titles with the language."""
        node = handouts()
        self.set_source_info(node)
        return [node]


def _list_handouts(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the list where the directive stood; paper does not list the files it comes in."""
    for node in list(doctree.findall(handouts)):
        node.replace_self(_nodes(app.builder, handouts_of(app, docname)))


def _nodes(builder: Builder, listed: tuple[Handout, ...]) -> list[nodes.Node]:
    if not (makes_site(builder) and listed):
        return []
    page = render("handouts.html", handouts=listed)
    return [nodes.raw("", page, format="html")]


def _link(page: str, name: str, language: Language) -> str:
    return relative_uri(page, f"../handouts/{name}.{language.slug}.pdf")


def _title(app: Sphinx, value: object) -> str:
    """Return a handout's title: its own, else that of its (first) document."""
    if isinstance(value, Mapping):
        if title := value.get("title"):
            return config_text(app, str(title))
        value = value.get("documents") or value.get("document") or ""
    first = str(value[0] if isinstance(value, list | tuple) and value else value)
    title_node = app.env.titles.get(first)
    return title_node.astext() if title_node else first


def _add_to_sidebar(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    if not (makes_site(app.builder) and app.config.diglot_handouts):
        return
    context["diglot_handouts"] = handouts_of(app, pagename)
    sidebars = context.get("sidebars") or []
    if _SIDEBAR_AFTER in sidebars and _SIDEBAR not in sidebars:
        at = sidebars.index(_SIDEBAR_AFTER) + 1
        context["sidebars"] = [*sidebars[:at], _SIDEBAR, *sidebars[at:]]
