"""Codes for colours and the cursor in what a terminal has shown, as outputs of notebooks have them.

A site colours the text by them; paper has nothing for them, and no font has their first sign.
"""

from __future__ import annotations

import re

from docutils import nodes

# Control sequences, operating system commands, and the short ones: ECMA-48, 5.3 to 5.6.
_CODES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])")


def remove_terminal_codes(doctree: nodes.document) -> None:
    """Take the codes out of all texts of a document."""
    for text in list(doctree.findall(nodes.Text)):
        if "\x1b" in text and text.parent is not None:
            text.parent.replace(text, nodes.Text(_CODES.sub("", text)))
