"""Formulas: LaTeX is read once, as MathML, and printed from that.

Sites, EPUBs and handouts show what one reader of LaTeX has understood, so that they cannot
differ; what it does not know, or what would lose a sign, is refused.
"""
