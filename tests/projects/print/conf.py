# What is hard to print: what is larger than its place, on every paper.
project = "难印的书"
author = "某人"
html_title = "难印的书"
language = "zh_CN"
extensions = ["myst_parser", "sphinx_design", "diglot"]
myst_enable_extensions = [
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "dollarmath",
    "strikethrough",
]
myst_dmath_double_inline = True
suppress_warnings = ["diglot.stale-catalog", "myst.strikethrough", "image.nonlocal_uri"]
numfig = True
locale_dirs = ["../locales"]
gettext_compact = False
html_theme = "furo"
html_baseurl = "https://book.example"
diglot_languages = ["zh_CN", "en"]
_documents = ["pictures", "items", "ends", "tables", "words", "html", "floats", "turns", "talk"]
_papers = {
    "a4": {},
    "a5": {"paper": "a5", "imposition": ["booklet", "2-up"]},
    "columns": {"columns": 2},
    "large": {"large_print": True, "bleed": "3mm", "crop_marks": True},
    "letter": {"paper": "us-letter", "notes": True, "two_sided": True},
    "both": {"reading": ["parallel", "interlinear"], "two_sided": True, "imposition": "booklet"},
    "slides": {"kind": "slides", "reading": ["single", "parallel", "interlinear"]},
    "rehearsal": {"kind": "slides", "speaker_notes": "show", "documents": "talk", "title": None},
}
diglot_handouts = {
    name: {"documents": _documents, "title": "难印的书", **details}
    for name, details in _papers.items()
}
diglot_handouts["links"] = "links"
