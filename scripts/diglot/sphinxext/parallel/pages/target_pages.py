"""Pages in two languages whose documents the source language excludes.

Sphinx knows nothing of them here, and its lists of documents stay as they are: the site of the
source shares them. What a page asks for by its document's name is lent to it while it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from typing import Any

from diglot.sphinxext.config.documents import files_of
from diglot.sphinxext.html.site.addresses import address_of_language
from diglot.sphinxext.parallel.pages.merged_pages import MergedPagesBuilder

# What Sphinx's builder and themes ask of its environment, by the name of a document.
_ASKED = ("tocs", "toc_num_entries", "toc_secnumbers", "toc_fignumbers")

Relations = MutableMapping[str, list[str | None]]
"""The document above each document, the one before it and the one after it."""


def target_documents(builder: MergedPagesBuilder) -> list[str]:
    """Return the documents that only the target has, and that were resolved for this site."""
    partner = builder.partner
    # A site that is kept open may be asked for a page before the target has resolved all of its.
    return list(filter(partner.resolved_at, partner.documents_beside(builder.env.found_docs)))


def fingerprint_with_target(builder: MergedPagesBuilder, fingerprint: str) -> str:
    """Return what pages are made of the partner, with which pages only it has, of which reading."""
    states = [f"{name} {builder.partner.state_of(name)}" for name in target_documents(builder)]
    return " ".join((fingerprint, *states))


def write_target_pages(builder: MergedPagesBuilder) -> None:
    """Write the pages that only the target has, with a word to readers of the source."""
    for docname in target_documents(builder):
        with lent(builder, [docname], _ASKED):
            builder.write_doc(docname, builder.partner.in_place_of_source(docname))


def relate_target_pages(builder: MergedPagesBuilder) -> None:
    """Put the pages that only the target has where they are read: others lead to them."""
    relations = builder.partner.env.collect_relations()
    _insert(builder.relations, relations, target_documents(builder))


def _insert(
    relations: Relations, target: Mapping[str, list[str | None]], documents: list[str]
) -> None:
    """Put documents of the target among those of the source, each after the one it follows."""
    for docname in (name for name in target if name in documents):
        parent, before, _after = target[docname]
        if before is None or before not in relations:
            # Nothing of the source is before it.
            relations[docname] = [parent, None, None]
            continue
        after = relations[before][2]
        relations[docname] = [parent, before, after]
        relations[before][2] = docname
        if after is not None:
            relations[after][1] = docname


def context_of_target(builder: MergedPagesBuilder, docname: str) -> dict[str, Any]:
    """Return what templates show of the file of such a page, whose suffix Sphinx guesses.

    Its canonical address is that of the page in the target: the source has none.
    """
    suffixes = [path[len(docname) :] for path in files_of(builder.env, docname)]
    # Sphinx would copy the file that it guesses.
    context: dict[str, Any] = {"page_source_suffix": "".join(suffixes[:1]), "sourcename": ""}
    if builder.config.html_baseurl:
        slugs = {language.slug for language in builder.languages.values()}
        root = address_of_language(builder.config, builder.partner.language.slug, slugs)
        context["pageurl"] = root + builder.get_target_uri(docname)
    return context


@contextmanager
def lent(
    builder: MergedPagesBuilder, docnames: list[str], names: Sequence[str] = ("titles",)
) -> Iterator[None]:
    """Lend the source's environment what the target's has of some documents, by attribute."""
    pairs = [(getattr(builder.env, name), getattr(builder.partner.env, name)) for name in names]
    for own, target in pairs:
        own |= {docname: target[docname] for docname in docnames if docname in target}
    try:
        yield
    finally:
        for own, _target in pairs:
            for docname in docnames:
                own.pop(docname, None)
