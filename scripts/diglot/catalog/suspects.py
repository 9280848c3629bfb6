"""Which translations may do more than their source, found quickly and without any parser.

Whoever counts the translations of a project need only read and judge the catalogs of these.
"""

from __future__ import annotations

import re

# Every sign that a markup language or a template gives a meaning, other than emphasis. Links of
# plain words have a dot inside or an "@"; substitutions have two of a sign, which conf.py chooses
# (of ASCII's: Markdown's parser stops at no others). An apostrophe, or the end of a comment in C or
# Pascal, ends what is translated of a program.
_SIGN = re.compile(rb"""[][`<>{}$@#|&%_~:=']|\*[/)]|\\[^n]|\.[^ "]|([!-/:-@[-`{-~])\1""")


def may_do_more(msgid: bytes, msgstr: bytes) -> bool:
    """Whether a translation has any markup, and is not its source.

    Both are strings of a catalog in UTF-8, with their quotation marks and escapes.
    """
    if b"%" in msgid:
        return msgstr != msgid  # without a placeholder, a text cannot be filled in
    if msgstr.count(rb"\n") > msgid.count(rb"\n"):
        return True  # a line more may be code after a comment
    return msgstr != msgid and bool(_SIGN.search(msgstr[1:-2].replace(b'"\n"', b"")))
