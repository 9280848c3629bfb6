project = "Markup"
extensions = ["myst_parser", "sphinx_design", "diglot"]
myst_enable_extensions = [
    "amsmath",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "tasklist",
]
language = "ja"
locale_dirs = ["../locales"]
gettext_compact = False
diglot_languages = ["ja"]
exclude_patterns = ["parts"]
numfig = True
rst_prolog = ".. |p| replace:: 前言"
