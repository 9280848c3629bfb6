"""The sitemap: every page of every language, each with its counterparts.

Source: https://www.sitemaps.org/protocol.html, and for the alternates
https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import quoteattr

from diglot.core.language import Language
from diglot.sphinxext.html.site.facts import SiteFacts


def sitemap(listed: Mapping[Language, SiteFacts], known: Mapping[Language, SiteFacts]) -> str:
    """Return a sitemap as XML: the pages of `listed`, with their counterparts in `known`.

    Sites without an address of their own are left out.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for facts in listed.values():
        if facts.base_url:
            for docname, page in facts.pages.items():
                lines += _entry(facts.base_url + page, docname, known)
    return "\n".join([*lines, "</urlset>", ""])


def _entry(address: str, docname: str, known: Mapping[Language, SiteFacts]) -> Iterator[str]:
    yield f"<url><loc>{_text(address)}</loc>"
    counterparts = {
        one.bcp47: facts.base_url + facts.pages[docname]
        for one, facts in known.items()
        if facts.base_url and docname in facts.pages
    }
    if len(counterparts) > 1:
        for tag, link in counterparts.items():
            yield f'<xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(link)}/>'
    yield "</url>"


def _text(address: str) -> str:
    return address.replace("&", "&amp;").replace("<", "&lt;")
