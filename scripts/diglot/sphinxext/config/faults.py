"""Refusing a conf.py whose settings make no sense: the setting, its line and the next step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.config import Config
from sphinx.errors import ConfigError

from diglot.core.diagnostic import Location
from diglot.core.errors import DiglotError
from diglot.core.i18n import _, choice_of
from diglot.sphinxext.config.conf_lines import line_of
from diglot.sphinxext.config.languages import languages_of, source_faults
from diglot.sphinxext.config.settings import SETTINGS, Setting
from diglot.sphinxext.config.values import Fault, font_folders

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_KINDS = {
    bool: _("True or False"),
    str: _("text in quotes"),
    list: _("a list"),
    tuple: _("a tuple"),
    dict: _("a mapping"),
}


def register(app: Sphinx) -> None:
    """Refuse a configuration before anything else needs it."""
    app.connect("config-inited", _require_sound, priority=100)


def require_sound(config: Config, confdir: Path, srcdir: Path, root: Path) -> None:
    """Raise DiglotError for the first setting of diglot whose value makes no sense.

    Its place is the line of conf.py, whose path is relative to `root` where it lies inside.
    """
    conf = confdir / "conf.py"
    shown = (conf.relative_to(root) if conf.is_relative_to(root) else conf).as_posix()
    for name, fault in _faults(config, confdir):
        place = Location(shown, line_of(conf, name, fault.part))
        raise DiglotError(
            _("{setting}: {fault}", setting=name, fault=fault.message),
            hint=fault.hint,
            location=place,
        )
    try:
        languages_of(config, srcdir)
    except DiglotError as error:
        error.location = Location(shown, line_of(conf, "diglot_partner"))
        raise


def _require_sound(app: Sphinx, config: Config) -> None:
    confdir = Path(app.confdir)
    try:
        require_sound(config, confdir, Path(app.srcdir), confdir)
    except DiglotError as error:
        raise ConfigError(
            _(
                "{location}: {message}\n  next: {hint}",
                location=error.location,
                message=error.message,
                hint=error.hint,
            )
        ) from error


def _faults(config: Config, confdir: Path) -> Iterator[tuple[str, Fault]]:
    """Yield (the name of the setting, what is wrong with it)."""
    for setting in SETTINGS:
        value = config[setting.name]
        if not _is_of_a_type(value, setting):
            kinds = choice_of(_KINDS[kind] for kind in setting.types)
            yield (
                setting.name,
                Fault(
                    _("it is {value}", value=repr(value)),
                    _("it must be {kinds}. {meaning}", kinds=kinds, meaning=setting.meaning),
                ),
            )
        else:
            for fault in setting.check(value):
                yield setting.name, fault
    yield from source_faults(config)
    # Whoever reads on has found nothing wrong above.
    for fault in font_folders(config.diglot_fonts, confdir):
        yield "diglot_fonts", fault


def _is_of_a_type(value: object, setting: Setting) -> bool:
    # As everywhere in conf.py, 0 and 1 will do.
    types = (*setting.types, int) if bool in setting.types else setting.types
    return isinstance(value, types)
