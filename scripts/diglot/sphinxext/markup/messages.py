"""MyST's parser with the settings of a project, to parse messages without their pages."""

from __future__ import annotations

from markdown_it import MarkdownIt
from sphinx.config import Config
from sphinx.util.tags import Tags

from diglot.core.project import Project
from diglot.sphinxext.markup.myst import myst_parser_of
from diglot.sphinxext.safety.settings import myst_config
from diglot.sphinxext.transforms import emphasis


def message_parser(project: Project) -> MarkdownIt:
    """Return the parser that the project's pages are built with.

    Raises DiglotError where MyST does not accept a setting of conf.py.
    """
    config = Config.read(project.confdir, overrides={}, tags=Tags())
    if "diglot" in project.extensions:
        emphasis.install()
    return myst_parser_of(myst_config(config))
