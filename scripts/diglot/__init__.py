"""diglot: one MyST source, two languages, on the web and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__version__ = "0.1.0"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register diglot as a Sphinx extension (Sphinx calls this)."""
    # Imported here, so that the command line starts without paying for Sphinx.
    from diglot.sphinxext import setup as setup_extension

    return setup_extension(app)
