"""Formulas as MathML, the tree from which all formats are made.

The converter is math-core, chosen over docutils' own and latex2mathml on 49 formulas of real
pages: it writes MathML Core, which all browsers draw alike, and refuses what it does not know
instead of printing something else. Of 12,242 formulas of two foreign books it refused six, and
those with our rewriting none but a broken one.
"""

from __future__ import annotations

import html
import re

from lxml import etree
from math_core import LatexError, LatexToMathML

from diglot.core.i18n import _
from diglot.formulas.braces import nesting
from diglot.formulas.chemistry import NotChemical
from diglot.formulas.frames import with_frames
from diglot.formulas.glyphs import lost
from diglot.formulas.intertext import with_intertext, without_intertext
from diglot.formulas.latex import MACROS, rewritten
from diglot.formulas.parse import tree_of
from diglot.formulas.spans import with_spans
from diglot.formulas.tags import with_words, without_words

# Names of signs that HTML knows and XML does not.
_ANNOTATION = re.compile(r"<annotation[^>]*>.*?</annotation>", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
# The converter ends the process at several thousand levels, libxml2 reads 256, and Typst and
# browsers have limits of their own. Formulas of real books have less than thirty elements in each
# other.
_DEEPEST_LATEX, _DEEPEST_MATHML = 1500, 100


class NotConverted(Exception):  # noqa: N818 - it says what happened to a formula
    """A formula that cannot be shown without changing it; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def not_printed(what: str) -> NotConverted:
    """Return the refusal of something in MathML that print does not know."""
    return NotConverted(_("{what} cannot be printed", what=what))


class Formulas:
    """The converter with its state: a macro defined in one formula holds for the page."""

    def __init__(self, macros: dict[str, str]) -> None:
        self._converter = LatexToMathML(
            macros={**MACROS, **macros},
            fancy_error=False,
            annotation=True,
            allow_unreliable_rendering=True,
            global_group=True,
        )
        self._page = ""

    def mathml(self, latex: str, *, page: str, block: bool) -> str:
        """Return a formula of a page as a ``<math>`` element.

        Raises NotConverted where it cannot be read, or signs of it would be lost.
        """
        if page != self._page:
            self._converter.reset_global_state()
            self._page = page
        if nesting(latex) > _DEEPEST_LATEX:
            raise _too_deep()
        try:
            found = self._converted(rewritten(latex, block=block), block=block)
        except NotChemical as error:
            raise NotConverted(_("this is not known as chemistry: {text}", text=error)) from error
        except LatexError as error:
            raise NotConverted(str(error)) from error
        if _depth(found) > _DEEPEST_MATHML:
            raise _too_deep()
        missing = lost(latex, html.unescape(_TAGS.sub("", _ANNOTATION.sub("", found))))
        if missing:
            raise NotConverted(_("signs of it would be lost: {signs}", signs=missing))
        return _annotated(found, latex)

    def _converted(self, latex: str, *, block: bool) -> str:
        latex, tags = without_words(latex)
        latex, between = without_intertext(latex, block=block)
        found = self._converter.convert_with_global_state(latex, displaystyle=block)
        try:
            found = with_intertext(found, lambda number: self._words(between[number]))
        except (ValueError, IndexError) as error:
            raise NotConverted(_("there is no margin for words between its lines")) from error
        try:
            found = with_frames(with_spans(found))
        except ValueError as error:
            raise NotConverted(_("a rule or a wide cell of its table has no place")) from error
        return with_words(found, lambda number: self._words(tags[number]))

    def _words(self, text: str) -> str:
        """Return words as what stands inside a formula."""
        found = self._converter.convert_with_global_state(
            rewritten(text, block=False), displaystyle=False
        )
        return _ANNOTATION.sub("", found).partition("<semantics>")[2].partition("</semantics>")[0]

    def tree(self, latex: str, *, page: str, block: bool) -> etree._Element:
        """Return a formula of a page as a tree, without its source; raises NotConverted."""
        return parsed(self.mathml(latex, page=page, block=block))


def parsed(mathml: str) -> etree._Element:
    """Return MathML in HTML's syntax as a tree without annotations."""
    return tree_of(_ANNOTATION.sub("", mathml))


def _too_deep() -> NotConverted:
    return NotConverted(_("too much of it is nested"))


def _depth(mathml: str) -> int:
    """Return how many elements are in each other."""
    depth = deepest = 0
    for tag in _TAGS.finditer(mathml):
        if not tag[0].endswith("/>"):
            depth += -1 if tag[0].startswith("</") else 1
            deepest = max(deepest, depth)
    return deepest


def _annotated(mathml: str, latex: str) -> str:
    """Return MathML whose annotation is what was written, not what the converter was given."""
    source = html.escape(latex.strip(), quote=False)
    return _ANNOTATION.sub(
        lambda _: f'<annotation encoding="application/x-tex">{source}</annotation>', mathml
    )
