"""The documents of a project as one reading in one language finds them: messages and texts."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util.build_phase import BuildPhase
from sphinx.util.docutils import docutils_namespace, patch_docutils

from diglot.core.errors import DiglotError
from diglot.core.project import Project
from diglot.sphinxext.compat.sphinx import set_phase
from diglot.sphinxext.config.foreign_texts import text_of_error
from diglot.sphinxext.config.load import load_project, no_sources
from diglot.sphinxext.i18n.record import ExtractedMessage, records_of
from diglot.sphinxext.reporting.application import QuietApplication
from diglot.sphinxext.run.stand_ins import StandIns, UnknownName, relative_to


class ReadProject(NamedTuple):
    """A project as it was read: its documents by name, and what no extension of it knows.

    The paths of `unknown` are relative to the project's root.
    """

    documents: dict[str, ReadDocument]
    unknown: list[UnknownName]


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One document: its messages in order, and the texts of its blocks as readers see them.

    `depths` are how deep each heading stands, 1 for the page's title, by the line of its message.
    """

    messages: tuple[ExtractedMessage, ...] = ()
    depths: dict[int, int] = field(default_factory=dict)
    texts: tuple[str, ...] = ()


def read_documents(root: Path, language: str, *, whole: bool) -> ReadProject:
    """Read a project in a language, in a process of its own.

    With `whole`, code blocks and raw HTML are messages, whatever conf.py says, and so are texts in
    directives that nothing knows, which are named. What else Sphinx warns of is left to the next
    build. Raises DiglotError where it cannot read the project.
    """
    # Sphinx keeps global state, so that two languages never share a process.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context) as executor:
        return executor.submit(_read, root, language, whole=whole).result()


_WHOLE = {"diglot_code": "whole", "gettext_additional_targets": ["raw"]}


def _read(root: Path, language: str, *, whole: bool) -> ReadProject:
    project = load_project(root)
    stand_ins = StandIns()
    try:
        with patch_docutils(str(project.confdir)), docutils_namespace():
            with stand_ins if whole else nullcontext():
                env = _environment(project, language, whole=whole)
            documents = {name: _document(env, name) for name in sorted(env.found_docs)}
    except SphinxError as error:
        raise DiglotError(text_of_error(error)) from error
    return ReadProject(documents, [relative_to(project.root, name) for name in stand_ins.found])


def _environment(project: Project, language: str, *, whole: bool) -> BuildEnvironment:
    folder = project.builddir / "adopt" / language
    app = QuietApplication(
        root=project.root,
        excluded=no_sources(project),
        on_diagnostic=lambda *_found: None,
        srcdir=project.srcdir,
        confdir=project.confdir,
        outdir=folder / "out",
        doctreedir=folder / "doctrees",
        buildername="html",
        confoverrides={"language": language, **(_WHOLE if whole else {})},
        freshenv=True,
    )
    set_phase(app, BuildPhase.READING)
    app.builder.read()
    return app.env


def _document(env: BuildEnvironment, name: str) -> ReadDocument:
    doctree = env.get_doctree(name)
    depths = {title.line: _depth(title) for title in doctree.findall(nodes.title) if title.line}
    record = records_of(env).get(name)
    return ReadDocument(record.messages if record else (), depths, tuple(_texts(doctree)))


def _depth(title: nodes.Node) -> int:
    depth, parent = 0, title.parent
    while parent is not None:
        depth += isinstance(parent, nodes.section)
        parent = parent.parent
    return depth


def _texts(doctree: nodes.document) -> Iterator[str]:
    """Yield the text of each block; one inside another is a part of it."""
    for node in doctree.findall(nodes.TextElement):
        parent = node.parent
        if not isinstance(parent, nodes.TextElement) and (text := node.astext().strip()):
            yield " ".join(text.split())
