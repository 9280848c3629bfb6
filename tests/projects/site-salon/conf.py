project = "沙龙小书"
author = "diglot"
copyright = "2023，diglot"
language = "zh_CN"
extensions = ["myst_parser", "diglot"]
myst_enable_extensions = ["amsmath", "colon_fence", "deflist", "dollarmath"]
numfig = True
html_theme = "furo"
html_title = "沙龙小书"
locale_dirs = ["../locales"]
gettext_compact = False
diglot_languages = ["zh_CN", "en"]
diglot_handouts = {
    "salon": {"documents": ["index", "talks/gpu"], "title": "全书"},
    "gpu": "talks/gpu",
}
diglot_check_handouts = True
# Catalogs that lack messages are part of the case.
suppress_warnings = ["diglot.stale-catalog"]
