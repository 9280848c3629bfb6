"""Which documents each language has, for a project may exclude some in one of them.

Each build says at its beginning which documents it has found, beside its doctrees; the sites of
other languages look there before they link to a page. What a site has read of the others is kept,
so that its pages are written again where that has changed.
"""

from __future__ import annotations

import json
from collections.abc import Set
from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from diglot.core.files import file_state, write_text
from diglot.core.language import Language
from diglot.core.site_documents import (
    OTHERS,
    OWN,
    Documents,
    Missing,
    documents_of,
    missing_in,
    paths_of,
    read_missing,
)
from diglot.sphinxext.config.documents import known_documents
from diglot.sphinxext.config.languages import current_language, languages_of
from diglot.sphinxext.handouts.handout import Handout
from diglot.sphinxext.handouts.request import requested_handouts
from diglot.sphinxext.html.builders import makes_site, site_name
from diglot.sphinxext.incremental.outdated_pages import writes_pages

_known: WeakKeyDictionary[Sphinx, Documents] = WeakKeyDictionary()
# The states of the files that this is known from.
_seen: WeakKeyDictionary[Sphinx, dict[Path, str]] = WeakKeyDictionary()


def register(app: Sphinx) -> None:
    """Say which documents there are, and look at those of the other languages."""
    app.connect("env-before-read-docs", _announce)
    app.connect("env-get-updated", _outdated)


def has_document(app: Sphinx, language: Language, docname: str) -> bool:
    """Whether a language has a document; True where nothing is known of that language."""
    if language.tag == current_language(app).tag:
        return docname in app.env.found_docs
    documents = _known.get(app, {}).get(language.tag)
    return documents is None or docname in documents


def is_document(app: Sphinx, pagename: str) -> bool:
    """Whether a page is a document's, be it that of another language alone."""
    elsewhere = _known.get(app, {}).values()
    return pagename in app.env.found_docs or any(pagename in documents for documents in elsewhere)


def look_again(app: Sphinx) -> frozenset[str]:
    """Look at the documents of the other languages, which may have been read since.

    Return those that have come to, or gone from, one of them since the last time; the first time,
    since all pages were built.
    """
    states = {path: file_state(str(path)) for path in _others(app).values()}
    if app in _known and _seen.get(app) == states:
        return frozenset()
    _seen[app] = states
    found = app.env.found_docs
    former = missing_in(found, _known[app]) if app in _known else read_missing(_kept(app))
    known = _known[app] = _documents_elsewhere(app)
    return frozenset(_pages_that_show(app, _differing(former, missing_in(found, known))) & found)


def _announce(app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    text = json.dumps(sorted(env.found_docs), ensure_ascii=False, indent=0)
    path = Path(app.doctreedir) / OWN
    # Others look there again whenever it is written.
    if not path.is_file() or path.read_text("utf-8") != text:
        write_text(path, text, sync=False)


def _outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents that have come to, or gone from, a site of another language."""
    if not makes_site(app.builder) or not writes_pages(app.builder):
        return []
    known = _known[app] = _documents_elsewhere(app)
    before, now = read_missing(_kept(app)), missing_in(env.found_docs, known)
    write_text(_kept(app), json.dumps(now, ensure_ascii=False, indent=0), sync=False)
    return sorted(_pages_that_show(app, _differing(before, now)) & env.found_docs)


def _documents_elsewhere(app: Sphinx) -> Documents:
    return documents_of(_others(app))


def _others(app: Sphinx) -> dict[str, Path]:
    """Return where the other languages say which documents they have, by their tags."""
    doctreedir = Path(app.doctreedir)
    here = current_language(app).tag
    # Elsewhere nobody knows where the others' doctrees lie.
    others = languages_of(app.config, app.srcdir) if doctreedir.name == here else ()
    return paths_of(doctreedir, (language.tag for language in others if language.tag != here))


def _kept(app: Sphinx) -> Path:
    """Return the file that says what a site has missed when it was built."""
    return Path(app.doctreedir) / OTHERS.format(builder=site_name(app.builder))


def _pages_that_show(app: Sphinx, documents: set[str]) -> Set[str]:
    """Return the pages that tell which languages have some documents.

    These are their own; but every page may list a handout, with the languages that have it.
    """
    if not documents:
        return documents
    conf = Path(app.confdir) / "conf.py"
    printed = {
        document
        for handout in requested_handouts(app.config, conf, known_documents(app.env))
        if isinstance(handout, Handout)
        for document in (*handout.documents, *handout.excluded)
    }
    return documents if documents.isdisjoint(printed) else app.env.found_docs


def _differing(before: Missing, now: Missing) -> set[str]:
    changed = (
        set(before.get(tag, ())) ^ set(now.get(tag, ())) for tag in before.keys() | now.keys()
    )
    return set().union(*changed)
