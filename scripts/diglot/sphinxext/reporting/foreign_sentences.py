"""What MyST, docutils and Sphinx say most often and have no translations of: we translate it.

Such a sentence has to be known to the letter; one of another release stays English. The first that
fits a text is taken. What stands in a field `problem` may be one of them itself.
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
    _("local id not found in doc {document}: {target}"),
    _("Unknown source document {document}"),
    _("Section reference target not found in this document: {target}"),
    _("more than one target found for 'myst' cross-reference {target}: could be {matches}"),
    _("Directive '{directive}': {required} argument(s) required, {supplied} supplied"),
    _("Directive '{directive}': maximum {allowed} argument(s) allowed, {supplied} supplied"),
    _("'{directive}': Has content, but none permitted"),
    _("'{directive}': Unknown option key: {option} (allowed: {options})"),
    _("'{directive}': Unknown option keys: {option} (allowed: {options})"),
    _("'{directive}': Invalid option value for {option}: {problem}"),
    _("'{directive}': Invalid options format (bad YAML)"),
    _("'{directive}': Invalid options format: {problem}"),
    _(
        "'{directive}': Splitting content across first line and body, when an options block is "
        "present, is not recommended"
    ),
    _(
        "'{directive}': Directive options has # comments, which may not be supported in future "
        "versions."
    ),
    _("Could not find document: {document}"),
    _("No matches for {target}"),
    _("Multiple matches for {target}: {matches}"),
    _("Failed to load inventory {inventory}: {problem}"),
    _("Strikethrough is currently only supported in HTML output"),
    _("HTML could not be parsed"),
    _("YAML is not a dict: {type}"),
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
    _('Duplicate target name, cannot be used as a unique reference: "{name}".'),
    _('Duplicate name "{name}" for external target "{target}".'),
    _('Duplicate ID: "{id}" used by {blocks}'),
    _('Duplicate substitution definition name: "{name}".'),
    _('Substitution definition "{name}" empty or invalid.'),
    _(
        "Too many autonumbered footnote references: only {number} corresponding footnotes "
        "available."
    ),
    _('Unknown directive type "{directive}".'),
    _('Error in "{directive}" directive:\n{problem}'),
    _('Error with CSV data in "{directive}" directive:\n{problem}'),
    _('Error parsing content block for the "{directive}" directive: {problem}'),
    _('The "{directive}" directive requires content; none supplied.'),
    _('Problem with "{option}" option of "{directive}" directive:\nText not found.'),
    _('Problem with "{directive}" directive:\n{problem}'),
    _('Content block expected for the "{directive}" directive; none found.'),
    _('Problems with "{directive}" directive path:\n{problem}'),
    _("Title level inconsistent:\n{title}"),
    _("Title underline too short."),
    _("Title overline too short."),
    _("Title overline & underline mismatch."),
    _("Missing matching underline for section title overline."),
    _("Unexpected section title."),
    _("Unexpected section title or transition."),
    _("Malformed table.\n{problem}"),
    _("Document or section may not begin with a transition."),
    _("Document may not end with a transition."),
    _("At least one body element must separate transitions; adjacent transitions are not allowed."),
    _("Inline emphasis start-string without end-string."),
    _("Inline strong start-string without end-string."),
    _("Inline literal start-string without end-string."),
    _("Inline interpreted text or phrase reference start-string without end-string."),
    _("Inline substitution_reference start-string without end-string."),
    _("Unexpected indentation."),
    _("Block quote ends without a blank line; unexpected unindent."),
    _("Bullet list ends without a blank line; unexpected unindent."),
    _("Enumerated list ends without a blank line; unexpected unindent."),
    _("Field list ends without a blank line; unexpected unindent."),
    _("Option list ends without a blank line; unexpected unindent."),
    _("Line block ends without a blank line."),
    _("Definition list ends without a blank line; unexpected unindent."),
    _("Explicit markup ends without a blank line; unexpected unindent."),
    _("Literal block expected; none found."),
    # docutils, of a directive
    _("{required} argument(s) required, {supplied} supplied."),
    _("maximum {allowed} argument(s) allowed, {supplied} supplied."),
    _("no content permitted."),
    _('unknown option: "{option}".'),
    _("invalid option block."),
    _('invalid option value: (option: "{option}"; value: {value})\n{problem}.'),
    _('"{value}" is no valid measure.'),
    _("not a positive measure of one of the following units:\n{units}"),  # docutils 0.21
    _("not a positive number or measure of one of the following units:\n{units}"),
    _("argument required but none supplied"),
    _("negative value; must be positive or zero"),
    _("negative or zero value; must be positive"),
    _('"{value}" unknown; choose from {choices}'),
    _("InputError: [Errno 2] No such file or directory: {path}."),
    # Sphinx, in languages whose catalogs lag behind
    _("term not in glossary: {term}"),
    _("undefined label: {label}"),
    _("unknown document: {document}"),
    _("toctree contains reference to nonexisting document {document}"),
    _("toctree contains reference to non-existing document {document}"),
    _("document is referenced in multiple toctrees: {toctrees}, selecting: {parent} <- {document}"),
    _('multiple files found for the document "{document}": {files}\nUse {file} for the build.'),
    _("Include file {path} not found or reading it failed"),
    _("Encoding {encoding} used for reading included file {path} seems to be wrong, {advice}"),
    _("unknown directive name: {directive}"),
    _("unknown role name: {role}"),
    _("failed to reach any of the inventories with the following issues:\n{problem}"),
)
