"""A page's head for search engines and link previews: its description and its languages.

Sources: https://developers.google.com/search/docs/specialty/international/localized-versions
for the alternates, https://ogp.me/ for the Open Graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from diglot.sphinxext.config.languages import current_language, languages_of
from diglot.sphinxext.html.builders import makes_site
from diglot.sphinxext.html.site.addresses import address_of_language
from diglot.sphinxext.html.site.documents import has_document

# As much as search engines show.
_DESCRIPTION_LENGTH = 155

_DESCRIPTION = re.compile(r'<meta\b(?=[^>]*\bname="description")[^>]*\bcontent="([^"]*)"')
_TAG = re.compile(r"<(?:meta|link)\b[^>]*>|<script\b[^>]*></script>")
_NAME = re.compile(r"(?<=<meta )(?:name|property|http-equiv)=\"[^\"]*\"")
_TAGS = re.compile(r"<[^>]+>")


def register(app: Sphinx) -> None:
    """Add to the head of every page."""
    # After themes and extensions that set a page's address or description.
    app.connect("html-page-context", _add_to_head, priority=800)


def describe(doctree: nodes.document) -> str:
    """Return the first paragraph outside notes, cut to the length that search engines show."""
    outside = (
        paragraph.astext()
        for paragraph in doctree.findall(nodes.paragraph)
        if isinstance(paragraph.parent, nodes.section | nodes.document)
    )
    return next(filter(None, map(_cut, outside)), "")


def description(text: str) -> str:
    """Return the HTML of a page's description, cut to the length that search engines show."""
    return _meta("name", "description", _cut(text))


def has_description(context: Mapping[str, Any]) -> bool:
    """Whether a page has a description before it gets one of ours."""
    return _DESCRIPTION.search(context.get("metatags") or "") is not None


def with_head(page: str, tags: str) -> str:
    """Return a page (HTML) whose head has the tags, though its theme does not print ``metatags``.

    What the theme says itself of the same matter stays, alone.
    """
    head, end, body = page.partition("</head>")
    if not end or tags.strip() in head:
        return page
    said = set(map(_matter, _TAG.findall(head)))
    missing = (tag for tag in _TAG.findall(tags) if _matter(tag) not in said)
    return "".join([head, *(f"{tag}\n" for tag in missing), end, body])


def _matter(tag: str) -> str:
    """Return what a tag of a head is about, or the whole tag."""
    name = _NAME.search(tag)
    return name[0] if name else tag


def _cut(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _DESCRIPTION_LENGTH:
        return text
    short = text[: _DESCRIPTION_LENGTH - 1]
    # Not inside a Latin word; Chinese may be cut anywhere.
    return re.sub(r"\s+[!-~]*$", "", short) + "…"


def _add_to_head(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: Any
) -> None:
    if not makes_site(app.builder):
        return
    tags = context.get("metatags") or ""
    written = _DESCRIPTION.search(tags)
    description = unescape(written.group(1)) if written else ""
    if not description and isinstance(doctree, nodes.document):
        description = describe(doctree)
        tags += _meta("name", "description", description)
    if context.get("pageurl") and pagename in app.env.found_docs:
        tags += "".join(_alternates(app, pagename))
        said = set(map(_matter, _TAG.findall(tags)))
        ours = _open_graph(app, pagename, context, description)
        tags += "".join(tag for tag in ours if _matter(tag) not in said)
    context["metatags"] = tags


def _alternates(app: Sphinx, pagename: str) -> Iterator[str]:
    languages = languages_of(app.config, app.srcdir)
    if len(languages) < 2:
        return
    slugs = {language.slug for language in languages}
    page = app.builder.get_target_uri(pagename)
    links = {
        language.bcp47: address_of_language(app.config, language.slug, slugs) + page
        for language in languages
        if has_document(app, language, pagename)
    }
    if len(links) < 2:
        return
    # Readers of another language choose: on the page above the languages, or of one page there.
    default = next(iter(links.values()))
    if pagename == app.config.root_doc:
        default = address_of_language(app.config, "", slugs)
    for tag, link in [*links.items(), ("x-default", default)]:
        yield f'<link rel="alternate" hreflang="{tag}" href="{escape(link)}">\n'


def _open_graph(
    app: Sphinx, pagename: str, context: dict[str, Any], description: str
) -> Iterator[str]:
    here = current_language(app)
    title = unescape(_TAGS.sub("", context.get("title") or "")) or app.config.html_title
    is_root = pagename == app.config.root_doc
    yield _meta("property", "og:type", "website" if is_root else "article")
    yield _meta("property", "og:title", title)
    yield _meta("property", "og:site_name", app.config.html_title)
    yield _meta("property", "og:url", context["pageurl"])
    yield _meta("property", "og:description", description)
    yield _meta("property", "og:locale", here.tag)
    for language in languages_of(app.config, app.srcdir):
        if language.tag != here.tag and has_document(app, language, pagename):
            yield _meta("property", "og:locale:alternate", language.tag)


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}" content="{escape(content)}">\n' if content else ""
