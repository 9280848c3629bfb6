"""Markup of MyST extensions that conf.py does not enable, so that readers see the signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from diglot.core.i18n import _
from diglot.sphinxext.lint.finding import LintFinding
from diglot.sphinxext.lint.texts import Text, texts_of
from diglot.sphinxext.markup.pages import Page

_MARKUP = {
    # A fence of colons begins with the name of a directive, in braces.
    "colon_fence": re.compile(r"^:{3,}\s*\{[\w:.-]+\}"),
    # As in Pandoc, no space is inside the signs and no digit behind them: $5 is a price. A formula
    # has a sign of TeX in it, or is one letter.
    "dollarmath": re.compile(
        r"(?<![\w$])\$(?:[A-Za-z]|(?=[^$]*[\\^_={}])[^\s$](?:[^$]*[^\s$])?)\$(?![\w$])|^\$\$"
    ),
}
"""What stands in a text where an extension is not enabled: with it, MyST makes other tokens."""


def missing_extension(page: Page) -> Iterator[LintFinding]:
    """A fence of colons and a formula between dollar signs are what they look like.

    MyST reads them with its extensions colon_fence and dollarmath only; without, readers see the
    signs, and so do translators. Between two dollar signs within a paragraph, it takes the inner
    ones for those of a formula, unless myst_dmath_double_inline says otherwise.

    Bad:  :::{note} and $E = mc^2$, with myst_enable_extensions = []
    Good: the same, with myst_enable_extensions = ["colon_fence", "dollarmath"]
    """
    for text in texts_of(page):
        yield from _doubled_signs(text)
        for extension, markup in _MARKUP.items():
            found = (
                (line, match[0])
                for line, token in text.lines()
                if token.type == "text" and (match := markup.search(token.content))
            )
            for line, signs in islice(found, 1):
                yield LintFinding(
                    line,
                    _("{markup} is shown as it stands", markup=signs),
                    _(
                        "add {extension} to myst_enable_extensions in conf.py, or escape it with "
                        "a backslash",
                        extension=repr(extension),
                    ),
                )


def _doubled_signs(text: Text) -> Iterator[LintFinding]:
    """Yield the first formula of a text with a dollar sign more at both sides; others follow."""
    lines = [*text.lines()]
    tokens = [token for _line, token in lines]
    for at, (before, formula, after) in enumerate(
        zip(tokens, tokens[1:], tokens[2:], strict=False)
    ):
        is_before = before.type == "text" and before.content.endswith("$")
        # The signs after it may be taken for those of the next one.
        is_after = after.type == "math_inline" or after.content.startswith("$")
        if formula.type == "math_inline" and is_before and is_after:
            yield LintFinding(
                lines[at + 1][0],
                _("{markup} is shown as it stands", markup=f"$${formula.content.strip()}$$"),
                _(
                    "set myst_dmath_double_inline = True in conf.py, or leave blank lines around "
                    "the formula"
                ),
            )
            return
