"""The language switcher: the same page in every language, and in two at once, one click away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from diglot.core.language import Language
from diglot.sphinxext.config.addresses import folder_of_site, way_to_sites
from diglot.sphinxext.config.build_options import build_options
from diglot.sphinxext.config.languages import current_language, languages_of
from diglot.sphinxext.html.builders import makes_parallel_site, makes_site
from diglot.sphinxext.html.site.documents import has_document, is_document


@dataclass(frozen=True, slots=True)
class PageInLanguage:
    """A page as one of its languages links to it; `link` is relative to the page shown.

    With a `partner` it is the page that shows both languages side by side. Where there is no such
    page (not `exists`), the link leads to the first page of that site.
    """

    language: Language
    link: str
    current: bool
    partner: Language | None = None
    exists: bool = True

    @property
    def slug(self) -> str:
        """The folder of the site that has the page."""
        return self.language.slug + (f"_{self.partner.slug}" if self.partner else "")

    def has_document(self, app: Sphinx, docname: str) -> bool:
        """Whether the site has a document: the parallel one has those of either language."""
        languages = [self.language, self.partner] if self.partner else [self.language]
        return any(has_document(app, language, docname) for language in languages)


def register(app: Sphinx) -> None:
    """Give every page the links to itself in the other languages."""
    app.connect("html-page-context", _add_languages)


def pages_in_languages(app: Sphinx, pagename: str, content_root: str) -> tuple[PageInLanguage, ...]:
    """Return a page in all languages of the project, in the order of the settings.

    The sites lie side by side in folders named by ``diglot_addresses``; `content_root` is the
    relative address of the root of the page's own site. Empty for a project in one language.
    """
    languages = languages_of(app.config, app.srcdir)
    if len(languages) < 2 or not makes_site(app.builder):
        return ()
    current, parallel = current_language(app), makes_parallel_site(app.builder)
    target, root = map(app.builder.get_target_uri, (pagename, app.config.root_doc))
    may_lack = is_document(app, pagename)
    way = ("" if content_root == "./" else content_root) + way_to_sites(app.config)
    pages = [
        PageInLanguage(language, "", not parallel and language == current) for language in languages
    ]
    if languages.partner and (parallel or _offers_parallel_site(app.config)):
        pages.append(PageInLanguage(languages.source, "", parallel, languages.partner))
    return tuple(
        replace(
            page,
            link=f"{way}{folder_of_site(app.config, page.slug)}{target if exists else root}",
            exists=exists,
        )
        for page in pages
        for exists in (not may_lack or page.has_document(app, pagename),)
    )


def _offers_parallel_site(config: Config) -> bool:
    offered = build_options(config).offers_parallel_site
    return config.diglot_parallel is True if offered is None else offered


def _add_languages(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    # A page that not every language has comes with links of its own.
    context.setdefault(
        "diglot_languages", pages_in_languages(app, pagename, context["content_root"])
    )
