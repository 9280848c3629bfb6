"""Where the foot of a page can be told to stay blank: before blocks with notes."""

from __future__ import annotations

import re

from diglot.typeset.markup import Markup, call, stack

# What prints a note, or may do so, as a reference does where the handout lacks its target.
_NOTES = re.compile(r"\.(?:pair-note|note|web-noted)\(|page: true")


def with_foot_room(key: str, block: Markup) -> Markup:
    """Return a block after a mark that `typeset.footnotes` knows by its key, if it has notes."""
    return stack([call("foot-room", key), block]) if _NOTES.search(block) else block
