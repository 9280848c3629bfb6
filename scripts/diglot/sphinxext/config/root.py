"""The folder of the project that somebody is in."""

from __future__ import annotations

from pathlib import Path

CONF_FOLDERS = (".", "docs", "doc", "docs/source", "doc/source", "source")
"""Where Sphinx projects have conf.py, as seen from their folder; the first that has it counts."""


def conf_folder(root: Path) -> Path | None:
    """Return the folder with the conf.py of the project in `root`; None where it has none."""
    folders = ((root / relative).resolve() for relative in CONF_FOLDERS)
    return next((folder for folder in folders if (folder / "conf.py").is_file()), None)


def project_root(here: Path) -> Path:
    """Return the project's folder for somebody in the folder `here`, or below it, as git does.

    Above `here`, only a conf.py in the folder itself counts, or one that the root of the
    repository has; nothing above the repository does. Where there is none, it is `here`.
    """
    if conf_folder(here):
        return here
    found = None
    for folder in here.parents:
        if (folder / "conf.py").is_file():
            found = found or folder
        if (folder / ".git").exists():
            repository = conf_folder(folder)
            # From anywhere in a repository, its project is built into the same place.
            return folder if repository and found in (None, repository) else found or here
    return found or here
