"""What the `diglot` command asks of one build beyond conf.py: folders that builds share.

A plain `sphinx-build` asks for nothing, and everything lies in its own folders.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.config import Config

from diglot.sphinxext.config.readings import Reading


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """The folders of finished PDFs and EPUBs and of compiled templates, and what to make.

    `readings` are those of the handouts to make, `partner_doctrees` is where the documents of the
    partner lie ready. `offers_parallel_site` tells whether there is a parallel site beside this
    one. What is None is for conf.py to say.
    """

    handouts_dir: Path | None = None
    epub_dir: Path | None = None
    templates_dir: Path | None = None
    readings: frozenset[Reading] | None = None
    partner_doctrees: Path | None = None
    offers_parallel_site: bool | None = None


_NOTHING = BuildOptions()
_options: WeakKeyDictionary[Config, BuildOptions] = WeakKeyDictionary()


def set_build_options(config: Config, options: BuildOptions) -> None:
    """Set the options of the build that has this configuration."""
    _options[config] = options


def build_options(config: Config) -> BuildOptions:
    """Return the options of the build that has this configuration."""
    return _options.get(config, _NOTHING)
