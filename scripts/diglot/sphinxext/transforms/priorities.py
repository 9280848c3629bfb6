"""The priorities of diglot's transforms among those of docutils, Sphinx and MyST.

Transforms with lower numbers run first.
"""

LEAVE_TO_SPHINX = 9
"""Before Sphinx gives a source text to nodes that were made without one (10)."""

MAKE_TRANSLATABLE = 11
"""After Sphinx has set missing sources and lines (10), before messages are collected."""

ADD_IDS = 12
"""Before the translation, because ids are made of the source's words."""

TRANSLATE = 20
"""The priority of Sphinx's own translation: after Sphinx has marked nodes as translatable (10),
before the first transform that reads text (substitutions, 210)."""

ORDER_IDS = 263
"""After targets have handed their ids to the blocks they stand before (260) and the ids of
sections are sorted (261, and 262 in MyST). The first id is then what tables of contents use."""
