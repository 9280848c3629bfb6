"""Reading the sources for their messages: the templates that catalogs follow."""

from __future__ import annotations

import hashlib
import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util.build_phase import BuildPhase
from sphinx.util.docutils import docutils_namespace, patch_docutils

from diglot.catalog.recorded import Recorded
from diglot.catalog.template import Template, TemplateMessage
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic
from diglot.core.errors import DiglotError
from diglot.core.i18n import _
from diglot.core.project import Project
from diglot.sphinxext.compat.sphinx import set_phase
from diglot.sphinxext.config.foreign_texts import text_of_error
from diglot.sphinxext.config.load import no_sources
from diglot.sphinxext.i18n.gettext_builder import messages_by_domain
from diglot.sphinxext.i18n.record import ExtractedMessage
from diglot.sphinxext.incremental.changed_inputs import outside_files
from diglot.sphinxext.incremental.problems import note_problem, reading_problems
from diglot.sphinxext.reporting.application import QuietApplication
from diglot.sphinxext.reporting.origin import Origin
from diglot.sphinxext.transforms.anchors import stable_anchors

_ENVIRONMENT = "environment.pickle"
_MOST_NOTES = 3


def read_messages(project: Project, recorded: Recorded) -> tuple[Template, ...]:
    """Read the project's messages and record them; each catalog's are in the order of the text.

    Only documents that changed since the last time are read. Raises DiglotError where Sphinx
    cannot read the project.
    """
    try:
        with patch_docutils(str(project.confdir)), docutils_namespace():
            env = _read(project)
            return _record(env, project, recorded)
    except SphinxError as error:
        raise DiglotError(
            text_of_error(error), hint=_("`diglot build` says more about it")
        ) from error


def record_messages(env: BuildEnvironment, project: Project, recorded: Recorded) -> None:
    """Record the messages of the environment that a build of the source's site has shown.

    Any build of the source, or one that was killed, may have read them; where nobody has read
    anything since they were recorded, they are not written again.
    """
    if not recorded.confirm(outside_files(env, project), _reading(env)):
        _record(env, project, recorded)


def _record(env: BuildEnvironment, project: Project, recorded: Recorded) -> tuple[Template, ...]:
    # Many messages stand in one document.
    shown = cache(lambda path: _shown(path, project))
    templates = tuple(
        Template(domain, tuple(_messages(extracted, shown)))
        for domain, extracted in sorted(messages_by_domain(env, project.confdir).items())
    )
    outside, anchors = outside_files(env, project), stable_anchors(env)
    recorded.write(templates, reading_problems(env), outside, anchors, _reading(env))
    return templates


def _reading(env: BuildEnvironment) -> str:
    """Return what tells these documents, as they were read, from those of another reading."""
    # Sphinx notes the moment at which it has read each.
    return hashlib.sha256(repr(sorted(env.all_docs.items())).encode()).hexdigest()


def _read(project: Project) -> BuildEnvironment:
    # A folder of its own: what Sphinx warns of while it reads must come up in the next build.
    doctrees = project.builddir / "doctrees" / "messages"
    problems: list[tuple[Diagnostic, Origin]] = []
    app = QuietApplication(
        root=project.root,
        excluded=no_sources(project),
        on_diagnostic=lambda *found: problems.append(found),
        srcdir=project.srcdir,
        confdir=project.confdir,
        outdir=project.builddir / "messages",
        doctreedir=doctrees,
        buildername="html",  # what readers of the site see is what is translated
        confoverrides={"language": project.source.tag},
    )
    set_phase(app, BuildPhase.READING)
    try:
        read = app.builder.read()
    except SphinxError:
        # Sphinx stops without its first page; that this cannot be read says more.
        _refuse_unread(problems)
        raise
    for problem, origin in problems:
        note_problem(app, problem, origin)
    if read:
        # As Builder.build does after it has read; the rest of it would write pages.
        (doctrees / _ENVIRONMENT).write_bytes(pickle.dumps(app.env, pickle.HIGHEST_PROTOCOL))
    # Without the documents that cannot be read, their messages would leave the catalogs.
    _refuse_unread(problems)
    return app.env


def _refuse_unread(problems: Iterable[tuple[Diagnostic, Origin]]) -> None:
    for problem, _origin in problems:
        if problem.code in (Code.FILE_ERROR, Code.UNREADABLE_PAGE):
            hint = next(iter(problem.hints), None)
            raise DiglotError(problem.message, hint=hint, location=problem.location)


def _messages(
    extracted: Iterable[ExtractedMessage], shown: Callable[[str], str]
) -> Iterable[TemplateMessage]:
    """Return each message once, with all the documents it stands in, as they are `shown`."""
    paths: defaultdict[str, dict[str, None]] = defaultdict(dict)
    notes: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for message in extracted:
        paths[message.msgid][shown(message.path)] = None
        if message.note:
            notes[message.msgid][message.note] = None
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
