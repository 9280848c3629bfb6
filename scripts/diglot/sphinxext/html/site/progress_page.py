"""The page that shows how far the translation of every page is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sphinx.application import Sphinx
from sphinx.locale import _

from diglot.catalog.progress import Progress
from diglot.core.language import Language
from diglot.sphinxext.config.languages import languages_of
from diglot.sphinxext.html.builders import makes_site
from diglot.sphinxext.html.fragments import render
from diglot.sphinxext.html.site.switcher import PageInLanguage, pages_in_languages
from diglot.sphinxext.i18n.progress import progress_of

PAGE = "translation-progress"


@dataclass(frozen=True, slots=True)
class Row:
    """A page with its progress; `shares` are the lengths of the bar's parts, together 100."""

    title: str
    link: str
    progress: Progress
    percent: int
    shares: tuple[float, float, float]


def register(app: Sphinx) -> None:
    """Add the page to the sites of the languages that are translated into."""
    app.connect("html-collect-pages", _pages)


def percentage(done: Progress) -> int:
    """Return how much is translated, in percent; 100 only where all is, 0 only where nothing."""
    if done.done:
        return 100
    return min(99, max(int(done.translated > 0), round(100 * done.translated / done.total)))


def _pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    source = languages_of(app.config, app.srcdir).source
    progress = progress_of(app.env)
    if not makes_site(app.builder) or app.config.language == source.tag or not progress:
        return
    rows = [_row(app, docname, progress[docname]) for docname in _reading_order(app, progress)]
    whole = sum((row.progress for row in rows), Progress())
    words = {
        "page": _("Page"),
        "translated": _("Translated"),
        "fuzzy": _("Out of date"),
        "untranslated": _("Not translated"),
        "whole": _("All pages"),
        "of": _("%(done)s of %(total)s"),
    }
    title = _("Translation progress")
    body = render(
        "progress.html",
        title=title,
        rows=[row for row in rows if row.progress.total],
        whole=_row_of(words["whole"], "", whole),
        words=words,
    )
    context = {"title": title, "body": body, "diglot_languages": _elsewhere(app, source)}
    yield PAGE, context, "page.html"


def _elsewhere(app: Sphinx, source: Language) -> list[PageInLanguage]:
    """Return this page in every language; where there is none, the page a reader begins with."""
    pages = pages_in_languages(app, PAGE, "./")
    starts = pages_in_languages(app, app.config.root_doc, "./")
    return [
        start if page.language == source else page
        for page, start in zip(pages, starts, strict=True)
    ]


def _reading_order(app: Sphinx, progress: Any) -> list[str]:
    related = app.env.collect_relations()
    ordered = [docname for docname in related if docname in progress]
    return ordered + sorted(set(progress) - set(ordered))


def _row(app: Sphinx, docname: str, done: Progress) -> Row:
    title = app.env.titles[docname].astext() if docname in app.env.titles else docname
    return _row_of(title, app.builder.get_relative_uri(PAGE, docname), done)


def _row_of(title: str, link: str, done: Progress) -> Row:
    total = done.total or 1
    parts = (done.translated, done.fuzzy, done.untranslated)
    first, second, third = (round(100 * part / total, 2) for part in parts)
    return Row(title, link, done, percentage(done), (first, second, third))
