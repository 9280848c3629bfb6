"""Links to anchors that are numbered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from diglot.core.i18n import _
from diglot.sphinxext.lint.finding import LintFinding
from diglot.sphinxext.lint.page_links import links_of
from diglot.sphinxext.markup.pages import Page


def numbered_anchor(
    pages: Iterable[Page], stable_anchors: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[Page, LintFinding]]:
    """A link leads to an anchor that keeps its name when headings come and go before it.

    docutils numbers the anchors of headings without Latin letters. `stable_anchors` has, by
    document, the lasting anchor for each such number.

    Bad:  [training](model.md#id3)
    Good: [training](#model-train), where (model-train)= stands before the heading
    """
    for page in pages:
        for link in links_of(page):
            stable = stable_anchors.get(link.docname, {}).get(link.anchor)
            if stable is not None:
                yield (
                    page,
                    LintFinding(
                        link.line,
                        _(
                            "#{anchor} of {document} is a number, which changes with the headings "
                            "before it",
                            anchor=link.anchor,
                            document=link.docname,
                        ),
                        _(
                            "link to {target}, or put a label, as (a-label)=, before the heading "
                            "and link to that",
                            target=f"{link.path}#{stable}",
                        ),
                    ),
                )
