"""The book's Sphinx configuration."""

project = "AIGC 内容新生态"
author = "编者据沙龙报道转述"
copyright = "2026 diglot，文字与图 CC BY 4.0"
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
        "subtitle": "双语读本",
        "event": "「AIGC内容新生态」主题沙龙",
        "cover": {"drawing": "docs/figures/viewpoints.svg"},
        "reading": ["single", "parallel"],
    },
    "liu-yiming": {
        "documents": "salon/liu-yiming",
        "appendix": "salon/sources",
        "subtitle": "刘一鸣在沙龙上的分享",
    },
    "dong-jin": {
        "documents": "salon/dong-jin",
        "appendix": "salon/sources",
        "subtitle": "董瑾在沙龙上的分享",
        "reading": ["single", "interlinear"],
    },
    "kou-hong": {
        "documents": "salon/kou-hong",
        "appendix": "salon/sources",
        "subtitle": "寇宏在沙龙上的分享",
    },
}
