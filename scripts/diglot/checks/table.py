"""All checks of single messages, in the order in which they are run."""

from __future__ import annotations

from diglot.checks.block_markup import block_markup
from diglot.checks.cjk_left import cjk_left
from diglot.checks.codespell import codespell
from diglot.checks.doubled_word import doubled_word
from diglot.checks.end_colon import end_colon
from diglot.checks.end_stop import end_stop
from diglot.checks.footnotes import footnotes
from diglot.checks.forbidden_term import forbidden_term
from diglot.checks.formulas import formulas
from diglot.checks.full_width import full_width
from diglot.checks.glossary import glossary
from diglot.checks.images import images
from diglot.checks.inline_code import inline_code
from diglot.checks.length import length
from diglot.checks.links import links
from diglot.checks.message import Check
from diglot.checks.numbers import numbers
from diglot.checks.references import references
from diglot.checks.roles import roles
from diglot.checks.same_as_source import same_as_source
from diglot.checks.spelling import spelling_by
from diglot.checks.substitutions import substitutions
from diglot.checks.terms import terms
from diglot.checks.unparsed_markup import unparsed_markup
from diglot.core.codes import Code
from diglot.core.diagnostic import Severity

CHECKS = (
    # What readers would miss or see broken.
    Check(Code.BLOCK_MARKUP, Severity.ERROR, block_markup),
    Check(Code.UNPARSED_MARKUP, Severity.ERROR, unparsed_markup),
    Check(Code.ROLES, Severity.ERROR, roles),
    Check(Code.REFERENCES, Severity.ERROR, references),
    Check(Code.TERMS, Severity.ERROR, terms),
    Check(Code.LINKS, Severity.ERROR, links),
    Check(Code.IMAGES, Severity.ERROR, images),
    Check(Code.INLINE_CODE, Severity.ERROR, inline_code),
    Check(Code.FORMULAS, Severity.ERROR, formulas),
    Check(Code.FOOTNOTES, Severity.ERROR, footnotes),
    Check(Code.SUBSTITUTIONS, Severity.ERROR, substitutions),
    # What is hardly ever meant.
    Check(Code.NUMBERS, Severity.WARNING, numbers),
    Check(Code.CJK_LEFT, Severity.WARNING, cjk_left),
    Check(Code.FULL_WIDTH, Severity.WARNING, full_width),
    Check(Code.END_COLON, Severity.WARNING, end_colon),
    Check(Code.FORBIDDEN_TERM, Severity.WARNING, forbidden_term),
    # What deserves a look.
    Check(Code.SAME_AS_SOURCE, Severity.INFO, same_as_source),
    Check(Code.END_STOP, Severity.INFO, end_stop),
    Check(Code.LENGTH, Severity.INFO, length),
    Check(Code.DOUBLED_WORD, Severity.INFO, doubled_word),
    Check(Code.SPELLING, Severity.INFO, spelling_by(codespell)),
    Check(Code.GLOSSARY, Severity.INFO, glossary),
)
