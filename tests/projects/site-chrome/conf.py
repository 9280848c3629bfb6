project = "界面"
author = "界面"
copyright = "2023，界面"
language = "zh_CN"
extensions = ["myst_parser", "sphinx.ext.autosectionlabel", "sphinx.ext.todo", "diglot"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
numfig = True
todo_include_todos = True
html_theme = "furo"
html_title = "界面"
html_last_updated_fmt = "%Y-%m-%d"
html_theme_options = {
    "source_repository": "https://github.com/example/example",
    "source_branch": "main",
    "source_directory": "docs/",
}
diglot_languages = {"zh_CN": "简体中文", "zh_TW": "繁體中文"}
diglot_handouts = {"all": "index"}
diglot_check_handouts = True
# Catalogs that lack messages are part of the case.
suppress_warnings = ["diglot.stale-catalog"]
