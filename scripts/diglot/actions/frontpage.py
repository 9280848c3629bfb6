"""What stands above the languages of a site: the page that chooses one, and the 404 page."""

from __future__ import annotations

from diglot.core.project import Format, Project


def write_front(project: Project) -> None:
    """Write the files of the published folder that belong to no single language.

    They offer the languages whose site has been built, by now or earlier.
    """
    from diglot.sphinxext.site.facts import read_facts
    from diglot.sphinxext.site.front import LanguageChoice, write_front

    choices = [
        LanguageChoice(language, facts.title)
        for language in project.languages
        if (project.outdir(language, Format.SITE) / "index.html").exists()
        and (facts := read_facts(project.doctreedir(language)))
    ]
    if choices:
        write_front(project.sitedir, choices)
