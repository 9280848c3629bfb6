"""Has the handouts of a command typeset in groups, however small they are."""

from diglot.sphinxext.typst.build import division


def divide_small_books() -> None:
    """Put each chapter into a group of its own; for `run_module`, before the command."""
    division.SMALL, division.GROUP, division.STEP = 0, 1, 1
