# The tag `stock` builds the same book without diglot.
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "译书"
copyright = "2023–%Y 译者"
html_title = "译书：样本"
html_theme_options = {"announcement": "征求意见稿"}
language = "zh_CN"
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.todo",
    "sphinx_design",
]
if not tags.has("stock"):  # noqa: F821 - Sphinx defines it
    extensions.append("diglot")
todo_include_todos = True
myst_enable_extensions = [
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "substitution",
    "tasklist",
]
myst_heading_anchors = 3
myst_substitutions = {"everywhere": "到处"}
numfig = True
locale_dirs = ["../locales"]
gettext_compact = False
html_theme = "furo"
diglot_languages = ["zh_CN", "en"]
