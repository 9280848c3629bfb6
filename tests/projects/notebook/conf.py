project = "2023"
# No words, and no author: conf.py has no message.
language = "zh_CN"
extensions = ["myst_nb", "diglot"]
myst_enable_extensions = ["dollarmath"]
nb_execution_mode = "off"
locale_dirs = ["../locales"]
html_theme = "furo"
diglot_languages = ["zh_CN", "en"]
diglot_handouts = {"notebook": {"documents": "index", "reading": ["single", "parallel"]}}
suppress_warnings = ["diglot.stale-catalog"]
