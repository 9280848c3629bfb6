"""What the bytes of image files say that they are, whatever their names say."""

from __future__ import annotations

import re
from pathlib import Path

# The first bytes of a file; browsers go by them, Typst by the name.
# Source: https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern
_SIGNATURES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), ".png"),
    (re.compile(rb"\xff\xd8\xff"), ".jpg"),
    (re.compile(rb"GIF8[79]a"), ".gif"),
    (re.compile(rb"RIFF.{4}WEBPVP", re.DOTALL), ".webp"),
)
_SAME = {".jpeg": ".jpg"}


def named_by_bytes(name: str, path: Path) -> str:
    """Return the name of an image's copy with the suffix of what the file at `path` is."""
    suffix = suffix_of(path)
    named = Path(name).suffix.lower()
    if suffix is None or suffix == _SAME.get(named, named):
        return name
    return f"{name}{suffix}"


def suffix_of(path: Path) -> str | None:
    """Return the suffix of what an image file is, or None where its bytes do not tell."""
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except OSError:
        return None
    return next((suffix for pattern, suffix in _SIGNATURES if pattern.match(start)), None)
