"""What a page of the parallel site has around its text: the choice of the view, and its files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.locale import _

from diglot.sphinxext.parallel.interleave import Side
from diglot.sphinxext.parallel.site.builder import ParallelHTMLBuilder
from diglot.sphinxext.site.fragments import render

_STATIC = Path(__file__).parent / "static"


def register(app: Sphinx) -> None:
    """Complete the pages of the parallel site."""
    app.connect("builder-inited", _add_files)
    # After what other rooms put before a page's text.
    app.connect("html-page-context", _add_views, priority=900)


def _add_files(app: Sphinx) -> None:
    if isinstance(app.builder, ParallelHTMLBuilder):
        # First, so that a project's own file of the same name wins.
        app.config.html_static_path.insert(0, str(_STATIC))
        app.add_css_file("diglot-parallel.css", priority=720)
        app.add_js_file("diglot-parallel.js", loading_method="defer")


def _add_views(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    if not isinstance(app.builder, ParallelHTMLBuilder) or pagename not in app.env.found_docs:
        return
    languages = app.builder.languages
    source, target = languages[Side.SOURCE], languages[Side.TARGET]
    words = {
        "actions": _("Actions for this passage"),
        "copySource": _("Copy in %s") % source.name,
        "copyTarget": _("Copy in %s") % target.name,
        "copyLink": _("Copy a link to this passage"),
        "copied": _("Copied"),
        "failed": _("The browser did not allow copying"),
    }
    views = render(
        "parallel_views.html",
        source=source,
        target=target,
        words=json.dumps(words, ensure_ascii=False),
        group=_("Languages shown"),
        both=_("Side by side"),
        swap=_("Swap sides"),
    )
    # Before the first paint, so that nothing moves when it comes.
    early = render("parallel_early.html")
    context["metatags"] = (context.get("metatags") or "") + early
    context["body"] = f'{views}<div class="diglot-text">{context["body"]}</div>'
