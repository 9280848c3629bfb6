# The tag `stock` builds the same book without diglot.
project = "译书"
copyright = "2023–%Y 译者"
html_title = "译书：样本"
html_theme_options = {"announcement": "征求意见稿"}
language = "zh_CN"
extensions = ["myst_parser", "sphinx_design"] + ([] if tags.has("stock") else ["diglot"])  # noqa: F821
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
