project = "对读"
author = "diglot"
copyright = "2023，diglot"
language = "zh_CN"
extensions = ["myst_parser", "sphinx_design", "diglot"]
myst_enable_extensions = ["attrs_block", "colon_fence", "deflist", "dollarmath"]
numfig = True
html_theme = "furo"
html_title = "对读"
locale_dirs = ["../locales"]
gettext_compact = False
diglot_languages = ["zh_CN", "en"]
diglot_parallel = True
diglot_progress_notes = False
# Catalogs that lack messages are part of the case.
suppress_warnings = ["diglot.stale-catalog"]
