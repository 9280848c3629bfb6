"""What roles do, by their names: some only format words, some publish files or run code."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.catalog.effects import Effect, EffectKind
from diglot.catalog.formula_effects import formula_effects
from diglot.catalog.role_kinds import (
    CODE,
    DISPLAY,
    EXPLICIT,
    FORMULAS,
    LABELS,
    SUBSTITUTIONS,
    TERMS,
    base_name,
)

_DOMAINS = frozenset({"", "c", "cpp", "js", "math", "py", "rst", "std"})
_FILES = frozenset({"download", "figure", "image", "include", "literalinclude", "raw"})
# What their content names is computed while a page is made: MyST-NB's roles for code and results.
_VALUES = frozenset({"eval", "glue"})
# fmt: off
_FORMATS = DISPLAY - {"index"} | CODE | {
    "command", "file", "makevar", "mimetype", "newsgroup", "program", "regexp", "samp",
}
# fmt: on
_HARMLESS = _FORMATS | TERMS | LABELS - _FILES - {"myst", "pep", "rfc"}


def role_effects(name: str, content: str, shown: str) -> Iterator[Effect]:
    """Yield what a role does beyond formatting words and referring to the project's own pages.

    The content of a role that nobody knows counts: it may be a file, or code.
    """
    base = base_name(name)
    content = " ".join(content.split())
    if base in FORMULAS:
        yield from formula_effects(content)
    elif base in SUBSTITUTIONS:
        yield Effect(EffectKind.EXPRESSION, content, shown)
    elif base == "index":
        yield Effect(EffectKind.ROLE, "", shown, base)
    elif name[: -len(base)].rstrip(":") not in _DOMAINS or base not in _HARMLESS:
        match = EXPLICIT.fullmatch(content)
        # In brackets, a target is told from words; so is what can only be a file.
        is_target = match is not None or base in _FILES or not _VALUES.isdisjoint(name.split(":"))
        target = f"<{match['target'] if match else content}>" if is_target else content
        yield Effect(EffectKind.ROLE, target, shown, name)
