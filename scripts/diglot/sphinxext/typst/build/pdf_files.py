"""The files of a handout: its PDF, and its pages on sheets."""

from __future__ import annotations

from pathlib import Path

from diglot.core.files import write_bytes, write_copy
from diglot.sphinxext.typst.build.resolved_handout import ResolvedHandout
from diglot.sphinxext.typst.build.theme_data import CROP_MARKS


def write_pdf(
    handout: ResolvedHandout, made: bytes | Path, folder: Path, *, sync: bool = True
) -> None:
    """Write a PDF that was made into a folder, and its pages on sheets; see `write_bytes`."""
    pdf, from_right = handout.pdf, handout.language.direction == "rtl"
    files = {pdf.filename: made}
    if pdf.sheets or pdf.handout.crop_marks:
        # Only what is made for printers pays for it.
        from diglot.typeset.imposition import impose, with_bleed_box

        read = bytes_of(made)
        if pdf.handout.crop_marks:
            files[pdf.filename] = with_bleed_box(read, CROP_MARKS)
        for kind, name in pdf.sheets.items():
            files[name] = impose(read, kind, from_right=from_right)
    for name, content in files.items():
        if isinstance(content, bytes):
            write_bytes(folder / name, content, sync=sync)
        else:
            write_copy(folder / name, content, sync=sync)


def bytes_of(pdf: bytes | Path) -> bytes:
    """Return what a PDF holds that is in memory or in a file."""
    return pdf if isinstance(pdf, bytes) else pdf.read_bytes()
