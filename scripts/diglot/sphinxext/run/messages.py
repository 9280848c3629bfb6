"""Reading the sources for their messages: the templates that catalogs follow."""

from __future__ import annotations

import io
import pickle
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from diglot.catalog.template import Template, TemplateMessage
from diglot.core.errors import DiglotError
from diglot.core.project import Project
from diglot.sphinxext.i18n.gettext_builder import messages_by_domain
from diglot.sphinxext.i18n.record import Extracted

_ENVIRONMENT = "environment.pickle"
_MOST_NOTES = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """The templates of a project, in the order of their domains, and what they were read from.

    `outside` are the files beyond the project's folder that documents include.
    """

    templates: tuple[Template, ...]
    outside: tuple[str, ...]


def read_templates(project: Project) -> Reading:
    """Read the project's messages, each catalog's in the order of the text.

    Only documents that changed since the last time are read. Raises DiglotError where Sphinx
    cannot read the project.
    """
    try:
        with patch_docutils(str(project.confdir)), docutils_namespace():
            env = _read(project).env
            found = messages_by_domain(env)
    except SphinxError as error:
        raise DiglotError(str(error), hint="`diglot build` says more about it") from error
    templates = (
        Template(domain, tuple(_messages(extracted, project)))
        for domain, extracted in sorted(found.items())
    )
    included = {
        Path(env.srcdir, path).resolve() for each in env.dependencies.values() for path in each
    }
    outside = (str(path) for path in included if not path.is_relative_to(project.root))
    return Reading(tuple(templates), tuple(sorted(outside)))


def _read(project: Project) -> Sphinx:
    # A folder of its own: a site whose documents were read by somebody else would not notice
    # which of its pages show their titles.
    doctrees = project.builddir / "doctrees" / "messages"
    app = Sphinx(
        srcdir=project.srcdir,
        confdir=project.confdir,
        outdir=project.builddir / "messages",
        doctreedir=doctrees,
        buildername="html",  # what readers of the site see is what is translated
        confoverrides={"language": project.source.tag},
        status=None,
        warning=io.StringIO(),
    )
    if project.builddir.is_relative_to(project.srcdir):
        relative = project.builddir.relative_to(project.srcdir).as_posix()
        app.config.exclude_patterns = [*app.config.exclude_patterns, relative]
    if app.builder.read():
        # As Builder.build does after it has read; the rest of it would write pages.
        (doctrees / _ENVIRONMENT).write_bytes(pickle.dumps(app.env, pickle.HIGHEST_PROTOCOL))
    return app


def _messages(extracted: Iterable[Extracted], project: Project) -> Iterable[TemplateMessage]:
    """Return each message once, with all the documents it stands in."""
    paths: defaultdict[str, dict[str, None]] = defaultdict(dict)
    notes: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for one in extracted:
        paths[one.msgid][_shown(one.path, project)] = None
        if one.note:
            notes[one.msgid][one.note] = None
    return (
        TemplateMessage(msgid, tuple(paths[msgid]), _few(tuple(notes[msgid]))) for msgid in paths
    )


def _few(notes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the notes of the places a message stands in; of many places, the first."""
    more = len(notes) - _MOST_NOTES
    return notes if more <= 1 else (*notes[:_MOST_NOTES], f"and in {more} more places")


def _shown(path: str, project: Project) -> str:
    """Return a path relative to the sources, or to the project where it lies outside them."""
    # Docstrings come as "module.py:docstring of name".
    place = Path(path.partition(":docstring of ")[0])
    for folder in (project.srcdir, project.root):
        if place.is_relative_to(folder):
            return place.relative_to(folder).as_posix()
    return place.name
