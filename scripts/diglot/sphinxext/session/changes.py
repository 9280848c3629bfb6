"""What changed files ask of a session: documents to read again, or more than that."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass
from importlib.machinery import all_suffixes
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.i18n import docname_to_domain

from diglot.core.locales import domain_of, serving_paths, serving_tags
from diglot.sphinxext.config.languages import locale_folders
from diglot.sphinxext.html.popovers.others import other_languages
from diglot.sphinxext.incremental.changed_inputs import inputs_of
from diglot.sphinxext.incremental.page_files import folders_of_pages
from diglot.sphinxext.session.surroundings import loaded_modules, of_nobody_else

_MODULES = tuple(all_suffixes())
# Domains of texts that are translated when an application is made.
_SETUP_DOMAINS = ("conf", "sphinx")


@dataclass(frozen=True, slots=True)
class Change:
    """What a batch of changed files asks for.

    `restart` is a file of which the application itself was made, such as conf.py, or "". Where
    `scans`, files came or went, so that Sphinx has to look for documents. `documents` are those
    that were read from a changed file; `popovers` those whose popovers show one. `has_page_files`
    tells of templates and static files, which all pages are made of.
    """

    restart: str = ""
    scans: bool = False
    documents: frozenset[str] = frozenset()
    popovers: frozenset[str] = frozenset()
    has_page_files: bool = False


def setup_files(app: Sphinx, opened: Set[str]) -> frozenset[str]:
    """Return the files that an application was made of; `opened` are those it read meanwhile."""
    catalogs = (
        str(path)
        for domain in _SETUP_DOMAINS
        for path in serving_paths(
            locale_folders(app.config, Path(app.srcdir)), app.config.language, domain
        )
    )
    files = {*opened, *catalogs, str(Path(app.confdir, "conf.py"))}
    return of_nobody_else(files) | loaded_modules()


def change_of(
    app: Sphinx, paths: Iterable[Path], made_of: Set[str], around: Set[Path] = frozenset()
) -> Change:
    """Return what changed `paths` ask for; `made_of` is what `setup_files` returned.

    Of the files in the folders `around`, which are no folders of the project, only those count that
    something was made of.
    """
    changed = {os.path.normpath(path) for path in paths}
    if any(path.endswith(_MODULES) for path in changed):
        # What autodoc has imported since stays as it was for as long as the process lives.
        made_of |= loaded_modules()
    if restart := sorted(path for path in changed & made_of if not _is_read_alone(app, path)):
        return Change(restart=restart[0])
    readers = _readers(app)
    documents = frozenset(name for path in changed for name in readers.get(path, ()))
    known = {path for path in changed if path in readers and Path(path).exists()}
    of_pages = _page_files(app, changed - known)
    popovers = _popovers(app, changed)
    of_others = {path for path in popovers if not _is_own_catalog(app, path)}
    unread = changed - readers.keys()
    strays = {path for path in unread if Path(path).parent in around} | _passing(
        app, unread, readers
    )
    return Change(
        scans=bool(changed - known - of_pages - of_others - strays),
        documents=documents,
        popovers=frozenset().union(*popovers.values()),
        has_page_files=bool(of_pages),
    )


def _is_read_alone(app: Sphinx, path: str) -> bool:
    """Whether a file is a document that can be read again in an application that is there.

    Extensions may look into all documents beforehand; autosummary writes pages for those that ask.
    """
    if app.project.path2doc(path) not in app.env.found_docs:
        return False
    generates = "sphinx.ext.autosummary" in app.extensions
    return not (generates and Path(path).exists() and b"autosummary" in Path(path).read_bytes())


def _passing(app: Sphinx, paths: Iterable[str], read: Iterable[str]) -> set[str]:
    """Return the paths at which nothing is and nothing was that has been `read`.

    Editors write a file beside the one that it takes the place of.
    """
    gone = {path for path in paths if not Path(path).exists()}
    folders = _folders_of(read) if gone else set()
    found = app.env.found_docs
    return {path for path in gone - folders if app.project.path2doc(path) not in found}


def _folders_of(paths: Iterable[str]) -> set[str]:
    folders: set[str] = set()
    for path in paths:
        folder = os.path.dirname(path)  # noqa: PTH120 - thousands of strings
        while folder not in folders:
            folders.add(folder)
            folder = os.path.dirname(folder)  # noqa: PTH120
    return folders


def has_page_files(app: Sphinx, paths: Iterable[Path]) -> bool:
    """Whether some of these files are templates or static files of the pages."""
    return bool(_page_files(app, map(os.path.normpath, paths)))


def _page_files(app: Sphinx, paths: Iterable[str]) -> set[str]:
    folders = [f"{os.path.normpath(folder)}{os.sep}" for folder in folders_of_pages(app.builder)]
    inside = tuple(folders)
    # A folder, or one that it lies in, may have come or gone as a whole.
    return {
        path
        for path in paths
        if path.startswith(inside)
        or any(folder.startswith(f"{path}{os.sep}") for folder in folders)
    }


def _readers(app: Sphinx) -> dict[str, set[str]]:
    """Return the documents that were read from each file."""
    readers: defaultdict[str, set[str]] = defaultdict(set)
    for docname, files in inputs_of(app.env).items():
        for path in files:
            readers[os.path.normpath(path)].add(docname)
    return readers


def _popovers(app: Sphinx, changed: Set[str]) -> dict[str, frozenset[str]]:
    """Return the documents whose popovers show each of the changed catalogs of other languages."""
    found = {path: _domain(app, path, _other_tags(app)) for path in changed if _is_catalog(path)}
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for docname in app.env.found_docs if found else ():
        documents[docname_to_domain(docname, app.config.gettext_compact)].add(docname)
    return {path: frozenset(documents[domain]) for path, domain in found.items() if domain}


def _is_own_catalog(app: Sphinx, path: str) -> bool:
    """Whether a file is a catalog of this language, which documents may be read with."""
    return _is_catalog(path) and bool(_domain(app, path, serving_tags(app.config.language)))


def _is_catalog(path: str) -> bool:
    return path.endswith(".po")


def _domain(app: Sphinx, path: str, tags: Iterable[str]) -> str | None:
    """Return the domain of a catalog in one of these languages; None where it is of no such one."""
    folders = map(os.path.normpath, locale_folders(app.config, Path(app.srcdir)))
    return domain_of(Path(path), map(Path, folders), tags)


def _other_tags(app: Sphinx) -> set[str]:
    return {tag for other in other_languages(app) for tag in serving_tags(other.language.tag)}
