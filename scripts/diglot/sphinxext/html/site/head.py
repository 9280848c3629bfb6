"""A page's head for search engines and link previews: its description, languages and picture.

Sources: https://developers.google.com/search/docs/specialty/international/localized-versions
for the alternates, https://ogp.me/ for the Open Graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from babel.core import get_global, parse_locale
from docutils import nodes
from sphinx.application import Sphinx

from diglot.sphinxext.config.languages import current_language, languages_of
from diglot.sphinxext.html.builders import makes_site
from diglot.sphinxext.html.site.addresses import address_of_language
from diglot.sphinxext.html.site.documents import has_document, is_document
from diglot.sphinxext.html.site.structured_data import structured_data

# What sites that show links can show; they know no drawings.
_BITMAPS = (".png", ".jpg", ".jpeg", ".gif", ".webp")

# As much as search engines show.
_DESCRIPTION_LENGTH = 155

_DESCRIPTION = re.compile(r'<meta\b(?=[^>]*\bname="description")[^>]*\bcontent="([^"]*)"')
_TAG = re.compile(r"<(?:meta|link)\b[^>]*>|<script\b[^>]*>[^<]*</script>")
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
    stated = set(map(_matter, _TAG.findall(head)))
    missing = (tag for tag in _TAG.findall(tags) if _matter(tag) not in stated)
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
    if context.get("pageurl") and is_document(app, pagename):
        links = _addresses(app, pagename)
        tags += "".join(_alternates(app, pagename, links))
        stated = set(map(_matter, _TAG.findall(tags)))
        picture = _picture(app, doctree) if isinstance(doctree, nodes.document) else ""
        ours = [
            *_open_graph(app, pagename, context, description),
            _meta("property", "og:image", picture),
        ]
        tags += "".join(tag for tag in ours if _matter(tag) not in stated)
        book = app.config.html_baseurl + app.builder.get_target_uri(app.config.root_doc)
        tags += structured_data(
            context["pageurl"],
            _title(app, context),
            current_language(app).bcp47,
            (book, app.config.html_title),
            links,
        )
    context["metatags"] = tags


def _addresses(app: Sphinx, pagename: str) -> dict[str, str]:
    """Return the addresses of a page by the tags of the languages that have it."""
    languages = languages_of(app.config, app.srcdir)
    slugs = {language.slug for language in languages}
    page = app.builder.get_target_uri(pagename)
    return {
        language.bcp47: address_of_language(app.config, language.slug, slugs) + page
        for language in languages
        if has_document(app, language, pagename)
    }


def _alternates(app: Sphinx, pagename: str, links: Mapping[str, str]) -> Iterator[str]:
    if len(links) < 2:
        return
    # Readers of another language choose: on the page above the languages, or of one page there.
    default = next(iter(links.values()))
    if pagename == app.config.root_doc:
        slugs = {language.slug for language in languages_of(app.config, app.srcdir)}
        default = address_of_language(app.config, "", slugs)
    for tag, link in [*links.items(), ("x-default", default)]:
        yield f'<link rel="alternate" hreflang="{tag}" href="{escape(link)}">\n'


def _open_graph(
    app: Sphinx, pagename: str, context: dict[str, Any], description: str
) -> Iterator[str]:
    here = current_language(app)
    is_root = pagename == app.config.root_doc
    yield _meta("property", "og:type", "website" if is_root else "article")
    yield _meta("property", "og:title", _title(app, context))
    yield _meta("property", "og:site_name", app.config.html_title)
    yield _meta("property", "og:url", context["pageurl"])
    yield _meta("property", "og:description", description)
    yield _meta("property", "og:locale", open_graph_locale(here.tag))
    for language in languages_of(app.config, app.srcdir):
        if language.tag != here.tag and has_document(app, language, pagename):
            yield _meta("property", "og:locale:alternate", open_graph_locale(language.tag))


def open_graph_locale(tag: str) -> str:
    """Return the locale of a language as the Open Graph has it, with a territory: ``en_US``."""
    language, territory, script, *_ = parse_locale(tag)
    if not territory:
        name = f"{language}_{script}" if script else language
        likely = get_global("likely_subtags").get(name, name)
        territory = parse_locale(likely)[1]
    return f"{language}_{territory}" if territory else tag


def _title(app: Sphinx, context: Mapping[str, Any]) -> str:
    return unescape(_TAGS.sub("", context.get("title") or "")) or app.config.html_title


def _picture(app: Sphinx, doctree: nodes.document) -> str:
    """Return the address of a page's first bitmap, else of the project's logo, else ""."""
    # The writer has put addresses in the place of the names among the sources.
    shown = (unquote(node["uri"]).rpartition("/")[2] for node in doctree.findall(nodes.image))
    copied = set(app.builder.images.values())
    names = [f"{app.builder.imagedir}/{name}" for name in shown if name in copied]
    if (logo := app.config.html_logo) and "://" not in logo:
        names.append(f"_static/{Path(logo).name}")
    bitmaps = (name for name in names if name.lower().endswith(_BITMAPS))
    return next((app.config.html_baseurl + quote(name) for name in bitmaps), "")


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}" content="{escape(content)}">\n' if content else ""
