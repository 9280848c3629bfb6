"""What the `diglot` command sets for one build, in addition to conf.py.

With plain `sphinx-build` none of it is set, and all files are in the output folder of the build.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.config import Config

from diglot.sphinxext.config.readings import Reading


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Folders that several builds share, and what is to be made.

    `handouts_dir` and `epub_dir` are the folders of the finished PDFs and EPUBs, `templates_dir`
    is that of compiled Jinja templates. `readings` are the readings of the handouts to be made.
    `partner_doctrees` is the folder of the partner's resolved doctrees, if they have been made
    already. `offers_parallel_site` says whether there is a parallel site to link to.
    `check_handouts` has PDFs read back, to find what they lost. What is None is decided by conf.py.
    `postpones_handouts` leaves large handouts to be typeset when this process has ended.
    """

    handouts_dir: Path | None = None
    epub_dir: Path | None = None
    templates_dir: Path | None = None
    readings: frozenset[Reading] | None = None
    partner_doctrees: Path | None = None
    offers_parallel_site: bool | None = None
    check_handouts: bool | None = None
    postpones_handouts: bool = False


_NO_OPTIONS = BuildOptions()
_options: WeakKeyDictionary[Config, BuildOptions] = WeakKeyDictionary()


def set_build_options(config: Config, options: BuildOptions) -> None:
    """Set the options of the build with this configuration."""
    _options[config] = options


def build_options(config: Config) -> BuildOptions:
    """Return the options of the build with this configuration; by default nothing is set."""
    return _options.get(config, _NO_OPTIONS)


def checks_handouts(config: Config) -> bool:
    """Return whether the PDFs of this build are read back: the command's word, else conf.py's."""
    asked = build_options(config).check_handouts
    return bool(config.diglot_check_handouts if asked is None else asked)
