"""Finding a project on disk, and reading from its conf.py what the `diglot` command needs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.tags import Tags

from diglot.core.diagnostic import Location
from diglot.core.errors import DiglotError, UsageError
from diglot.core.i18n import _
from diglot.core.languages import Languages
from diglot.core.project import Project
from diglot.sphinxext.config.comparable import fingerprint_of_settings
from diglot.sphinxext.config.declare import declare
from diglot.sphinxext.config.faults import require_sound
from diglot.sphinxext.config.foreign_texts import text_of_error
from diglot.sphinxext.config.languages import languages_of
from diglot.sphinxext.config.opened import opened_files
from diglot.sphinxext.config.readings import PAIRED, readings_in
from diglot.sphinxext.config.root import conf_folder

# Where Sphinx projects have the sources, relative to conf.py; the first that has them is taken.
_SOURCE_FOLDERS = (".", "docs", "doc", "source", "src")


def load_project(root: Path, *, builddir: Path | None = None) -> Project:
    """Return the project in the folder `root`.

    `builddir` is the folder for all output, by default ``build`` in `root`. Raises UsageError if
    there is no conf.py or no source, DiglotError if conf.py cannot be run or a setting of diglot
    makes no sense.
    """
    confdir = _find_conf(root)
    with opened_files() as opened:
        config = _read_config(confdir, root)
    srcdir = _find_sources(confdir, config)
    require_sound(config, confdir, srcdir, root)
    languages = languages_of(config, srcdir)
    return Project(
        root=root,
        confdir=confdir,
        srcdir=srcdir,
        builddir=builddir or root / _build_folder(root, srcdir),
        languages=languages,
        locale_dirs=tuple((srcdir / folder).resolve() for folder in config.locale_dirs),
        handouts=tuple(config.diglot_handouts),
        extensions=tuple(config.extensions),
        parallel=_is_parallel(config, languages),
        parallel_handouts=any(
            _has_two_languages(handout, config.diglot_handouts_defaults)
            for handout in config.diglot_handouts.values()
        ),
        caching=bool(config.diglot_caching),
        settings=fingerprint_of_settings(config),
        conf_files=tuple(sorted(opened)),
    )


def _is_parallel(config: Config, languages: Languages) -> bool:
    is_enabled = config.diglot_parallel is not False and "diglot" in config.extensions
    return is_enabled and languages.partner is not None


def _has_two_languages(handout: object, defaults: Mapping[str, Any]) -> bool:
    details = {**defaults, **handout} if isinstance(handout, dict) else defaults
    try:
        readings = readings_in(details["reading"])
    except (KeyError, ValueError):
        # Reported when the handouts are made.
        return False
    return not PAIRED.isdisjoint(readings)


def _find_conf(root: Path) -> Path:
    if folder := conf_folder(root):
        return folder
    raise UsageError(
        _("there is no conf.py in {folder}", folder=root),
        hint=_(
            "go to the folder of a Sphinx project, or name it with --project FOLDER; "
            "`diglot new FOLDER` begins one"
        ),
    )


def _read_config(confdir: Path, root: Path) -> Config:
    with (confdir / "conf.py").open("rb"):
        # Sphinx would take a file that cannot be read for a fault in its code.
        pass
    try:
        config = Config.read(confdir, overrides={}, tags=Tags())
    except ConfigError as error:
        conf = confdir / "conf.py"
        shown = conf.relative_to(root) if conf.is_relative_to(root) else conf
        raise DiglotError(
            text_of_error(error),
            location=Location(shown.as_posix()),
            hint=_("correct conf.py, then run the command again"),
        ) from error
    declare(config)
    return config


def _find_sources(confdir: Path, config: Config) -> Path:
    stated = config.diglot_source
    for relative in (stated,) if stated else _SOURCE_FOLDERS:
        folder = (confdir / relative).resolve()
        if any(path.is_file() for path in folder.glob(f"{config.root_doc}.*")):
            return folder
    raise UsageError(
        _(
            "no {document}.md or {document}.rst was found beside {conf}",
            document=config.root_doc,
            conf=confdir / "conf.py",
        ),
        hint=_("name the folder of the sources in conf.py: diglot_source = 'FOLDER'"),
    )


def no_sources(project: Project) -> tuple[str, ...]:
    """Return the folders inside that of the sources which have none: all output, and Python's.

    Source of `pyvenv.cfg`: PEP 405.
    """
    environments = (path.parent for path in project.srcdir.glob("*/pyvenv.cfg"))
    folders = (project.builddir, *sorted(environments))
    inside = (folder for folder in folders if folder.is_relative_to(project.srcdir))
    return tuple(folder.relative_to(project.srcdir).as_posix() for folder in inside)


def _build_folder(root: Path, srcdir: Path) -> str:
    # If the output is in the folder of the sources, Sphinx must not read it as a source. Most
    # projects exclude `_build`, as `sphinx-quickstart` proposes.
    return "_build" if srcdir == root.resolve() else "build"
