# A course as organisers and teachers print it.
project = "两天训练一个模型"
author = "某人"
copyright = "2026 某人"
language = "zh_CN"
extensions = ["myst_parser", "sphinx_exercise", "diglot"]
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence"]
locale_dirs = ["../locales"]
gettext_compact = False
html_theme = "furo"
html_baseurl = "https://course.example"
diglot_languages = ["zh_CN", "en"]
diglot_handouts_defaults = {
    "licence": "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/",
    "sponsors": "主办：春季沙龙组委会",
    "logo": {"docs/logo.svg": "沙龙的标志"},
    "colours": {"accent": "#2c5e4a"},
}
diglot_handouts = {
    "student": {"documents": "index", "tags": "student", "solutions": "hide"},
    "teacher": {
        "documents": "index",
        "tags": ["teacher"],
        "solutions": "end",
        "reading": ["single", "parallel"],
        "subtitle": "教师用书",
        "paper": "170mm x 240mm",
        "listed": False,
    },
    "talk": {"documents": "first", "reading": ["single", "parallel"]},
}
