"""What nearly every command imports; the processes of `commands` are forked after it."""

import gc
import importlib
import pkgutil

import pygments.lexers
import pygments.styles
import sphinx.cmd.build  # noqa: F401
from jinja2 import FileSystemBytecodeCache
from sphinx.application import builtin_extensions

import diglot
from diglot.sphinxext import MODULES
from diglot.sphinxext.html import fragments
from diglot.sphinxext.html.site import template_patches
from kept_templates import KeptTemplates

_NAMES = (
    *builtin_extensions,
    *MODULES,
    "myst_parser",
    "myst_parser.sphinx_ext.main",
    "myst_parser.parsers.sphinx_",
    "sphinx.ext.intersphinx",
    "furo",
    "sphinx_design",
    # What these and diglot import only where they need it.
    "babel.numbers",
    "docutils.languages.en",
    "docutils.languages.zh_cn",
    "encodings.unicode_escape",
    "jinja2.ext",
    "myst_parser.sphinx_ext.directives",
    "myst_parser.sphinx_ext.mathjax",
    "myst_parser.sphinx_ext.myst_refs",
    "pypdfium2",
    "rapidfuzz",
    "rich.live",
    "rich.progress",
    "rich.table",
    "rjieba",
    "sphinx.builders.latex.transforms",
    "sphinx_basic_ng",
)

for _name in _NAMES:
    importlib.import_module(_name)

# All of diglot but its servers, which run in processes of their own.
for _module in pkgutil.walk_packages(diglot.__path__, "diglot."):
    if not _module.name.startswith(("diglot.server", "diglot.__main__")):
        importlib.import_module(_module.name)

# Furo looks at each of them.
list(pygments.styles.get_all_styles())

# Templates are compiled once, too.
setattr(template_patches, FileSystemBytecodeCache.__name__, KeptTemplates)
for _name in fragments._environment.list_templates(extensions=["html"]):
    fragments._environment.get_template(_name)

# What is imported is no garbage: the processes need not look through it, nor copy it to do so.
gc.collect()
gc.freeze()
