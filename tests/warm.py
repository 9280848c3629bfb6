"""What nearly every command imports; the processes of `commands` are forked after it."""

import importlib

import pygments.lexers  # noqa: F401
import sphinx.cmd.build  # noqa: F401
from sphinx.application import builtin_extensions

import diglot.actions.build
import diglot.cli.main  # noqa: F401
from diglot.sphinxext import MODULES

for _name in (*builtin_extensions, *MODULES, "myst_parser", "furo", "sphinx_design"):
    importlib.import_module(_name)
