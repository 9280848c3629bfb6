"""Which documents each language has, for a project may exclude some in one of them.

Each build says at its beginning which documents it has found, beside its doctrees; the sites of
other languages look there before they link to a page. What a site has read of the others is kept,
so that its pages are written again where that has changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from diglot.core.files import write_text
from diglot.core.language import Language
from diglot.sphinxext.config.languages import current_language, languages_of
from diglot.sphinxext.html.builders import makes_site

_OWN, _OTHERS = "documents.json", "documents-elsewhere.{builder}.json"

_Documents = Mapping[str, Set[str]]
"""The documents of a language, by its tag. A language of which nothing is known is left out."""

_known: WeakKeyDictionary[BuildEnvironment, _Documents] = WeakKeyDictionary()


def register(app: Sphinx) -> None:
    """Say which documents there are, and look at those of the other languages."""
    app.connect("env-before-read-docs", _announce)
    app.connect("env-get-updated", _outdated)


def has_document(app: Sphinx, language: Language, docname: str) -> bool:
    """Whether a language has a document; True where nothing is known of that language."""
    if language.tag == current_language(app).tag:
        return docname in app.env.found_docs
    documents = _known.get(app.env, {}).get(language.tag)
    return documents is None or docname in documents


def is_outdated(doctreedir: Path, tags: Iterable[str]) -> bool:
    """Whether a site has been built before another one said which documents it has.

    `doctreedir` is that of the site, `tags` are those of all languages.
    """
    own = doctreedir / _OWN
    if not own.is_file():
        return False
    others = _documents_of(doctreedir, (tag for tag in tags if tag != doctreedir.name))
    seen = (_read(path) for path in doctreedir.glob(_OTHERS.format(builder="*")))
    return any(_missing(_list(own), others) != missing for missing in seen)


def _announce(app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    text = json.dumps(sorted(env.found_docs), ensure_ascii=False, indent=0)
    write_text(Path(app.doctreedir) / _OWN, text, sync=False)


def _outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents that have come to, or gone from, a site of another language."""
    if not makes_site(app.builder):
        return []
    doctreedir = Path(app.doctreedir)
    here = current_language(app).tag
    others = [one.tag for one in languages_of(app.config, app.srcdir) if one.tag != here]
    # Elsewhere nobody knows where the others' doctrees lie.
    known = _documents_of(doctreedir, others) if doctreedir.name == here else {}
    _known[env] = known
    path = doctreedir / _OTHERS.format(builder=app.builder.name)
    before, now = _read(path), _missing(env.found_docs, known)
    write_text(path, json.dumps(now, ensure_ascii=False, indent=0), sync=False)
    tags = before.keys() | now.keys()
    changed = (set(before.get(tag, ())) ^ set(now.get(tag, ())) for tag in tags)
    return sorted(set().union(*changed) & env.found_docs)


def _missing(own: Set[str], others: _Documents) -> dict[str, list[str]]:
    missing = {tag: sorted(own - documents) for tag, documents in others.items()}
    return {tag: names for tag, names in missing.items() if names}


def _documents_of(doctreedir: Path, tags: Iterable[str]) -> _Documents:
    paths = {tag: doctreedir.with_name(tag) / _OWN for tag in tags}
    return {tag: _list(path) for tag, path in paths.items() if path.is_file()}


def _list(path: Path) -> Set[str]:
    return frozenset(json.loads(path.read_text("utf-8")))


def _read(path: Path) -> dict[str, list[str]]:
    try:
        read: dict[str, list[str]] = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return read
