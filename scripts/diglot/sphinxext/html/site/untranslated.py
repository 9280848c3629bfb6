"""Notes for readers where a translation is not finished: at the block, and on its page."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from sphinx.application import Sphinx
from sphinx.locale import _

from diglot.catalog.progress import Progress
from diglot.sphinxext.config.languages import languages_of
from diglot.sphinxext.html.builders import makes_site
from diglot.sphinxext.html.fragments import render
from diglot.sphinxext.html.site import progress_page
from diglot.sphinxext.i18n.labels import name_in
from diglot.sphinxext.i18n.record import records_of

_MARKED = re.compile(r'<\w+ (?=[^>]*\bclass="[^"]*\bdiglot-(untranslated|fuzzy)\b)')
_MARK = re.compile(r"\bdiglot-(?:untranslated|fuzzy) ?")
_HEADING = re.compile(r"</h1>\n?")


def register(app: Sphinx) -> None:
    """Complete the pages of languages that are translated into."""
    app.connect("html-page-context", _add_notes)


def with_tooltips(body: str, source: str) -> str:
    """Return a page's body with a tooltip on each marked block that says why it is marked."""
    if not _is_marked(body):
        return body
    reasons = {
        "untranslated": _("Not translated yet: this is the original, in %s.") % source,
        "fuzzy": _("The translation is out of date: this is the original, in %s.") % source,
    }
    return _MARKED.sub(lambda match: f'{match[0]}title="{escape(reasons[match[1]])}" ', body)


def without_marks(body: str) -> str:
    """Return a page's body without the marks; the blocks still name their language."""
    return _MARK.sub("", body) if _is_marked(body) else body


def _is_marked(body: str) -> bool:
    # Most pages are not; a pattern that begins at a word takes twenty times as long to say so.
    return "diglot-untranslated" in body or "diglot-fuzzy" in body


def with_marks_as_set(app: Sphinx, body: str) -> str:
    """Return HTML of a page with marks and tooltips, or without, as the settings have it."""
    if app.config.diglot_untranslated_marks:
        return with_tooltips(body, _source_name(app))
    return without_marks(body)


def _source_name(app: Sphinx) -> str:
    return name_in(languages_of(app.config, app.srcdir).source, app.config.language)


def _add_notes(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    if not makes_site(app.builder) or "body" not in context:
        return
    source, body = _source_name(app), with_marks_as_set(app, context["body"])
    record = records_of(app.env).get(pagename)
    if app.config.diglot_progress_notes and record and not record.progress.done:
        body = _after_heading(body, _note(app, pagename, record.progress, source))
    context["body"] = body


def _note(app: Sphinx, pagename: str, done: Progress, source: str) -> str:
    text = (
        _("This page is %(percent)s%% translated; the rest is shown in %(language)s.")
        if done.translated
        else _("This page is not translated yet; it is shown in %(language)s.")
    )
    return render(
        "progress_note.html",
        text=text % {"percent": progress_page.percentage(done), "language": source},
        link=app.builder.get_relative_uri(pagename, progress_page.PAGE),
        more=_("All pages"),
    )


def _after_heading(body: str, note: str) -> str:
    if _HEADING.search(body):
        return _HEADING.sub(lambda match: match[0] + note, body, count=1)
    return note + body
