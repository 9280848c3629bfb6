"""What the content of a role means: a label, a term, a formula, or words."""

from __future__ import annotations

import re

from diglot.catalog.tokens import MASK, Kind, Token

# Sphinx's own parser of ``title <target>`` (sphinx.util.docutils.ReferenceRole), on one line.
_EXPLICIT = re.compile(r"^(?P<title>.+?)\s*(?<!\\)<(?P<target>[^<>]*?)>$", re.DOTALL)

# fmt: off
_REFERENCES = frozenset({
    # Sphinx and MyST
    "any", "confval", "doc", "download", "envvar", "eq", "keyword", "myst", "numref", "option",
    "pep", "ref", "rfc", "token",
    # Python, where it is the domain of the project
    "attr", "class", "const", "data", "exc", "func", "meth", "mod", "obj",
    # bibliographies
    "cite", "citep", "citet", "footcite",
})
# fmt: on
_FORMULAS = frozenset({"math"})
_CODE = frozenset({"code", "literal"})
_TERMS = frozenset({"term", "std:term"})
_SUBSTITUTIONS = frozenset({"sub-ref"})
# The target of these is text of the message's own language.
_WORDS = frozenset({"index", "abbr"})


def role_token(name: str, content: str, shown: str) -> tuple[Token, str]:
    """Return the token of a role and what stands for it in the prose."""
    content = " ".join(content.split())
    if name in _FORMULAS:
        return Token(Kind.MATH, content, shown), MASK
    if name in _CODE:
        return Token(Kind.CODE, content, shown), MASK
    if name in _SUBSTITUTIONS:
        return Token(Kind.SUBSTITUTION, content, shown), MASK
    match = _EXPLICIT.match(content)
    title, target = (match["title"], match["target"]) if match else ("", content)
    if name in _TERMS:
        return Token(Kind.TERM, target, shown, "term", title or target), title or target
    if name in _REFERENCES or ":" in name:
        return Token(Kind.REFERENCE, target, shown, name, title), title or MASK
    if match and name not in _WORDS:
        return Token(Kind.ROLE, target, shown, name, title), title
    return Token(Kind.ROLE, "", shown, name), title or content
