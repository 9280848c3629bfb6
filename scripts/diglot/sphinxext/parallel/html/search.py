"""The search of the parallel site, which finds texts of both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from diglot.core.files import write_text
from diglot.sphinxext.config.languages import languages_of
from diglot.sphinxext.html.search.data import Document, data_file, document_of, script_of
from diglot.sphinxext.html.search.page import search_words
from diglot.sphinxext.html.search.sections import sections_of
from diglot.sphinxext.parallel.html.builder import ParallelHTMLBuilder


def register(app: Sphinx) -> None:
    """Complete the search page."""
    app.connect("html-page-context", _add_data, priority=900)


def partner_data(builder: ParallelHTMLBuilder) -> str:
    """Return a script that gives the partner's texts to the search, under this site's addresses."""
    partner = builder.partner
    documents: list[Document] = []
    for docname in sorted(partner.env.found_docs & builder.env.found_docs):
        metadata = partner.env.metadata.get(docname, {})
        if "no-search" in metadata or "nosearch" in metadata:
            continue
        sections = sections_of(partner.doctree(docname))
        title = partner.env.titles[docname].astext() if docname in partner.env.titles else docname
        documents.append(document_of(docname, builder.get_target_uri(docname), title, sections))
    return script_of(partner.language, documents)


def _add_data(
    app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    if not isinstance(app.builder, ParallelHTMLBuilder) or "diglot_search" not in context:
        return
    builder = app.builder
    partner = builder.partner.language
    languages = languages_of(app.config, app.srcdir)
    write_text(Path(app.outdir) / data_file(partner), partner_data(builder))
    context["title"] = builder.translate("Search")
    # The texts in the language of the view come first, and the page's words are in it.
    context["diglot_search"]["views"] = [
        {
            "view": side.value,
            "slug": language.slug,
            "lang": language.bcp47,
            "words": search_words(builder.translators[side].gettext, language, languages),
        }
        for side, language in builder.languages.items()
    ]
    # The sites of other languages need not lie beside this one.
    for sibling in context["diglot_search"]["siblings"]:
        if sibling["slug"] == partner.slug:
            sibling["data"] = data_file(partner)
