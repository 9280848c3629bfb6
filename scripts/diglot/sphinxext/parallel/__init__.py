"""Parallel text: one edition in two languages, block by block."""
