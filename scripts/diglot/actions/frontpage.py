"""What stands above the languages of a site: the page that chooses one, and the 404 page."""

from __future__ import annotations

from diglot.core.project import Project


def write_front(project: Project) -> None:
    """Write the files of the published folder that belong to no single language.

    They offer the languages whose site has been built, by now or earlier.
    """
    from diglot.sphinxext.site.front import write_front

    write_front(project)
