"""What other extensions need to write their nodes in handouts; these names stay.

``app.add_node(node, typst=(visit, depart))`` gives the builder `typst` the handlers of a node, as
``html=`` and ``latex=`` do for other builders. Both are called with a `TypstTranslator` and the
node. `call`, `literal`, `join` and `stack` make Typst code (a `Markup`), in which text stays text.
"""

from __future__ import annotations

from diglot.sphinxext.typst.writer.translator import TypstTranslator
from diglot.typeset.markup import NOTHING, Markup, call, join, literal, stack

__all__ = ["NOTHING", "Markup", "TypstTranslator", "call", "join", "literal", "stack"]
