"""Changes to doctrees that have nothing to do with translation."""
