"""Handouts from Typst sources to PDFs: the builder and what it remembers."""
