"""The builder ``parallelhtml``: a site in two languages side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from functools import cached_property
from gettext import NullTranslations
from html import escape
from pathlib import Path
from posixpath import normpath
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.locale import get_translator

from diglot.core.codes import Code
from diglot.core.i18n import _
from diglot.sphinxext.compat.sphinx import global_toctree
from diglot.sphinxext.html.builders import PARALLEL, InTwoLanguages, furo_of
from diglot.sphinxext.html.navigation.accessible import accessible
from diglot.sphinxext.html.patches import Patch, patch_log
from diglot.sphinxext.html.site.finished_page import finished
from diglot.sphinxext.i18n.labels import translator_for
from diglot.sphinxext.i18n.template_texts import safe
from diglot.sphinxext.parallel.html.bilingual import (
    BothTranslations,
    both,
    side_of,
    whole,
    with_texts,
)
from diglot.sphinxext.parallel.html.bilingual_html import with_sides
from diglot.sphinxext.parallel.html.navigation import docnames_at, with_both_titles
from diglot.sphinxext.parallel.html.repair import is_cut, readable, respelled
from diglot.sphinxext.parallel.html.theme_catalogs import theme_catalog
from diglot.sphinxext.parallel.html.views import with_views
from diglot.sphinxext.parallel.interleave import Side
from diglot.sphinxext.parallel.pages.merged_pages import MergedPagesBuilder
from diglot.sphinxext.parallel.pages.target_pages import (
    context_of_target,
    fingerprint_with_target,
    lent,
    relate_target_pages,
    target_documents,
    write_target_pages,
)
from diglot.sphinxext.reporting.warn import warn

# One sentence at the foot of Furo's pages, which it puts together out of several messages.
_CREDITS = Patch(
    "a page",
    re.compile(
        r'(<div class="left-details">\s*(?:<div class="copyright">.*?</div>)?\s*)(.*?)'
        r'(?=\s*(?:<div class="last-updated">|</div>\s*<div class="right-details">))',
        re.DOTALL,
    ),
    _("the credits at its foot are both languages in pieces"),
    cue="github.com/pradyunsg/furo",
)


class ParallelHTMLBuilder(InTwoLanguages, MergedPagesBuilder):
    """Writes a site whose pages show each block in the source language and in its partner's."""

    made_of_partner: ClassVar[tuple[str, ...]] = (
        *MergedPagesBuilder.made_of_partner,
        "translators",
    )

    def init_templates(self) -> None:
        """Let templates translate into both languages."""
        super().init_templates()
        self._cutting_templates: set[str] = set()
        # A project may have a template bridge of its own, which need not be Jinja.
        environment: Any = getattr(self.templates, "environment", None)
        if hasattr(environment, "install_gettext_translations"):
            # The partner is not there yet.
            environment.install_gettext_translations(
                BothTranslations(lambda side: self.translators[side])
            )
        render, render_string = self.templates.render, self.templates.render_string

        def render_page(template: str, context: dict[str, Any]) -> str:
            page = render(template, context)
            is_page = template.endswith(".html")
            if is_page and "<html" in page:
                page = self._navigable(page, context)
            text = self._bilingual(page) if is_page else side_of(page, Side.SOURCE)
            text = self._without_signs(text, template, context)
            if "<html" not in text:
                return text
            return finished(text, Path(self.outdir), context)

        def render_file(source: str, context: dict[str, Any]) -> str:
            text = side_of(render_string(source, context), Side.SOURCE)
            return self._without_signs(text, "a static file", context)

        self.templates.render = render_page
        self.templates.render_string = render_file

    def _bilingual(self, page: str) -> str:
        """Return a page (HTML) that shows what its templates got in both languages."""
        log = patch_log(self)
        # Themes render parts of pages, too.
        if "<html" in page:
            page = with_views(page, self.languages, self.translators, self.translate, log)
        page = log.apply(_CREDITS, page, lambda match: match[1] + whole(match[2])) or page
        return with_sides(page, self.languages)

    def _navigable(self, page: str, context: Mapping[str, Any]) -> str:
        """Return a page (HTML) whose theme's own navigation is in both languages."""
        here = self.get_target_uri(context.get("pagename", ""))
        return with_both_titles(page, here, self._title_at)

    def _title_at(self, address: str, text: str) -> str | None:
        for name in docnames_at(address, self.link_suffix, self.env.titles):
            is_there = normpath(self.get_target_uri(name) or ".") == address
            if is_there and self.env.titles[name].astext() == text:
                titles = [env.titles.get(name) for env in self._environments()]
                return both(*(escape(title.astext() if title else text, False) for title in titles))
        return None

    def _without_signs(self, text: str, template: str, context: dict[str, Any]) -> str:
        """Return a text that can be published, whatever a template has done to it."""
        text = respelled(text)
        if is_cut(text):
            self._report_cut(template)
            text = readable(text, context)
        return text

    def _report_cut(self, template: str) -> None:
        """Warn, once for each template, of a theme that cuts texts in both languages."""
        if template in self._cutting_templates:
            return
        self._cutting_templates.add(template)
        warn(
            Code.CUT_TEXT,
            _(
                "the theme {theme} cuts or changes texts in both languages, in "
                "{template}; pages show what is left of them",
                theme=self.config.html_theme,
                template=template,
            ),
            hint=_("let the templates show these texts as they are, or use another theme"),
        )

    @cached_property
    def translators(self) -> Mapping[Side, NullTranslations]:
        """The translators of the words around the text, by side."""
        config, srcdir = self.partner.env.config, Path(self.srcdir)
        target = translator_for(config.language, srcdir, config.locale_dirs)
        folders = tuple(map(Path, self.theme.get_theme_dirs()))
        # Where a theme adds words to Sphinx's, Sphinx has read those of the source alone.
        target.add_fallback(theme_catalog(folders, "sphinx", config.language))
        return {Side.SOURCE: get_translator(), Side.TARGET: safe(target, config, srcdir)}

    def translate(self, message: str) -> str:
        """Return a message of Sphinx's or ours in both languages."""
        return both(*(self.translators[side].gettext(message) for side in Side))

    def navigation(self, docname: str, links: Builder, **options: Any) -> nodes.Element | None:
        """Return the contents of the whole site in both languages, as seen from a document.

        `links` is asked for the addresses; `options` are those that templates give to `toctree`.
        """
        trees = [
            global_toctree(env, docname, links, self.tags, **options)
            for env in self._environments()
        ]
        source, target = trees
        if source is None or target is None:
            return source
        return self._merged_list(source, target)

    def partner_fingerprint(self) -> str:
        """Return also which pages only the partner has, and of which reading of it."""
        return fingerprint_with_target(self, super().partner_fingerprint())

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Work out what all pages share."""
        super().prepare_writing(docnames)
        relate_target_pages(self)

    def finish(self) -> None:
        """Write what Sphinx knows no documents of: first the pages that only the partner has."""
        write_target_pages(self)
        super().finish()

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """Collect what a page's template shows."""
        # The page before or after it may be one that only the partner has.
        with lent(self, target_documents(self)):
            context = super().get_doc_context(docname, body, metatags)
        if docname not in self.env.found_docs:
            context |= context_of_target(self, docname)
        return context

    def write_genindex(self) -> None:
        """Write the index; Furo's page has one for each language."""
        if furo_of(self):
            super(MergedPagesBuilder, self).write_genindex()
        else:
            super().write_genindex()

    def accessible_navigation(self, tree: str) -> str:
        """Return Furo's HTML of `navigation` with accessible names in both languages."""
        return with_sides(accessible(tree, self.translate), self.languages)

    def _merged_list(self, source: nodes.Node, target: nodes.Node) -> nodes.Element:
        return with_texts(super()._merged_list(source, target))

    def _in_both(self, titles: Mapping[Side, str]) -> str:
        texts = [titles[side] for side in Side if side in titles]
        return both(texts[0], texts[-1]) if texts else ""

    def toctree(self, docname: str, **options: Any) -> str:
        """Return the HTML that templates ask for as `toctree`, in both languages."""
        options = {"includehidden": False, "collapse": True, **options}
        if not options.get("maxdepth", 0):
            # Sphinx's templates spell "no limit" as an empty text.
            options.pop("maxdepth", None)
        return str(self.render_partial(self.navigation(docname, self, **options))["fragment"])


def register(app: Sphinx) -> None:
    """Add the builder under the name it is asked for by."""
    app.registry.builders[PARALLEL] = ParallelHTMLBuilder
