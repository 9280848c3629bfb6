"""How documents and pictures are addressed inside the sources of the handouts."""

from __future__ import annotations

IMAGES = "images"
"""The folder of the pictures, below that of a reading."""

TARGET_SIGN = "%"
"""Begins an address that leads to a document of the handouts."""
