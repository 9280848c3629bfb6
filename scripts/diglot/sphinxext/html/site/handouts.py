"""The handouts on the web: the ``handouts`` directive and the list in the sidebar.

Handouts lie where ``diglot_addresses`` has them (`folder_of_handouts`), as `NAME.<slug>.pdf`; those
with two languages have the slugs of both, and lie where the source's are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.locale import _
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from diglot.core.language import Language
from diglot.sphinxext.config.addresses import (
    folder_of_handouts,
    folder_of_site,
    way_to_sites,
)
from diglot.sphinxext.config.documents import known_documents
from diglot.sphinxext.config.languages import current_language, languages_of
from diglot.sphinxext.config.readings import Reading
from diglot.sphinxext.handouts.handout import Handout, title_of
from diglot.sphinxext.handouts.pdf import HandoutPdf, pdfs_of
from diglot.sphinxext.handouts.request import read_handouts
from diglot.sphinxext.html.builders import makes_parallel_site, makes_site
from diglot.sphinxext.html.fragments import NO_SEARCH, render
from diglot.sphinxext.html.site.documents import has_document
from diglot.sphinxext.transforms.descendants import nodes_of

_handouts: WeakKeyDictionary[Sphinx, tuple[Handout, ...]] = WeakKeyDictionary()

SIDEBAR = "sidebar/diglot-handouts.html"
"""The template of the list in a sidebar."""

_SIDEBARS = {
    "sidebar/navigation.html": "sidebar-tree",
    "sbt-sidebar-nav.html": "bd-links bd-docs-nav",
    "sidebar-nav-bs.html": "bd-links bd-docs-nav",
    "sidebar-nav-bs": "bd-links bd-docs-nav",
    "sidebars/localtoc.html": "localtoc",
    "navigation.html": "",
    "globaltoc.html": "",
    "localtoc.html": "",
}
"""What themes have in their sidebars that the list stands below, each with the classes of what
looks as the list should; the first that a page has counts.

The theme of Read the Docs names nothing: a patch of its template puts the list there.
"""


@dataclass(frozen=True, slots=True)
class ListedPdf:
    """One PDF of a handout; `link` is relative to the page that shows it.

    `languages` has one language, or the two of a parallel text.
    """

    languages: tuple[Language, ...]
    label: str
    link: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class ListedHandout:
    """A handout as a page offers it; the file in the page's own language comes first."""

    name: str
    title: str
    files: tuple[ListedPdf, ...]


class handouts(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """The place of a list of handouts."""


def register(app: Sphinx) -> None:
    """Offer the directive, and the list to every page's sidebar."""
    app.add_node(handouts)
    app.add_directive("handouts", HandoutsDirective)
    app.connect("doctree-resolved", _list_handouts)
    app.connect("env-updated", _read)
    app.connect("html-page-context", _add_to_sidebar)


def handouts_of(app: Sphinx, pagename: str) -> tuple[ListedHandout, ...]:
    """Return all handouts that have a PDF, as a page links to them."""
    page, titles = app.builder.get_target_uri(pagename), titles_of_handouts(app, app.env)
    return tuple(
        ListedHandout(handout.name, titles[handout.name], pdfs)
        for handout in _handouts.get(app, ())
        if (pdfs := tuple(_pdfs(app, handout, page)))
    )


def titles_of_handouts(app: Sphinx, env: BuildEnvironment) -> dict[str, str]:
    """Return the titles of all handouts by name, in the language of `env`.

    Those of documents that this language excludes are left out.
    """
    srcdir = Path(app.srcdir)
    return {
        handout.name: title_of(handout, env, srcdir)
        for handout in _handouts.get(app, ())
        if handout.documents[0] in env.titles
    }


def _pdfs(app: Sphinx, handout: Handout, page: str) -> Iterator[ListedPdf]:
    here = current_language(app)
    languages = languages_of(app.config, app.srcdir)
    documents = (*handout.documents, *handout.excluded)
    for language in sorted(languages, key=lambda language: language.tag != here.tag):
        if not any(has_document(app, language, document) for document in documents):
            continue
        for pdf in pdfs_of(handout, [language]):
            current = language.tag == here.tag
            yield ListedPdf((language,), language.name, _link(app, page, pdf), current)
    if languages.pair is None or app.config.diglot_parallel is False:
        return
    labels = {Reading.PARALLEL: _("Side by side"), Reading.INTERLINEAR: _("Paragraph by paragraph")}
    if not any(has_document(app, languages.source, document) for document in documents):
        return
    for pdf in pdfs_of(handout, languages.pair):
        yield ListedPdf(pdf.languages, labels[pdf.reading], _link(app, page, pdf))


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
    for node in nodes_of(doctree, handouts):
        node.replace_self(_nodes(app.builder, handouts_of(app, docname)))


def _nodes(builder: Builder, listed: tuple[ListedHandout, ...]) -> list[nodes.Node]:
    if not (makes_site(builder) and listed):
        return []
    page = render("handouts.html", handouts=listed)
    return [nodes.raw("", page, format="html", classes=[NO_SEARCH])]


def _link(app: Sphinx, page: str, pdf: HandoutPdf) -> str:
    file = folder_of_handouts(app.config, pdf.languages[0].slug) + pdf.filename
    own = folder_of_site(app.config, current_language(app).slug)
    if file.startswith(own) and not makes_parallel_site(app.builder):
        # Wherever a site is published, such as for a preview, it finds what is inside it.
        return relative_uri(page, file.removeprefix(own))
    return relative_uri(page, way_to_sites(app.config) + file)


def _read(app: Sphinx, _env: object) -> None:
    """Read conf.py's handouts once, before pages are written, perhaps by several processes."""
    if makes_site(app.builder):
        handouts = read_handouts(app, known_documents(app.env))
        _handouts[app] = tuple(handout for handout in handouts if handout.listed)


def _add_to_sidebar(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    listed = handouts_of(app, pagename)
    if not listed:
        return
    sidebars = context.get("sidebars") or []
    above = next((name for name in _SIDEBARS if name in sidebars), "")
    context |= {"diglot_handouts": listed, "diglot_handouts_class": _SIDEBARS.get(above, "")}
    if above and SIDEBAR not in sidebars:
        at = sidebars.index(above) + 1
        context["sidebars"] = [*sidebars[:at], SIDEBAR, *sidebars[at:]]
