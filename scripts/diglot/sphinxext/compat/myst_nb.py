"""MyST-NB: where it keeps what notebooks put out, and which of several forms is printed.

It chooses the form by the name of the builder, and keeps outputs in a folder beside the pages.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

_EXTENSION = "myst_nb"
_SETTINGS = "mystnb_config"
_CACHE = ".jupyter_cache"
# Its own order for LaTeX, with drawings first; what is made for browsers alone comes last.
_ON_PAPER = (
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "image/gif",
    "text/latex",
    "text/markdown",
    "text/plain",
    "text/html",
)


def register(app: Sphinx) -> None:
    """Say which form handouts print, where the extension is loaded."""
    app.connect("config-inited", _choose_forms)


def _choose_forms(app: Sphinx, config: Config) -> None:
    if _EXTENSION in app.extensions:
        chosen = [("typst", form, place) for place, form in enumerate(_ON_PAPER, start=1)]
        # What conf.py says of its own comes later and is stronger.
        config.nb_mime_priority_overrides = [*chosen, *config.nb_mime_priority_overrides]


def keep_outputs(env: BuildEnvironment, folder: Path) -> None:
    """Let MyST-NB, where it is in use, keep the outputs of notebooks in `folder`.

    Beside the pages they would be published. A cache that conf.py names stays where it is.
    """
    settings: Any = getattr(env, _SETTINGS, None)
    if settings is None:
        return
    moved = {"output_folder": str(folder / "jupyter_execute")}
    if Path(settings.execution_cache_path).name == _CACHE:
        moved["execution_cache_path"] = str(folder / _CACHE)
    setattr(env, _SETTINGS, settings.copy(**moved))
