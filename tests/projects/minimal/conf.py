project = "小书"
author = "diglot"
language = "zh_CN"
extensions = ["myst_parser", "diglot"]
html_theme = "furo"
locale_dirs = ["../locales"]
gettext_compact = False
diglot_languages = ["zh_CN", "en"]
