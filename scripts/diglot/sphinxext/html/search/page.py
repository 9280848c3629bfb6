"""The search page and its data, which replace Sphinx's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from sphinx.application import Sphinx
from sphinx.locale import _

from diglot.core.files import write_text
from diglot.core.language import Language
from diglot.sphinxext.config.languages import current_language, languages_of
from diglot.sphinxext.html.builders import furo_of
from diglot.sphinxext.html.search.data import Document, data_file, document_of, script_of
from diglot.sphinxext.html.search.section_cache import SectionCache
from diglot.sphinxext.i18n.labels import name_in

_STATIC = Path(__file__).parent / "static"


def register(app: Sphinx) -> None:
    """Replace Sphinx's search on Furo; other themes keep it."""
    app.connect("builder-inited", _take_over)
    app.connect("html-collect-pages", _pages)


def search_data(app: Sphinx) -> str:
    """Return a script that gives the texts of all documents to the search."""
    here = current_language(app)
    cache = SectionCache(app, Path(app.outdir) / data_file(here))
    documents: list[Document] = []
    for docname in sorted(app.env.found_docs):
        metadata = app.env.metadata.get(docname, {})
        if "no-search" in metadata or "nosearch" in metadata:
            continue
        title = app.env.titles[docname].astext() if docname in app.env.titles else docname
        address = app.builder.get_target_uri(docname)
        documents.append(document_of(docname, address, title, cache.sections(docname)))
    return script_of(here, documents)


def _takes_over(app: Sphinx) -> bool:
    return furo_of(app.builder) is not None


def _take_over(app: Sphinx) -> None:
    if _takes_over(app):
        # Sphinx then makes no index and no page of its own.
        app.builder.search = False  # type: ignore[attr-defined]  # furo_of: it is an HTML builder
        app.config.html_static_path.append(str(_STATIC))
        app.add_css_file("diglot-search.css", priority=710)
        app.add_js_file("diglot-search-key.js", loading_method="defer")


def _pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    if not _takes_over(app):
        return
    here = current_language(app)
    data = search_data(app)
    path = Path(app.outdir) / data_file(here)
    if not write_text(path, data):
        # The same once more: it is as new as the documents.
        path.touch()
    languages = languages_of(app.config, app.srcdir)
    siblings = [
        {
            "slug": language.slug,
            "lang": language.bcp47,
            "data": f"../{language.slug}/{data_file(language)}",
        }
        for language in languages
        if language.tag != here.tag
    ]
    context = {
        "title": _("Search"),
        "diglot_search_data": f"{data_file(here)}?v={crc32(data.encode()):08x}",
        "diglot_search": {
            "slug": here.slug,
            "siblings": siblings,
            "words": search_words(_, here, languages),
        },
    }
    yield "search", context, "search.html"


def search_words(
    translate: Callable[[str], str], reader: Language, languages: Iterable[Language]
) -> dict[str, Any]:
    """Return the messages of the search page, by the names that its script has for them.

    `translate` returns a message in the language of the `reader`; ``names`` are those of all
    languages in it, by slug.
    """
    return {
        "names": {one.slug: name_in(one, reader.tag) for one in languages},
        "none": translate("Nothing was found."),
        "one": translate("One page was found."),
        "many": translate("%s pages were found."),
        "other": translate("Found in the %s text"),
        "stem": translate("No page has “%(word)s”; this is “%(stem)s”."),
    }
