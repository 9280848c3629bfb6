"""The search page and its data, in the place of Sphinx's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from sphinx.application import Sphinx
from sphinx.locale import _

from diglot.core.files import write_text
from diglot.sphinxext.config.settings import current_language, languages_of
from diglot.sphinxext.html.builders import furo_of
from diglot.sphinxext.html.search.data import Document, data_file, document_of, script_of
from diglot.sphinxext.html.search.section_cache import Store

_STATIC = Path(__file__).parent / "static"


def register(app: Sphinx) -> None:
    """Take the place of Sphinx's search on Furo; other themes keep theirs."""
    app.connect("builder-inited", _take_over)
    app.connect("html-collect-pages", _pages)


def search_data(app: Sphinx) -> str:
    """Return a script that hands the texts of all documents to the search."""
    here = current_language(app)
    store = Store(app, Path(app.outdir) / data_file(here))
    documents: list[Document] = []
    for docname in sorted(app.env.found_docs):
        metadata = app.env.metadata.get(docname, {})
        if "no-search" in metadata or "nosearch" in metadata:
            continue
        title = app.env.titles[docname].astext() if docname in app.env.titles else docname
        address = app.builder.get_target_uri(docname)
        documents.append(document_of(docname, address, title, store.sections(docname)))
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
    siblings = [
        {
            "slug": one.slug,
            "lang": one.bcp47,
            "name": one.name,
            "data": f"../{one.slug}/{data_file(one)}",
        }
        for one in languages_of(app.config, app.srcdir)
        if one.tag != here.tag
    ]
    context = {
        "title": _("Search"),
        "diglot_search_data": f"{data_file(here)}?v={crc32(data.encode()):08x}",
        "diglot_search": {"slug": here.slug, "siblings": siblings, "words": words_of_search(_)},
    }
    yield "search", context, "search.html"


def words_of_search(say: Callable[[str], str]) -> dict[str, str]:
    """Return what the search page says, by the names its script has for it."""
    return {
        "none": say("Nothing was found."),
        "one": say("One page was found."),
        "many": say("%s pages were found."),
        "other": say("Found in the %s text"),
        "stem": say("No page has “%(word)s”; this is “%(stem)s”."),
    }
