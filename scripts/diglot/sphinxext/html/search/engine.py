"""The program of the search page: one file, so that readers do not wait for many."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

from diglot.core.files import write_text
from diglot.sphinxext.html.search.data import FOLDER

_SOURCES = Path(__file__).parent / "engine"

_NAMES = ("words", "clauses", "index", "match", "find", "early", "page")

PARTS = [_SOURCES / f"{name}.js" for name in _NAMES]
"""What it is made of, in order: each part uses those before it. The last two are the page's own."""


def write_engine(site: Path) -> str:
    """Write the program into a site; return its address with its version, from the site's root."""
    script = "".join(path.read_text("utf-8") for path in PARTS)
    write_text(site / FOLDER / "search.js", script, sync=False)
    return f"{FOLDER}/search.js?v={crc32(script.encode()):08x}"
