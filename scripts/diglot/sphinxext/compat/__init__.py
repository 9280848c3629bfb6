"""Every hold on private or changeable parts of other packages, a module for each of them.

A part is recognised by its source text (see `parts`). Where the text is not one that diglot was
tested with, the other package's own way is taken, and `diglot build --verbose` says so.
"""
