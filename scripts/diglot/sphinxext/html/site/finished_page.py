"""What is done to each finished page, whatever its theme has made of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from diglot.sphinxext.html.site.script_files import with_script_files
from diglot.sphinxext.html.site.sound_markup import with_levels


def finished(page: str, outdir: Path, context: Mapping[str, Any]) -> str:
    """Return a page (HTML) with its scripts in files below `outdir` and levels for its headings.

    `context` is what the page was rendered with.
    """
    return with_script_files(with_levels(page), outdir, context)
