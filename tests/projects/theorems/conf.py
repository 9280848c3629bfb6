project = "书"
language = "zh_CN"
extensions = ["myst_parser", "sphinx_exercise", "sphinx_proof", "diglot"]
myst_enable_extensions = ["dollarmath"]
locale_dirs = ["../locales"]
gettext_compact = False
diglot_languages = ["zh_CN", "en"]
diglot_handouts = {"book": {"documents": "index", "reading": ["single", "parallel", "interlinear"]}}
diglot_check_handouts = True
# Catalogs that lack messages are part of the case.
suppress_warnings = ["diglot.stale-catalog"]
