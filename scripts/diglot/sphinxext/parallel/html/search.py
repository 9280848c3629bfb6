"""The search of the parallel site, which finds texts of both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from diglot.sphinxext.config.languages import languages_of
from diglot.sphinxext.html.search.data import FOLDER, SearchFolder
from diglot.sphinxext.html.search.formula_texts import text_of_formulas
from diglot.sphinxext.html.search.page import search_words
from diglot.sphinxext.html.search.section_cache import SectionCache
from diglot.sphinxext.html.search.sections import sections_of
from diglot.sphinxext.html.search.site_index import write_index
from diglot.sphinxext.parallel.html.builder import ParallelHTMLBuilder
from diglot.sphinxext.parallel.pages.target_pages import target_documents


def register(app: Sphinx) -> None:
    """Complete the search page."""
    app.connect("html-page-context", _add_data, priority=900)


def write_partner_search(builder: ParallelHTMLBuilder) -> str:
    """Write the search of the partner's texts, under this site's addresses; return its version."""
    partner = builder.partner
    documents = {*filter(partner.has_document, builder.env.found_docs), *target_documents(builder)}
    sections = SectionCache(
        SearchFolder(Path(builder.outdir), partner.language),
        partner.resolved_at,
        lambda docname: sections_of(
            partner.doctree(docname), text_of_formulas(builder.env, docname)
        ),
    )
    return write_index(builder, partner.env, partner.language, documents, sections)


def _add_data(
    app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    if not isinstance(app.builder, ParallelHTMLBuilder) or "diglot_search" not in context:
        return
    builder = app.builder
    partner = builder.partner.language
    languages = languages_of(app.config, app.srcdir)
    version = write_partner_search(builder)
    settings = context["diglot_search"]
    context["title"] = builder.translate("Search")
    # The texts in the language of the view come first, and the page's words are in it.
    settings["views"] = [
        {
            "view": side.value,
            "slug": language.slug,
            "lang": language.bcp47,
            "words": search_words(builder.translators[side].gettext, language, languages),
        }
        for side, language in builder.languages.items()
    ]
    # The sites of other languages need not lie beside this one.
    for sibling in settings["siblings"]:
        if sibling["slug"] == partner.slug:
            sibling |= {"root": f"{settings['up']}{FOLDER}/", "version": version}
