project = "粗糙的书"
author = "diglot"
copyright = "2023，diglot"
language = "zh_CN"
extensions = ["myst_parser", "sphinx_design", "diglot"]
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath"]
html_theme = "furo"
locale_dirs = ["../locales"]
gettext_compact = False
diglot_languages = ["zh_CN", "en"]
# Catalogs that lack messages are part of the case.
suppress_warnings = ["diglot.stale-catalog"]
