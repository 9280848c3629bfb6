"""The index of the parallel site: the indexes of both languages, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment.adapters.indexentries import IndexEntries

from diglot.core.language import Language
from diglot.sphinxext.html.builders import furo_of
from diglot.sphinxext.i18n.index_entries import in_one_spelling
from diglot.sphinxext.parallel.html.builder import ParallelHTMLBuilder
from diglot.sphinxext.parallel.interleave import Side

_PAGE = "genindex"
_TEMPLATE = "diglot-parallel-index.html"


@dataclass(frozen=True, slots=True)
class Index:
    """The index of one language; `groups` are as Sphinx makes them, `prefix` begins their ids."""

    side: str
    language: Language
    prefix: str
    groups: list[Any]


def register(app: Sphinx) -> None:
    """Replace the template of the index, where the theme is Furo."""
    app.connect("html-page-context", _add_indexes)


def _add_indexes(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> str | None:
    builder = app.builder
    if pagename != _PAGE or not isinstance(builder, ParallelHTMLBuilder) or not furo_of(builder):
        return None
    partner_groups = in_one_spelling(IndexEntries(builder.partner.env).create_index(builder))
    target = builder.languages[Side.TARGET]
    context["diglot_indexes"] = [
        Index("source", builder.languages[Side.SOURCE], "", context["genindexentries"]),
        Index("target", target, f"{target.slug}-", partner_groups),
    ]
    return _TEMPLATE
