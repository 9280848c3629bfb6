"""Images that Typst cannot read, found one by one before they stop a whole handout."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import typst


def fault_of(path: Path) -> str | None:
    """Return what Typst has against an image file, or None if it can show it."""
    try:
        stat = path.stat()
    except OSError as error:
        return str(error.strerror)
    return _fault_of(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4096)
def _fault_of(path: Path, _changed: int, _size: int) -> str | None:
    # The name reaches Typst as an input, so that it need not be spelled in Typst's code.
    compiler = typst.Compiler(root=path.parent, ignore_system_fonts=True)
    try:
        compiler.compile(
            b'#set page(width: auto, height: auto)\n#image(sys.inputs.at("image"))',
            format="pdf",
            sys_inputs={"image": f"/{path.name}"},
        )
    except typst.TypstError as error:
        return error.message
    return None
