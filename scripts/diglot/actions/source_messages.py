"""The messages of the sources: those that a build recorded, else read by Sphinx."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from diglot.actions import fingerprint
from diglot.catalog.recorded import Recorded
from diglot.catalog.template import Template
from diglot.core.diagnostic import Diagnostic
from diglot.core.lock import locked
from diglot.core.project import Project


def recorded_messages(project: Project) -> Recorded:
    """Return where the messages of the sources, as they are now, are recorded or would be."""
    inputs = fingerprint.of_project(project, fingerprint.CATALOGS)
    return Recorded(_folder(project), inputs, project.settings)


def problems_of_reading(project: Project) -> tuple[Diagnostic, ...]:
    """Return what was wrong with the sources when Sphinx read the messages that are recorded."""
    return Recorded(_folder(project), "").problems()


def stable_anchors_of(project: Project) -> Mapping[str, Mapping[str, str]]:
    """Return the lasting anchors of headings by document, as recorded with the messages."""
    return Recorded(_folder(project), "").stable_anchors()


def _folder(project: Project) -> Path:
    return project.builddir / "messages"


def templates_of(project: Project) -> tuple[Template, ...]:
    """Return the templates of a project; raises DiglotError where Sphinx cannot read it."""
    recorded = recorded_messages(project)
    templates = recorded.read()
    if templates is not None:
        return templates
    # Imported here, so that nothing has to pay for Sphinx while nothing has changed.
    from diglot.sphinxext.run.messages import read_messages

    # Several commands may want them at once; the first one reads for all.
    with locked(recorded.folder, wait=True):
        return recorded.read() or read_messages(project, recorded)
