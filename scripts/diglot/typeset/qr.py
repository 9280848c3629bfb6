"""QR codes, which lead from a printed handout to its page."""

from __future__ import annotations

import io

import segno

# A printed page is not bent and rarely stained: the smallest code that survives a copier.
_CORRECTION = "m"


def qr_code(address: str) -> bytes:
    """Return an SVG of the QR code (ISO/IEC 18004) of an address, without a margin."""
    out = io.BytesIO()
    code = segno.make(address, error=_CORRECTION, micro=False)
    code.save(
        out, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None, omitsize=True
    )
    return out.getvalue()
