"""What nearly every command imports; the processes of `commands` are forked after it."""

import gc
import importlib

import pygments.lexers
import pygments.styles
import sphinx.cmd.build  # noqa: F401
from sphinx.application import builtin_extensions

import diglot.actions.build
import diglot.cli.main  # noqa: F401
from diglot.sphinxext import MODULES

_NAMES = (
    *builtin_extensions,
    *MODULES,
    "myst_parser",
    "myst_parser.sphinx_ext.main",
    "myst_parser.parsers.sphinx_",
    "sphinx.ext.intersphinx",
    "furo",
    "sphinx_design",
    # What diglot imports only where handouts are made.
    "pypdfium2",
    "rapidfuzz",
    "diglot.sphinxext.typst.build.losses",
    "diglot.sphinxext.parallel.typst.handout_build",
    "diglot.sphinxext.parallel.typst.handout_compiler",
)

for _name in _NAMES:
    importlib.import_module(_name)

# Furo looks at each of them.
list(pygments.styles.get_all_styles())

# What is imported is no garbage: the processes need not look through it, nor copy it to do so.
gc.collect()
gc.freeze()
