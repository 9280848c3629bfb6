"""The search page, which replaces that of Sphinx and of the theme; a theme shows it as any page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import _
from sphinx.util.osutil import relative_uri

from diglot.core.language import Language
from diglot.sphinxext.config.addresses import folder_of_site, way_to_sites
from diglot.sphinxext.config.languages import current_language, languages_of
from diglot.sphinxext.html.builders import makes_site
from diglot.sphinxext.html.fragments import render
from diglot.sphinxext.html.search.data import FOLDER
from diglot.sphinxext.html.search.engine import write_engine
from diglot.sphinxext.html.search.site_index import write_search
from diglot.sphinxext.i18n.labels import name_in

_STATIC = Path(__file__).parent / "static"
_NAME = "search"


def register(app: Sphinx) -> None:
    """Replace Sphinx's search."""
    app.connect("builder-inited", _take_over)
    app.connect("html-collect-pages", _pages)
    # After the parallel site has said which languages it has.
    app.connect("html-page-context", _show, priority=950)


def _take_over(app: Sphinx) -> None:
    if makes_site(app.builder):
        # Sphinx then makes no index and no page of its own.
        app.builder.search = False
        app.config.html_static_path.append(str(_STATIC))
        app.add_css_file("diglot-search.css", priority=710)
        app.add_js_file("diglot-search-key.js", loading_method="defer")


def _pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    if not makes_site(app.builder):
        return
    here = current_language(app)
    up = root_of(app.builder)
    way = up + way_to_sites(app.config)
    languages = languages_of(app.config, app.srcdir)
    siblings = [
        {
            "slug": language.slug,
            "lang": language.bcp47,
            "root": f"{way}{folder_of_site(app.config, language.slug)}{FOLDER}/",
        }
        for language in languages
        if language.tag != here.tag
    ]
    settings = {
        "slug": here.slug,
        "lang": here.bcp47,
        "up": up,
        "root": f"{up}{FOLDER}/",
        "version": write_search(app, here),
        "siblings": siblings,
        "words": search_words(_, here, languages),
    }
    if app.config.html_use_opensearch:
        target = Path(app.outdir) / "_static" / "opensearch.xml"
        app.builder.handle_page("opensearch", {}, "opensearch.xml", outfilename=target)
    engine = up + write_engine(Path(app.outdir))
    context = {"title": _("Search"), "body": "", "diglot_search": settings}
    yield _NAME, {**context, "diglot_search_engine": engine}, "page.html"


def root_of(builder: StandaloneHTMLBuilder) -> str:
    """Return the way from the search page to the root of its site."""
    way = relative_uri(builder.get_target_uri(_NAME), "")
    return "" if way == "./" else way


def search_words(
    translate: Callable[[str], str], reader: Language, languages: Iterable[Language]
) -> dict[str, Any]:
    """Return the messages of the search page, by the names that its script has for them.

    `translate` returns a message in the language of the `reader`; ``names`` are those of all
    languages in it, by slug.
    """
    return {
        "names": {language.slug: name_in(language, reader.tag) for language in languages},
        "none": translate("Nothing was found."),
        "one": translate("One page was found."),
        "many": translate("%s pages were found."),
        "some": translate("No page has all the words; these have some of them."),
        "other": translate("Found in the %s text"),
        "wider": translate("Search the %s text too"),
        "inside": translate("Inside other words"),
        "instead": translate("No page has “%(word)s”; this is “%(stem)s”."),
    }


def _show(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    if not makes_site(app.builder):
        return
    # Themes ask whether there is a search.
    has_doc = context["hasdoc"]
    context["hasdoc"] = lambda name: name == _NAME or has_doc(name)
    if pagename != _NAME or "diglot_search" not in context:
        return
    settings = context["diglot_search"]
    tags = '<meta name="robots" content="noindex">\n'
    engine = f'src="{context["diglot_search_engine"]}"'
    # Where two languages are read, the view says whose index is wanted.
    if settings.get("views"):
        tags += f'<script async fetchpriority="high" {engine}></script>\n'
    else:
        # What is run as it comes would have to wait until a long navigation is read and drawn.
        tags += f'<script {engine} data-languages="{escape(_languages(settings))}"></script>\n'
        tags += f'<script src="{_index(settings)}"></script>\n'
    context["metatags"] = (context.get("metatags") or "") + tags
    context["body"] = render(
        "search.html",
        title=context["title"],
        error=_("Error"),
        without_scripts=_("Please activate JavaScript to enable the search functionality."),
        settings=json.dumps(settings, ensure_ascii=False),
    )


def _index(settings: Mapping[str, str]) -> str:
    """Return the address of the index of the page's language, as its script asks for it."""
    return f"{settings['root']}{settings['slug']}/index.js?v={settings['version']}"


def _languages(settings: Mapping[str, Any]) -> str:
    """Return what the script must know of each language to search, the page's own first."""
    names = ("slug", "root", "version")
    languages = [settings, *settings["siblings"]]
    described = [{key: site[key] for key in names if key in site} for site in languages]
    return json.dumps(described)
