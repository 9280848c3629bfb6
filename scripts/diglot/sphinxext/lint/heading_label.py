"""Links from other pages to headings without a label."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from diglot.core.i18n import _
from diglot.sphinxext.lint.finding import LintFinding
from diglot.sphinxext.lint.headings import Heading, headings_of
from diglot.sphinxext.lint.page_links import links_of
from diglot.sphinxext.markup.pages import Page

Slug = Callable[[str], str]


def heading_label(pages: Iterable[Page], slug: Slug) -> Iterator[tuple[Page, LintFinding]]:
    """A heading that another page links to has a label.

    Without one, the link breaks as soon as somebody changes the text of the heading. `slug` turns
    the text of a heading into its anchor.

    Bad:  [training](model.md#how-to-train)
    Good: [training](#model-train), where (model-train)= stands before the heading
    """
    pages = tuple(pages)
    unlabelled = {page.docname: _unlabelled_headings(page, slug) for page in pages}
    for page in pages:
        for link in links_of(page):
            heading = unlabelled.get(link.docname, {}).get(link.anchor)
            if heading and link.docname != page.docname:
                yield (
                    page,
                    LintFinding(
                        link.line,
                        _(
                            "the link to {document}#{anchor} rests on the words of a heading",
                            document=link.docname,
                            anchor=link.anchor,
                        ),
                        _(
                            "put a label, as (a-label)=, before “{heading}” in {document}, "
                            "line {line}, and link to that",
                            heading=heading.content,
                            document=link.docname,
                            line=heading.line,
                        ),
                    ),
                )


def _unlabelled_headings(page: Page, slug: Slug) -> dict[str, Heading]:
    return {slug(heading.content): heading for heading in headings_of(page) if not heading.labels}
