"""The files that a build adds to the root of its site at the end: a 404 page and a sitemap.

A project may have such files of its own (``html_extra_path``), and extensions may make them: these
stay as they are.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sphinx.application import Sphinx

from diglot.core.files import write_text
from diglot.sphinxext.config.addresses import folder_of_site
from diglot.sphinxext.config.languages import current_language, languages_of
from diglot.sphinxext.html.builders import makes_parallel_site, makes_site
from diglot.sphinxext.html.site.addresses import address_of_language
from diglot.sphinxext.html.site.documents import has_document
from diglot.sphinxext.html.site.front import (
    LanguageChoice,
    not_found_page,
    write_not_found_script,
)
from diglot.sphinxext.html.site.site_summary import SiteSummary, dates_of, summary_of, write_summary
from diglot.sphinxext.html.site.sitemap import SIGN, sitemap


def register(app: Sphinx) -> None:
    """Write the files when all pages are written."""
    app.connect("build-finished", _finish)


def _finish(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or not makes_site(app.builder):
        return
    if not makes_parallel_site(app.builder):
        # Search engines are led to the pages of one language.
        summary = summary_of(app)
        if summary.base_url:
            summary = replace(summary, dates=dates_of(app))
        write_summary(app, summary)
        _write_sitemap(app, summary)
    _write_not_found(app)


def _write_sitemap(app: Sphinx, here: SiteSummary) -> None:
    if not here.base_url:
        return
    languages = languages_of(app.config, app.srcdir)
    slugs = {language.slug for language in languages}
    sites = {
        language: replace(
            here,
            base_url=address_of_language(app.config, language.slug, slugs),
            pages={
                docname: page
                for docname, page in here.pages.items()
                if has_document(app, language, docname)
            },
        )
        for language in languages
    }
    if len(languages) < 2:
        sites = {current_language(app): here}
    text = sitemap({current_language(app): here}, sites)
    _write_unless_there(Path(app.outdir) / "sitemap.xml", text)


def _write_not_found(app: Sphinx) -> None:
    if "404" in app.env.found_docs or "404" in app.config.html_additional_pages:
        return
    here = current_language(app)
    choices = [LanguageChoice(here, app.config.html_title)]
    choices += [
        LanguageChoice(language, "")
        for language in languages_of(app.config, app.srcdir)
        if language.tag != here.tag
    ]
    slugs = {choice.language.slug for choice in choices}
    shared = address_of_language(app.config, "", slugs) if app.config.html_baseurl else ""
    own = folder_of_site(app.config, here.slug)
    page = not_found_page(choices, base_url=shared, folder=own, pattern=app.config.diglot_addresses)
    if _write_unless_there(Path(app.outdir) / "404.html", page):
        write_not_found_script(Path(app.outdir))


def _write_unless_there(path: Path, text: str) -> bool:
    """Write a file, unless somebody else has put one there: all of ours have the sign."""
    is_ours = not path.is_file() or SIGN in path.read_text("utf-8", errors="replace")
    if is_ours:
        write_text(path, text)
    return is_ours
