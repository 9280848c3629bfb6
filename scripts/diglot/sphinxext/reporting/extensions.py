"""Extensions that are needed: without them nothing of what was asked for can be made."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from diglot.core.diagnostic import Location
from diglot.core.errors import DiglotError
from diglot.core.i18n import _

_PARSERS = {".md": "myst_parser"}
_OWN = "diglot"


def require_diglot(app: Sphinx, conf: Location) -> None:
    """Raise DiglotError where an application has loaded its extensions, and diglot is not one.

    `conf` is where conf.py names its extensions.
    """
    if _OWN not in app.extensions:
        raise _missing(_OWN, _("conf.py does not load diglot"), conf)


def require_parser(app: Sphinx, conf: Location) -> None:
    """Raise DiglotError where the root page is in a markup that no extension reads."""
    for suffix, extension in _PARSERS.items():
        page = f"{app.config.root_doc}{suffix}"
        others = app.config.source_suffix
        has_other = any(
            Path(app.srcdir, app.config.root_doc + ending).exists() for ending in others
        )
        if not has_other and Path(app.srcdir, page).exists():
            raise _missing(extension, _("no extension reads {page}", page=page), conf)


def unloaded(extension: str, error: ImportError, conf: Location) -> DiglotError:
    """Return what to raise where an extension cannot be loaded for want of something else."""
    message = _("the extension {extension} cannot be loaded: {why}", extension=extension, why=error)
    hint = _("install what the project's documentation needs, then run the command again")
    return DiglotError(message, hint=hint, location=conf)


def _missing(extension: str, message: str, conf: Location) -> DiglotError:
    hint = _("add {extension} to extensions in conf.py", extension=f'"{extension}"')
    return DiglotError(message, hint=hint, location=conf)
