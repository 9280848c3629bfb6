"""From resolved doctrees to Typst sources: a table from kinds of nodes to functions."""
