"""Typst: themes, fonts and the compiler."""

import logging

# pikepdf says that it is there when it is imported, which nobody asked for.
logging.getLogger("pikepdf").setLevel(logging.WARNING)
