"""When our transforms run among those of docutils, Sphinx and MyST, each with its reason."""

REPAIR = 11
"""After Sphinx's own repairs of sources and lines (10), before anything looks for messages."""

NAME = 12
"""Anchors are made of the source's words, so before the translation replaces them."""

TRANSLATE = 20
"""Where Sphinx translates: after its nodes are marked as translatable (10), before the first
transform that reads text (substitutions, 210)."""

SETTLE = 263
"""Explicit targets have reached their blocks (260) and the ids of sections are sorted (261, and
262 in MyST): what comes first now is what tables of contents will point at."""
