"""What surrounds the text of the parallel site's pages, in both languages; its static files."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from typing import Any
from zlib import crc32

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from diglot.core.i18n import _
from diglot.sphinxext.html.patches import Patch, Times, patch_log
from diglot.sphinxext.html.site.handouts import ListedHandout, titles_of_handouts
from diglot.sphinxext.html.site.head import description, has_description
from diglot.sphinxext.i18n.labels import name_in
from diglot.sphinxext.parallel.html.bilingual import both
from diglot.sphinxext.parallel.html.builder import ParallelHTMLBuilder
from diglot.sphinxext.parallel.interleave import Side
from diglot.sphinxext.parallel.pages.sides import block_side

_STATIC = Path(__file__).parent / "static"
_EARLY = "diglot-parallel-early.js"

# What templates know of conf.py, and the settings it comes from.
_SETTINGS = {
    "copyright": "copyright",
    "docstitle": "html_title",
    "project": "project",
    "shorttitle": "html_short_title",
}

# Tooltips inside the text.
_TOOLTIPS = (
    "Link to this heading",
    "Link to this definition",
    "Link to this term",
    "Link to this image",
    "Link to this table",
    "Link to this code",
    "Link to this toctree",
    "Link to this equation",
    "Not translated yet: this is the original, in %s.",
    "The translation is out of date: this is the original, in %s.",
)


def register(app: Sphinx) -> None:
    """Complete the pages of the parallel site."""
    app.connect("builder-inited", _add_files)
    # Before themes ask for the contents.
    app.connect("html-page-context", _offer_toctree, priority=100)
    # Before the navigation gets accessible names in one language (800).
    app.connect("html-page-context", _add_translations, priority=790)


def _add_files(app: Sphinx) -> None:
    if isinstance(app.builder, ParallelHTMLBuilder):
        # First, so that a project's own file of the same name wins.
        app.config.html_static_path.insert(0, str(_STATIC))
        app.add_css_file("diglot-parallel.css", priority=720)
        app.add_js_file("diglot-parallel.js", loading_method="defer")


def _offer_toctree(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    if isinstance(app.builder, ParallelHTMLBuilder):
        context["toctree"] = partial(app.builder.toctree, pagename)


def _add_translations(
    app: Sphinx,
    _pagename: str,
    _template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    builder = app.builder
    if not isinstance(builder, ParallelHTMLBuilder):
        return
    tags = (context.get("metatags") or "") + _early(context["pathto"], builder)
    if doctree is not None and not has_description(context):
        tags += description(_first_text(doctree))
    context["metatags"] = tags
    if context.get("body"):
        body = with_tooltips(context["body"], builder)
        context["body"] = f'<div class="diglot-text">{body}</div>'
    configs = app.config, builder.partner.env.config
    for name, setting in _SETTINGS.items():
        if context.get(name) == getattr(app.config, setting):
            context[name] = _setting(setting, *configs)
    announcements = [config.html_theme_options.get("announcement") for config in configs]
    if all(announcements) and context.get("theme_announcement") == announcements[0]:
        context["theme_announcement"] = both(*announcements)
    if listed := context.get("diglot_handouts"):
        titles = titles_of_handouts(app, builder.partner.env)
        context["diglot_handouts"] = [
            _in_both(handout, titles.get(handout.name, handout.title)) for handout in listed
        ]
    if tree := context.get("furo_navigation_tree"):
        context["furo_navigation_tree"] = builder.accessible_navigation(tree)


def _early(pathto: Callable[..., str], builder: ParallelHTMLBuilder) -> str:
    """Return the script that shows the reader's last choice before the page is painted.

    Some themes have the scripts of extensions at the end of a page, which is too late.
    """
    version = f"{crc32((_STATIC / _EARLY).read_bytes()):08x}"
    address = f"{pathto(f'_static/{_EARLY}', resource=True)}?v={version}"
    target = builder.languages[Side.TARGET].bcp47
    return f'<script src="{address}" data-diglot-target="{target}"></script>\n'


def _first_text(doctree: nodes.document) -> str:
    """Return the first paragraph of the source outside notes; "" where there is none."""
    for side in doctree.findall(block_side):
        around = side.parent.parent
        if side["side"] == Side.SOURCE.value and isinstance(around, nodes.section | nodes.document):
            for paragraph in filter(
                lambda child: isinstance(child, nodes.paragraph), side.children
            ):
                return paragraph.astext()
    return ""


def with_tooltips(body: str, builder: ParallelHTMLBuilder) -> str:
    """Return a page's text with its tooltips in both languages.

    Sphinx's writer and the marks of what is not translated have them in the source language.
    """
    original = builder.languages[Side.SOURCE]
    names = {side: name_in(original, language.tag) for side, language in builder.languages.items()}
    tooltips = {}
    for message in _TOOLTIPS:
        source, target = (
            escape(builder.translators[side].gettext(message).replace("%s", names[side]))
            for side in Side
        )
        tooltips[source] = both(source, target)
    words = re.compile(f'(?<=\\btitle=")(?:{"|".join(map(re.escape, tooltips))})(?=")')
    body, number = words.subn(lambda match: tooltips[match[0]], body)
    if number:
        return body
    patch = Patch(
        "the text of a page",
        words,
        _("its tooltips are in the source language only"),
        Times.ALL,
        cue='class="headerlink"',
    )
    return patch_log(builder).apply(patch, body, lambda match: tooltips[match[0]]) or body


def _in_both(handout: ListedHandout, title: str) -> ListedHandout:
    """Return a handout with both titles; the files with both languages come first."""
    files = sorted(handout.files, key=lambda file: len(file.languages) == 1)
    return replace(handout, title=both(handout.title, title), files=tuple(files))


def _setting(name: str, source_config: Config, target_config: Config) -> Any:
    source, target = getattr(source_config, name), getattr(target_config, name)
    return both(source, target) if isinstance(source, str) and isinstance(target, str) else source
