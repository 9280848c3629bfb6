"""The names of all diagnostics, each with the sentence that explains it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NewType, Self

from diglot.core.i18n import _


class Code(StrEnum):
    """What a diagnostic of diglot's own is about: a name that people read, grep for and silence."""

    sentence: str
    """What the name means, in a sentence for whoever meets it."""

    def __new__(cls, value: str, sentence: str = "") -> Self:
        """Make a member of its name and its sentence."""
        code = str.__new__(cls, value)
        code._value_ = value
        code.sentence = sentence
        return code

    # --- reading the project
    SPHINX = (
        "sphinx",
        _("Sphinx, MyST or another extension warned; the message ends with its type in brackets."),
    )
    MISSING_IMAGE = "missing-image", _("A page shows an image that is not there.")
    PAGE_CLASS = (
        "page-class",
        _("A block asks for a page of its own, or begins one, where no page can begin."),
    )
    REMOTE_IMAGE = (
        "remote-image",
        _("An image is on the web; builds download nothing, so handouts print its description."),
    )
    UNREADABLE_PAGE = (
        "unreadable-page",
        _("A page is not in UTF-8, so it is left out until it is saved again."),
    )
    LOOPING_LINK = (
        "looping-link",
        _("A link in the sources leads to a folder above itself; what is behind it is left out."),
    )
    MISSING_DOCUMENT = (
        "missing-document",
        _("A toctree or a handout names a document that is not there."),
    )
    RENAMED_SETTING = (
        "renamed-setting",
        _("A setting stands in conf.py under its former name, which still works."),
    )
    UNKNOWN_SETTING = (
        "unknown-setting",
        _("A name in conf.py looks like a setting of diglot but is not one, so it has no effect."),
    )
    BASE_URL = (
        "base-url",
        _("The value of html_baseurl in conf.py is not an address, so links do not use it."),
    )
    UNKNOWN_LANGUAGE = (
        "unknown-language",
        _("A folder of catalogs, or language in conf.py, has the name of no known language."),
    )
    EXTENSION_ERROR = (
        "extension-error",
        _("Sphinx or an extension gave up in the middle of a build."),
    )

    FILE_ERROR = (
        "file-error",
        _("The system refuses to read or write a file: no permission, no room, a broken disk."),
    )

    # --- catalogs
    BROKEN_CATALOG = (
        "broken-catalog",
        _("A catalog cannot be read as gettext's PO format; it is left untouched."),
    )
    REPAIRED_CATALOG = (
        "repaired-catalog",
        _("A catalog was repaired; what has no place in any of its messages is now a comment."),
    )
    ORPHAN_CATALOG = (
        "orphan-catalog",
        _("A catalog whose document is gone; its translations are kept."),
    )
    STALE_CATALOG = (
        "stale-catalog",
        _(
            "The sources have messages that a catalog does not have yet, so nobody can translate "
            "them."
        ),
    )
    MERGE_CONFLICT = (
        "merge-conflict",
        _("A merge left two translations in one entry; it is fuzzy until one of them is chosen."),
    )
    CATALOG_NOT_TRANSLATED = (
        "untranslated",
        _("A message has no translation, so readers see the source."),
    )
    REFERENCES_DIFFER = (
        "references-differ",
        _("A translation has other references than its source: links, terms, footnotes."),
    )
    BROKEN_DRAWING = (
        "broken-drawing",
        _("An SVG drawing cannot be read, so its words cannot be translated."),
    )

    UNSAFE_TRANSLATION = (
        "unsafe-translation",
        _("A translation does what its source does not, such as raw HTML; the source is shown."),
    )

    # --- checks of a message: what must survive translation
    ROLES = "roles", _("A role that formats words is missing from a translation, or was added.")
    REFERENCES = (
        "references",
        _("A cross reference of the source is missing from a translation, or names another label."),
    )
    TERMS = "terms", _("A translation refers to other terms of the glossary than its source.")
    LINKS = "links", _("A link is missing from a translation, or leads elsewhere.")
    IMAGES = "images", _("An inline image is missing from a translation, or shows another file.")
    INLINE_CODE = (
        "inline-code",
        _("Code between backticks is missing from a translation, or was changed."),
    )
    FORMULAS = "formulas", _("A formula is missing from a translation, or was changed.")
    FOOTNOTES = (
        "footnotes",
        _("A reference to a footnote is missing from a translation, or was added."),
    )
    SUBSTITUTIONS = (
        "substitutions",
        _("A substitution is missing from a translation, or has another name."),
    )
    UNPARSED_MARKUP = (
        "unparsed-markup",
        _("Marks such as ** are left in the text, because they do not parse as markup."),
    )
    BLOCK_MARKUP = (
        "block-markup",
        _("A translation parses as a list or another block, which Sphinx alone cannot show."),
    )

    # --- checks of a message: its words
    NUMBERS = "numbers", _("A number of the source is missing from a translation, or was changed.")
    CJK_LEFT = "cjk-left", _("Words of the source are left in a translation into an alphabet.")
    FULL_WIDTH = (
        "full-width",
        _("Full-width punctuation is left in a translation into an alphabet."),
    )
    END_COLON = "end-colon", _("The source ends with a colon, the translation does not.")
    END_STOP = (
        "end-stop",
        _(
            "Only one of source and translation ends with a full stop, "
            "or only the translation with a colon."
        ),
    )
    DOUBLED_WORD = "doubled-word", _("A word stands twice in a row.")
    LENGTH = "length", _("A translation is much shorter or longer than is usual.")
    SAME_AS_SOURCE = "same-as-source", _("A translation is the source itself.")
    SPELLING = "spelling", _("A word seems to be misspelt.")
    GLOSSARY = "glossary", _("A term is not rendered as the glossary says.")
    FORBIDDEN_TERM = "forbidden-term", _("A term has a rendering that the glossary rules out.")
    BROKEN_PLUGIN = (
        "broken-plugin",
        _("A check or a spelling engine of another distribution does not work."),
    )
    INCONSISTENT = "inconsistent", _("The same source has different translations.")
    BROKEN_GLOSSARY = (
        "broken-glossary",
        _("The list of terms, locales/glossary.csv, cannot be read."),
    )
    NOT_ENOUGH_TRANSLATED = (
        "not-enough-translated",
        _("Less is translated than --fail-under asks for."),
    )

    # --- checks of the sources: what translates badly
    HEADING_LABEL = (
        "heading-label",
        _("Another page links to a heading that has no label of its own."),
    )
    NUMBERED_ANCHOR = (
        "numbered-anchor",
        _("A link leads to an anchor that is a number, which changes with the headings before it."),
    )
    DUPLICATE_HEADING = (
        "duplicate-heading",
        _("Two headings of a page are the same, so that their anchors are numbered."),
    )
    LONG_MESSAGE = (
        "long-message",
        _("A paragraph is too long to be translated, compared and kept up to date as one message."),
    )
    SPLIT_SENTENCE = (
        "split-sentence",
        _("A line break stands inside a sentence, where another language has no place for it."),
    )
    GLUED_TEXT = (
        "glued-text",
        _("A sentence is put together from pieces that translators cannot see or move."),
    )
    MISSING_EXTENSION = (
        "missing-extension",
        _("Markup of a MyST extension that conf.py does not enable is shown as it stands."),
    )
    MISSING_ALT = "missing-alt", _("An image has no alternative text.")
    UNKNOWN_MARKUP = (
        "unknown-markup",
        _("Markup that nothing reads, such as that of another generator; it was left as it was."),
    )

    # --- exchange with translators
    NOT_EXPORTED = (
        "not-exported",
        _("A message does not fit into the format that was asked for; it was left out."),
    )
    NOT_IMPORTED = (
        "not-imported",
        _("A translation that came back was refused; the catalog keeps what it has."),
    )

    # --- typesetting
    BAD_HANDOUT = (
        "bad-handout",
        _("What conf.py says about a handout makes no sense, so that handout is not made."),
    )
    EXCLUDED_DOCUMENT = (
        "excluded-document",
        _("A language excludes what a handout or a toctree names, which is there without it."),
    )
    UNUSED_OVERRIDE = (
        "unused-override",
        _("The project's own theme of handouts has a function or a file that nothing uses."),
    )
    UNKNOWN_NODE = (
        "unknown-node",
        _("A kind of node that the Typst writer does not know; its text is still printed."),
    )
    NODE_HANDLER = (
        "node-handler",
        _("An extension's Typst handler for a kind of node failed, or is never called."),
    )
    MISSING_FONT = "missing-font", _("No font that the handouts ask for was found.")
    NO_BOLD_FACE = (
        "no-bold-face",
        _("A font that the handouts ask for has no bold face, so that titles are thin."),
    )
    MISSING_GLYPH = "missing-glyph", _("No font has a character of the text.")
    MATH_NOT_CONVERTED = (
        "math-not-converted",
        _("A formula that cannot be typeset is shown as its LaTeX source."),
    )
    CONTENT_LOST = (
        "content-lost",
        _("A text or a picture of a document is not in the PDF of its handout."),
    )
    OUTSIDE_TYPE_AREA = (
        "outside-type-area",
        _("A text or a picture runs into the margin of a handout, or off its page."),
    )
    OVERPRINT = (
        "overprint",
        _("A text or a picture of a handout is printed over another, a border or a column."),
    )
    TYPST_ERROR = "typst-error", _("Typst could not typeset a handout.")
    TYPST_WARNING = "typst-warning", _("Typst typeset a handout, but warns of something in it.")

    # --- parallel text
    CUT_TEXT = (
        "cut-text",
        _("A theme cuts or changes texts that are in both languages on the parallel site."),
    )
    UNPAIRED_BLOCK = (
        "unpaired-block",
        _("A block of one language has no counterpart in the other, so it stands alone."),
    )


PluginCode = NewType("PluginCode", str)
"""The name of a diagnostic of another distribution's check, such as ``acme.tone``.

Its prefix, before a dot, keeps it apart from every `Code`, none of which has a dot.
"""

AnyCode = Code | PluginCode

_PLUGIN_CODE = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)+")


def is_plugin_code(text: str) -> bool:
    """Return whether a text can be a `PluginCode`: words with hyphens, and dots between them."""
    return _PLUGIN_CODE.fullmatch(text) is not None


def read_code(text: str) -> AnyCode:
    """Return the code that a text names. Raises ValueError where it cannot be one."""
    return PluginCode(text) if is_plugin_code(text) else Code(text)
