"""The names of all diagnostics, each with the sentence that explains it."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """What a diagnostic is about; the value is what people read, grep for and silence."""

    # --- reading the project
    SPHINX = "sphinx"
    """Sphinx, MyST or another extension warned; the message ends with its own type in brackets."""
    MISSING_IMAGE = "missing-image"
    """A page shows an image that is not there."""
    MISSING_DOCUMENT = "missing-document"
    """A toctree or a handout names a document that is not there."""
    EXTENSION_ERROR = "extension-error"
    """Sphinx or an extension gave up in the middle of a build."""

    # --- catalogs
    BROKEN_CATALOG = "broken-catalog"
    """A catalog cannot be read as gettext's PO format; it is left untouched."""
    CATALOG_NOT_TRANSLATED = "untranslated"
    """A message has no translation, so readers see the source."""
    REFERENCES_DIFFER = "references-differ"
    """A translation has other references than its source: links, terms, footnotes."""
    BROKEN_DRAWING = "broken-drawing"
    """An SVG drawing cannot be read, so its words cannot be translated."""

    # --- typesetting
    BAD_HANDOUT = "bad-handout"
    """What conf.py says about a handout makes no sense, so that handout is not made."""
    UNKNOWN_NODE = "unknown-node"
    """A kind of node that the Typst writer does not know; its text is still printed."""
    MISSING_FONT = "missing-font"
    """No font that the handouts ask for was found."""
    MISSING_GLYPH = "missing-glyph"
    """No font has a character of the text."""
    MATH_NOT_CONVERTED = "math-not-converted"
    """A formula that cannot be typeset is shown as its LaTeX source."""
    TYPST_ERROR = "typst-error"
    """Typst could not typeset a handout."""
    TYPST_WARNING = "typst-warning"
    """Typst typeset a handout and has a remark."""

    # --- parallel text
    UNPAIRED_BLOCK = "unpaired-block"
    """A block of one language has no counterpart in the other, so it stands alone."""
