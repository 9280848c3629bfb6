"""MyST-NB: it keeps what notebooks put out in a folder beside that of the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.environment import BuildEnvironment

_SETTINGS = "mystnb_config"
_CACHE = ".jupyter_cache"


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
