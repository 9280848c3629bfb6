"""Quotation marks in text of the source's language, which is left where no translation is.

docutils puts the marks of each language into its text, and warns once a page of a language that it
has none for. Whoever translates a book from such a language step by step could not be strict then.
"""

from __future__ import annotations

from docutils.utils import normalize_language_tag
from docutils.utils.smartquotes import smartchars
from sphinx.application import Sphinx

from diglot.sphinxext.config.languages import current_language, languages_of

_TYPED = "\"\"''"
"""The marks of keyboards, which docutils leaves in such a language, too."""


def register(app: Sphinx) -> None:
    """Have marks stay as they are typed, in every edition but that of the language itself."""
    app.connect("builder-inited", _leave_typed)


def _leave_typed(app: Sphinx) -> None:
    source = languages_of(app.config, app.srcdir).source
    tags = normalize_language_tag(source.bcp47)
    if source != current_language(app) and not smartchars.quotes.keys() & {*tags}:
        app.env.settings["smartquotes_locales"] = [(tags[0], _TYPED)]
