"""Popovers of terms: each reference to a term carries the term in the other languages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from diglot.sphinxext.html.builders import makes_site, site_name
from diglot.sphinxext.html.popovers.others import is_rst, other_languages
from diglot.sphinxext.html.popovers.readable import readable_text
from diglot.sphinxext.i18n.data_domain import DataDomain
from diglot.sphinxext.transforms.descendants import nodes_of

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

_Key = tuple[str, str]
"""A term's document and id."""

# The translations of all terms, found once for each builder.
_translations: WeakKeyDictionary[Builder, dict[_Key, dict[str, str]]] = WeakKeyDictionary()


class term_reference(nodes.reference):  # noqa: N801 - docutils names nodes in lower case
    """A reference to a term, with `translations`: its words by BCP 47 tag."""


class Terms(DataDomain):
    """Keeps the terms that documents define, as the sources spell them, and who refers to any.

    `shown` is, for each builder, a digest of the translations that the pages show, so that a new
    translation of a term reaches every page that names it.
    """

    name = "diglot-terms"
    label = "diglot's terms"
    initial_data: ClassVar[dict[str, Any]] = {"terms": {}, "users": set(), "shown": {}}
    data_version = 2

    @property
    def terms(self) -> dict[str, dict[str, str]]:
        """The messages of terms, by document and id."""
        terms: dict[str, dict[str, str]] = self.data["terms"]
        return terms

    @property
    def users(self) -> set[str]:
        """The documents that refer to terms."""
        users: set[str] = self.data["users"]
        return users

    @property
    def shown(self) -> dict[str, str]:
        """The digest of what pages show, by builder."""
        shown: dict[str, str] = self.data["shown"]
        return shown

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self.terms.pop(docname, None)
        self.users.discard(docname)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        for docname in docnames:
            if docname in otherdata["terms"]:
                self.terms[docname] = otherdata["terms"][docname]
            if docname in otherdata["users"]:
                self.users.add(docname)


def register(app: Sphinx) -> None:
    """Collect terms while documents are read; add their translations when pages are written."""
    app.add_domain(Terms)
    app.add_node(term_reference, html=(_visit, _depart))
    app.connect("doctree-read", _collect)
    app.connect("doctree-resolved", _add_translations)
    app.connect("env-get-updated", _stale)


def translations_of_terms(app: Sphinx) -> dict[_Key, dict[str, str]]:
    """Return the words for each term in the other languages, by their BCP 47 tags."""
    others = list(other_languages(app))
    translations = {}
    for docname, terms in _terms(app.env).terms.items():
        rst = is_rst(app, docname)
        for node_id, msgid in terms.items():
            texts = {other.language.bcp47: other.text(docname, msgid) for other in others}
            words = {tag: readable_text(text, rst=rst) for tag, text in texts.items() if text}
            if words:
                translations[docname, node_id] = words
    return translations


def _collect(app: Sphinx, doctree: nodes.document) -> None:
    docname, domain = app.env.current_document.docname, _terms(app.env)
    terms = {
        node_id: term.rawsource or term.astext()
        for glossary in nodes_of(doctree, addnodes.glossary)
        for term in glossary.findall(nodes.term)
        for node_id in term["ids"]
    }
    if terms:
        domain.terms[docname] = terms
    if any(node.get("reftype") == "term" for node in nodes_of(doctree, addnodes.pending_xref)):
        domain.users.add(docname)


def _add_translations(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give every reference to a term its translations."""
    if not makes_site(app.builder):
        return
    references = [node for node in doctree.findall(nodes.reference) if _is_term(node)]
    by_address = _by_address(app, docname) if references else {}
    for node in references:
        translations = by_address.get(node.get("refuri") or f"#{node.get('refid')}")
        if translations:
            reference = term_reference("", "", *node.children, **node.attributes)
            reference["translations"] = translations
            node.replace_self(reference)


def _stale(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents whose pages show translations that have changed since."""
    if not makes_site(app.builder):
        return []
    domain, name = _terms(env), site_name(app.builder)
    translations = sorted((*key, words) for key, words in translations_of_terms(app).items())
    digest = sha256(json.dumps(translations).encode()).hexdigest()
    before, domain.shown[name] = domain.shown.get(name), digest
    return [] if before in (None, digest) else sorted(domain.users)


def _terms(env: BuildEnvironment) -> Terms:
    domain = env.get_domain(Terms.name)
    assert isinstance(domain, Terms)  # noqa: S101 - registered under that name by us
    return domain


def _is_term(node: nodes.Element) -> bool:
    return any("std-term" in child["classes"] for child in node.findall(nodes.inline))


def _by_address(app: Sphinx, docname: str) -> dict[str, dict[str, str]]:
    """Return the words for each term by its address as a page refers to it."""
    builder = app.builder
    if builder not in _translations:
        _translations[builder] = translations_of_terms(app)
    return {
        f"{builder.get_relative_uri(docname, other) if other != docname else ''}#{node_id}": words
        for (other, node_id), words in _translations[builder].items()
    }


def _visit(visitor: HTML5Translator, node: term_reference) -> None:
    visitor.visit_reference(node)
    translations: Mapping[str, str] = node["translations"]
    words = escape(" · ".join(translations.values()))
    # Shown by the style sheet, and read out with the link: what it adds is part of its name.
    visitor.body[-1] = visitor.body[-1].replace("<a ", f'<a data-diglot-translation="{words}" ', 1)


def _depart(visitor: HTML5Translator, node: term_reference) -> None:
    visitor.depart_reference(node)
