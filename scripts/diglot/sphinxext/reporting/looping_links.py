"""Links in the sources that lead to a folder above themselves.

Sphinx follows links to folders, so that it would find every page again and again behind such a
link, until the system refuses to go on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.project import EXCLUDE_PATHS
from sphinx.util.matching import Matcher

from diglot.core.codes import Code
from diglot.core.i18n import _
from diglot.sphinxext.reporting.warn import place, warn


def register(app: Sphinx) -> None:
    """Leave out what is behind such links, before anybody looks for pages."""
    app.connect("config-inited", _leave_out)


def _leave_out(app: Sphinx, config: Config) -> None:
    excluded = Matcher([*config.exclude_patterns, *config.templates_path, *EXCLUDE_PATHS])
    for link in looping_links(Path(app.srcdir), excluded):
        warn(
            Code.LOOPING_LINK,
            _("this link leads to a folder above itself; what is behind it is left out"),
            at=place(Path(app.srcdir, link)),
            hint=_("remove the link, or add {link!r} to exclude_patterns in conf.py", link=link),
        )
        config.exclude_patterns = [*config.exclude_patterns, link]


def looping_links(
    folder: Path, excluded: Callable[[str], bool] = lambda _path: False
) -> Iterator[str]:
    """Yield the links below a folder that lead to a folder above themselves, relative to it.

    Links are followed, as Sphinx follows them, but not into what is `excluded`.
    """
    yield from _below("", (os.path.realpath(folder),), excluded)


def _below(relative: str, above: tuple[str, ...], excluded: Callable[[str], bool]) -> Iterator[str]:
    """Yield the links below a folder; `above` are the true paths of the folders down to it."""
    for name in _folders_in(above[-1]):
        path = f"{relative}{name}"
        if excluded(path):
            continue
        true = os.path.realpath(os.path.join(above[-1], name))  # noqa: PTH118 - a true path is text
        if any(folder == true or folder.startswith(f"{true}{os.sep}") for folder in above):
            yield path
        else:
            yield from _below(f"{path}/", (*above, true), excluded)


def _folders_in(folder: str) -> list[str]:
    """Return the names of the folders in one, linked or not; none where nobody may look."""
    # As `os.walk` does for Sphinx, which warns of nothing here either.
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if _is_folder(entry))
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False
