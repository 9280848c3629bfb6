"""The documents of a language beside those of the others: a project may exclude some in one."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from pathlib import Path

from sphinx.environment import BuildEnvironment

from diglot.core.site_documents import documents_of, paths_of
from diglot.sphinxext.config.languages import languages_of


def _nowhere(_docname: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class KnownDocuments:
    """The documents of a language, and whether another one has a document that it lacks."""

    own: Set[str]
    is_elsewhere: Callable[[str], bool] = _nowhere


def known_documents(env: BuildEnvironment) -> KnownDocuments:
    """Return the documents of the language of a build, and what is known of the other ones."""
    own = env.config.language
    languages = languages_of(env.config, Path(env.srcdir))
    others = [language.tag for language in languages if language.tag != own]
    doctreedir = Path(env.doctreedir)

    def is_elsewhere(docname: str) -> bool:
        # Where doctrees lie anywhere else, nobody knows those of the others.
        known = documents_of(paths_of(doctreedir, others)) if doctreedir.name == own else {}
        if len(known) == len(others):
            return any(docname in documents for documents in known.values())
        # A language that has not been read yet may have whatever is a file.
        return bool(files_of(env, docname))

    return KnownDocuments(env.found_docs, is_elsewhere)


def files_of(env: BuildEnvironment, docname: str) -> list[str]:
    """Return the files that the sources have for a document, excluded or not; mostly one."""
    paths = (f"{docname}{suffix}" for suffix in env.config.source_suffix)
    return [path for path in paths if Path(env.srcdir, path).is_file()]
