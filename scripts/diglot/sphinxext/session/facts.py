"""What a document shows on other pages: while that stays, an edit concerns its own page alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from diglot.sphinxext.config.comparable import comparable
from diglot.sphinxext.incremental.doctrees import doctree_path
from diglot.sphinxext.incremental.fingerprint import BY_DOCUMENT, SETS
from diglot.sphinxext.incremental.picture_names import renamed


def shown_of(env: BuildEnvironment, docnames: Iterable[str]) -> list[Any]:
    """Return what some documents show elsewhere, as data that can be compared.

    These are the parts of `incremental.fingerprint.fingerprint_of` that belong to them.
    """
    chosen = sorted(docnames)
    return [
        [
            [comparable(getattr(env, name).get(docname)) for name in BY_DOCUMENT]
            for docname in chosen
        ],
        [[docname in getattr(env, name) for name in SETS] for docname in chosen],
        sorted(_objects(env, frozenset(chosen))),
        renamed(env.images),
    ]


def numbered_of(env: BuildEnvironment, docnames: Iterable[str]) -> list[list[str]]:
    """Return the sections, figures and the like of some documents, which numbers are given to."""
    return [place for docname in sorted(docnames) for place in _numbered(env, docname)]


def figure_numbers_of(env: BuildEnvironment, docnames: Iterable[str]) -> dict[str, Any]:
    """Return the numbers of figures in some documents, which are gone once they are read again."""
    numbers = env.toc_fignumbers
    return {docname: numbers[docname] for docname in docnames if docname in numbers}


def _objects(env: BuildEnvironment, docnames: frozenset[str]) -> Iterator[list[str]]:
    standard = env.domains.standard_domain
    for domain in env.domains.sorted():
        for entry in () if domain is standard else domain.get_objects():
            if entry[3] in docnames:
                yield [domain.name, *map(str, entry)]
    equations = env.domains.math_domain.equations
    for name, places in (*_standard(env), ("equation", equations)):
        for key, place in places.items():
            if place[0] in docnames:
                yield [name, str(key), *map(str, place)]


def _standard(env: BuildEnvironment) -> Iterator[tuple[str, Mapping[Any, tuple[Any, ...]]]]:
    """Yield the objects of the standard domain, whose own list has the titles of all documents.

    Those belong to the documents; and they are slow to make.
    """
    domain = env.domains.standard_domain
    yield "option", domain.progoptions
    yield "object", domain.objects
    yield "label", domain.labels
    yield "anonymous label", domain.anonlabels


def _numbered(env: BuildEnvironment, docname: str) -> Iterator[list[str]]:
    if not doctree_path(env.doctreedir, docname).is_file():
        return
    domains = env.domains.sorted()
    for node in env.get_doctree(docname).findall(nodes.Element):
        if isinstance(node, addnodes.toctree):
            yield ["toctree", str(node["entries"]), str(node.get("numbered"))]
        elif isinstance(node, nodes.section):
            yield ["section", *node["ids"]]
        elif kinds := [
            kind for domain in domains if (kind := domain.get_enumerable_node_type(node))
        ]:
            yield [*kinds, *node["ids"]]
