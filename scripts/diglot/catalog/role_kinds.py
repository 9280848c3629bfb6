"""What the content of a role means, by the role's name: words, a label, a term or a formula.

Sources: docutils' and Sphinx's lists of roles.
"""

from __future__ import annotations

import re

EXPLICIT = re.compile(r"(?P<title>.+?)\s*(?<!\\)<(?P<target>[^<>]*?)>", re.DOTALL)
"""A whole ``title <target>``, to be matched from end to end.

Source: sphinx.util.docutils.ReferenceRole, which asks it of one line.
"""

# fmt: off
DISPLAY = frozenset({
    "abbr", "abbreviation", "dfn", "emphasis", "guilabel", "index", "kbd", "mailheader",
    "menuselection", "ruby", "strong", "sub", "subscript", "sup", "superscript", "t", "title",
    "title-reference",
})
"""Roles whose content is words that are shown."""

LABELS = frozenset({
    # Sphinx and MyST
    "any", "confval", "doc", "download", "envvar", "eq", "keyword", "myst", "numref", "option",
    "pep", "ref", "rfc", "token",
    # Python, where it is the domain of the project
    "attr", "class", "const", "data", "exc", "func", "meth", "mod", "obj",
    # bibliographies
    "cite", "citep", "citet", "footcite",
})
"""Roles whose content, if it has no title, is a label."""
# fmt: on

TERMS = frozenset({"term"})
"""Roles whose content is at once what they point at and what readers see."""

FORMULAS = frozenset({"math"})
CODE = frozenset({"code", "literal"})
SUBSTITUTIONS = frozenset({"sub-ref"})


def base_name(name: str) -> str:
    """Return the name of a role without its domain: ``std:term`` is ``term``."""
    return name.rpartition(":")[2]
