"""The book's Sphinx configuration."""

project = "AIGC 内容新生态"
author = "diglot"
copyright = "2023–2026 diglot，文字与图 CC BY 4.0"
language = "zh_CN"

extensions = ["myst_parser", "sphinx_design", "diglot"]
myst_enable_extensions = [
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "substitution",
    "tasklist",
]
numfig = True

locale_dirs = ["../locales"]
gettext_compact = False

html_theme = "furo"
html_title = project

diglot_languages = ["zh_CN", "en"]
diglot_handouts = {
    "book": {
        "documents": "index",
        "authors": ["图虫创意", "英伟达"],
        "event": "「AIGC内容新生态」主题沙龙",
        "reading": ["single", "parallel"],
    },
    "liu-yiming": {"documents": "salon/liu-yiming", "authors": "刘一鸣"},
    "dong-jin": {
        "documents": "salon/dong-jin",
        "authors": "董瑾",
        "reading": ["single", "interlinear"],
    },
    "kou-hong": {"documents": "salon/kou-hong", "authors": "寇宏"},
}
