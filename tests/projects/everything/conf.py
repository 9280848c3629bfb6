# The tag `stock` builds the same book without diglot.
project = "样样都有"
copyright = "2023 编者"
html_title = "样样都有"
language = "zh_CN"
extensions = ["myst_parser", "sphinx_design", "sphinx.ext.todo"]
if not tags.has("stock"):  # noqa: F821 - Sphinx defines it
    extensions.append("diglot")
myst_enable_extensions = [
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "html_admonition",
    "html_image",
    "substitution",
    "tasklist",
]
myst_heading_anchors = 3
myst_substitutions = {"version": "1.2", "logo": "![logo](dot.svg)"}
rst_prolog = ".. |edition| replace:: 2023\n"
numfig = True
todo_include_todos = True
locale_dirs = ["../locales"]
exclude_patterns = ["parts/_*"]
gettext_compact = False
html_theme = "furo"
# Formulas as MathML are ours alone: tests/sphinxext/site has theirs.
html_math_renderer = "mathjax"
diglot_languages = ["zh_CN", "en"]
diglot_handouts = {"book": "index"}
diglot_check_handouts = True
