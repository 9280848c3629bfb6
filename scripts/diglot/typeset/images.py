"""Images as Typst takes them: how large they are, and which it cannot read.

Each image is tried alone first, so that a broken one does not stop a whole handout.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import imagesize
import typst

from diglot.core.image_types import suffix_of
from diglot.core.system_errors import reason_of


def natural_size(path: Path) -> float | None:
    """Return the longer side of a bitmap in points, or None for a drawing or an unknown file.

    A pixel is a 96th of an inch, as in CSS; Typst takes it for a 72nd. Drawings have a size.
    """
    if path.suffix.lower() == ".svg":
        return None
    try:
        sides = imagesize.get(path)
    except (OSError, ValueError):
        return None
    longer = float(max(sides))
    return longer * 72 / 96 if longer > 0 else None


def fault_of(path: Path) -> str | None:
    """Return Typst's error for an image file, or None if it can show it."""
    try:
        stat = path.stat()
    except OSError as error:
        return reason_of(error)
    return _fault_of(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4096)
def _fault_of(path: Path, _changed: int, _size: int) -> str | None:
    # The name reaches Typst as an input, so that it need not be spelled in Typst's code.
    name = b"sys.inputs.image"
    image = b"read(%b, encoding: none)" % name if suffix_of(path) else name
    compiler = typst.Compiler(root=path.parent, ignore_system_fonts=True)
    try:
        compiler.compile(
            b"#set page(width: auto, height: auto)\n#image(%b)" % image,
            format="pdf",
            sys_inputs={"image": f"/{path.name}"},
        )
    except typst.TypstError as error:
        return error.message
    return None
