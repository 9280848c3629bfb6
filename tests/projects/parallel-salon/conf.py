project = "沙龙"
author = "某人"
language = "zh_CN"
extensions = ["myst_parser", "diglot"]
myst_enable_extensions = ["dollarmath", "deflist"]
numfig = True
locale_dirs = ["../locales"]
gettext_compact = False
html_theme = "furo"
diglot_languages = ["zh_CN", "en"]
diglot_handouts = {
    "talk": {"documents": "talk", "reading": ["single", "parallel", "interlinear"]},
    "book": {"documents": "index", "reading": "parallel", "landscape": True},
}
diglot_check_handouts = True
# Catalogs that lack messages are part of the case.
suppress_warnings = ["diglot.stale-catalog"]
