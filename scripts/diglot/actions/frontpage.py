"""What stands above the languages of a site: the page that chooses one."""

from __future__ import annotations

from diglot.core.project import Project


def write_front(project: Project) -> None:
    """Write the files of the published folder that belong to no single language."""
    project.sitedir.mkdir(parents=True, exist_ok=True)
