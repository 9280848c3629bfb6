"""What MyST, docutils and Sphinx say most often and have no translations of: we translate it.

Such a sentence has to be known to the letter; one of another release stays English.
"""

from __future__ import annotations

from diglot.core.i18n import _

SENTENCES = (
    # MyST-Parser
    _("'myst' cross-reference target not found: {target}"),
    _("'myst' reference target not found: {target}"),
    _('Unknown interpreted text role "{role}".'),
    _("Unknown directive type: {directive}"),
    _("Document headings start at H{level}, not H1"),
    _("Non-consecutive header level increase; H{before} to H{after}"),
    _("Duplicate reference definition: {name}"),
    _("Duplicate footnote definition found for label: '{label}'"),
    _("Footnote [{label}] is not referenced."),
    _("local id not found: {target}"),
    _("Could not find document: {document}"),
    _("No matches for {target}"),
    _("Multiple matches for {target}: {matches}"),
    _("Malformed YAML"),
    _("Substitution error:{error}"),
    _("circular substitution reference: {names}"),
    _(
        "The `linkify` extension is enabled, but the `linkify-it-py` package is not installed, "
        "so it has been disabled (install it with e.g. `pip install linkify-it-py` or "
        "`pip install myst-parser[linkify]`)."
    ),
    # docutils
    _('Unknown target name: "{name}".'),
    _('Duplicate explicit target name: "{name}".'),
    _('Duplicate implicit target name: "{name}".'),
    _('Undefined substitution referenced: "{name}".'),
    _('Error in "{directive}" directive:\n{problem}'),
    _('Content block expected for the "{directive}" directive; none found.'),
    _('Problems with "{directive}" directive path:\n{problem}'),
    _("Title underline too short."),
    _("Inline emphasis start-string without end-string."),
    _("Inline strong start-string without end-string."),
    _("Inline literal start-string without end-string."),
    _("Inline interpreted text or phrase reference start-string without end-string."),
    _("Unexpected indentation."),
    _("Block quote ends without a blank line; unexpected unindent."),
    _("Bullet list ends without a blank line; unexpected unindent."),
    _("Definition list ends without a blank line; unexpected unindent."),
    _("Explicit markup ends without a blank line; unexpected unindent."),
    _("Literal block expected; none found."),
    # Sphinx, in languages whose catalogs lag behind
    _("term not in glossary: {term}"),
    _("undefined label: {label}"),
    _("unknown document: {document}"),
)
