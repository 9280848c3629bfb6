"""The sitemap: every page of every language, with its addresses in the other languages.

Source: https://www.sitemaps.org/protocol.html, and for the alternates
https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import quoteattr

from diglot.core.language import Language
from diglot.sphinxext.html.site.site_summary import SiteSummary

SIGN = "<!-- made by diglot -->"
"""Tells our files from those of the project and of other extensions."""


def sitemap(
    listed: Mapping[Language, SiteSummary], alternates: Mapping[Language, SiteSummary]
) -> str:
    """Return a sitemap as XML: the pages of the sites `listed`, each with its `alternates`.

    `alternates` are the sites of all languages that a page links to. Sites without an address of
    their own are left out.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        SIGN,
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for site in listed.values():
        if site.base_url:
            for docname, page in site.pages.items():
                address, date = site.base_url + page, site.dates.get(docname, "")
                lines += _entry(address, date, docname, alternates)
    return "\n".join([*lines, "</urlset>", ""])


def _entry(
    address: str, date: str, docname: str, alternates: Mapping[Language, SiteSummary]
) -> Iterator[str]:
    yield f"<url><loc>{_text(address)}</loc>"
    if date:
        yield f"<lastmod>{date}</lastmod>"
    links = {
        language.bcp47: site.base_url + site.pages[docname]
        for language, site in alternates.items()
        if site.base_url and docname in site.pages
    }
    if len(links) > 1:
        # Readers of another language get the source.
        for tag, link in [*links.items(), ("x-default", next(iter(links.values())))]:
            yield f'<xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(link)}/>'
    yield "</url>"


def _text(address: str) -> str:
    return address.replace("&", "&amp;").replace("<", "&lt;")
