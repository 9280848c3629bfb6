"""All uses of private or changeable parts of other packages, in one module for each package.

A part is recognised by the digest of its source text (see `parts`). If diglot was not tested with
that text, it leaves the part alone, so that the other package works as it does without diglot, and
`diglot build --verbose` says what is missing.
"""
