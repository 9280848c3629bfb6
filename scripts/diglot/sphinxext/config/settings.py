"""The settings that diglot adds to conf.py, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sphinx.config import Config

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_Rebuild = Literal["", "env", "gettext", "html"]


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting of conf.py.

    `default`, `rebuild` and `types` are as for Sphinx's `add_config_value`. `formerly` is an older
    name of the setting, which is still read.
    """

    name: str
    default: Any
    rebuild: _Rebuild
    types: tuple[type, ...]
    meaning: str
    formerly: str = ""


SETTINGS = (
    Setting(
        "diglot_languages",
        [],
        "env",
        (list, tuple, dict),
        "All languages, the source first: Sphinx tags, or tags with the names readers see.",
    ),
    Setting(
        "diglot_source",
        "",
        "",
        (str,),
        "The folder of the sources, relative to conf.py, for the diglot command.",
    ),
    Setting(
        "diglot_handouts",
        {},
        "",
        (dict,),
        "The handouts by name: a document, a list of documents, or a mapping of details.",
    ),
    Setting(
        "diglot_untranslated_marks",
        True,
        "html",
        (bool,),
        "Whether pages mark blocks that are shown in the source language visibly.",
    ),
    Setting(
        "diglot_progress_notes",
        True,
        "html",
        (bool,),
        "Whether a page that is not fully translated says so under its heading.",
    ),
    Setting(
        "diglot_marks",
        True,
        "env",
        (bool,),
        "Whether blocks without a translation get classes for style sheets and a lang attribute.",
    ),
    Setting(
        "diglot_code",
        "never",
        "env",
        (str,),
        "What is translated in code blocks: never, comments (and strings), or whole blocks.",
    ),
    Setting(
        "diglot_handouts_dir",
        "",
        "",
        (str,),
        "The folder of the PDFs; by default that of their Typst sources.",
    ),
    Setting(
        "diglot_readings",
        [],
        "",
        (list, tuple),
        "Which readings of the handouts are made: single, parallel, interlinear; by default all.",
    ),
    Setting(
        "diglot_popovers",
        True,
        "html",
        (bool,),
        "Whether readers can show the other language of a block or a term on the page.",
        formerly="diglot_peek",
    ),
    Setting(
        "diglot_handouts_theme",
        "",
        "",
        (str, list, tuple),
        "What replaces parts of the theme, in order: files and folders relative to conf.py, and "
        "names of installed themes.",
    ),
    Setting(
        "diglot_fonts",
        {},
        "",
        (dict,),
        "Fonts for the handouts: families by part (serif, sans, mono, math), and folders.",
    ),
    Setting(
        "diglot_pdf_standards",
        ["a-2a", "ua-1"],
        "",
        (list, tuple),
        "The PDF standards of handouts, as Typst names them; an empty list for none.",
    ),
    Setting(
        "diglot_parallel",
        "auto",
        "html",
        (bool, str),
        "Whether pages offer the site with two languages side by side; by default, where the "
        "diglot command builds it. False: it never does.",
    ),
    Setting(
        "diglot_partner",
        "",
        "",
        (str,),
        "The language beside the source in parallel editions; by default the first target.",
    ),
    Setting(
        "diglot_trust_translations",
        False,
        "env",
        (bool,),
        "Whether translations may do what their source does not, such as raw HTML.",
    ),
    Setting(
        "diglot_caching",
        True,
        "",
        (bool,),
        "Whether results of Sphinx and docutils that a build needs again and again are cached.",
    ),
)


def register(app: Sphinx) -> None:
    """Declare all settings to Sphinx."""
    declare(app.config)


def declare(config: Config) -> None:
    """Declare all settings to a configuration, which need not be that of an application."""
    for setting in SETTINGS:
        default = setting.default
        if setting.formerly:
            config.add(setting.formerly, None, "", setting.types)
            # A value under the former name is the default of the new name, so the new name takes
            # precedence if conf.py states both.
            former_value = config[setting.formerly]
            default = setting.default if former_value is None else former_value
        config.add(setting.name, default, setting.rebuild, setting.types)


def former_names_in_use(config: Config) -> tuple[Setting, ...]:
    """Return the settings that conf.py states under their former name."""
    return tuple(
        setting for setting in SETTINGS if setting.formerly and config[setting.formerly] is not None
    )
