project = "2023"
# No words, and no author: conf.py has no message.
language = "zh_CN"
extensions = ["myst_parser", "diglot"]
html_theme = "furo"
locale_dirs = ["../locales"]
gettext_compact = False
diglot_languages = ["zh_CN", "en"]
diglot_parallel = False
