"""Typst: themes, fonts and the compiler."""
