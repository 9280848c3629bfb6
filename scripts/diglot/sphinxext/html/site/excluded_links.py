"""Links to documents that the language of a build excludes, and another one has.

Sphinx and MyST would warn of them, and leave bare names to readers. On sites, such a link leads to
the page in the language that has it; on paper and in EPUBs its text stands alone. The parallel site
has the documents of both languages.
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join
from sphinx.util.osutil import relative_uri

from diglot.core.codes import Code
from diglot.core.i18n import _
from diglot.core.language import Language
from diglot.sphinxext.config.addresses import folder_of_site, way_to_sites
from diglot.sphinxext.config.documents import KnownDocuments, known_documents
from diglot.sphinxext.config.languages import languages_of
from diglot.sphinxext.html.builders import makes_parallel_site, makes_site
from diglot.sphinxext.html.site.documents import has_document
from diglot.sphinxext.reporting.warn import note
from diglot.sphinxext.transforms.descendants import nodes_of


def register(app: Sphinx) -> None:
    """Resolve such links before anybody else."""
    app.connect("doctree-read", _note_links)
    app.add_post_transform(ExcludedLinks)


class ExcludedLinks(SphinxPostTransform):
    """Resolves links to documents that this language excludes."""

    # Before MyST's references (9) and Sphinx's (10).
    default_priority: ClassVar[int] = 8

    def run(self, **_options: Any) -> None:
        """Replace each such link, and tell of it."""
        for node, docname in _links_elsewhere(self.document, known_documents(self.env)):
            language = self._language_with(docname)
            shown = node.deepcopy().children or [nodes.Text(docname)]
            if isinstance(shown[0], nodes.Element) and not shown[0].children:
                shown[0] += nodes.Text(docname)
            note(
                Code.EXCLUDED_DOCUMENT,
                _(
                    "this link leads to {document}, which conf.py excludes in {language}",
                    language=self.config.language,
                    document=docname,
                ),
                at=node,
            )
            node.replace_self(self._linked(docname, language, shown) if language else shown)

    def _language_with(self, docname: str) -> Language | None:
        """Return the language whose site a link may lead to; None where it leads to none."""
        if not makes_site(self.app.builder):
            return None
        for language in languages_of(self.config, self.env.srcdir):
            if has_document(self.app, language, docname):
                return language
        return None

    def _linked(self, docname: str, language: Language, shown: list[nodes.Node]) -> nodes.reference:
        builder = self.app.builder
        address = builder.get_target_uri(docname)
        if not makes_parallel_site(builder):
            folder = folder_of_site(self.config, language.slug)
            address = way_to_sites(self.config) + folder + address
        page = builder.get_target_uri(self.env.docname)
        return nodes.reference("", "", *shown, refuri=relative_uri(page, address), internal=True)


def _links_elsewhere(
    document: nodes.document, known: KnownDocuments
) -> list[tuple[addnodes.pending_xref, str]]:
    """Return the links to documents that other languages alone have, each with its document."""
    links = ((node, _document_of(node)) for node in nodes_of(document, addnodes.pending_xref))
    return [
        (node, docname)
        for node, docname in links
        if docname and docname not in known.own and known.is_elsewhere(docname)
    ]


def _document_of(node: addnodes.pending_xref) -> str:
    """Return the document that a reference names as such, in either markup; "" for others."""
    if node.get("reftype") == "doc" and node.get("refdomain") == "std":
        return docname_join(node.get("refdoc", ""), node["reftarget"])
    is_myst = node.get("reftype") == "myst" and node.get("refdomain") == "doc"
    return str(node["reftarget"]) if is_myst else ""


def _note_links(app: Sphinx, document: nodes.document) -> None:
    # Whether another language has it changes without this page.
    if _links_elsewhere(document, known_documents(app.env)):
        app.env.note_reread()
