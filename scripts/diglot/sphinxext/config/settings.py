"""The settings that diglot adds to conf.py, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from diglot.core.i18n import _
from diglot.sphinxext.config.addresses import DEFAULT, PLACE
from diglot.sphinxext.config.handout_details import default_faults
from diglot.sphinxext.config.values import (
    READINGS,
    STANDARDS,
    Check,
    anything,
    fonts,
    handouts,
    languages,
    naming,
    one_of,
)

_Rebuild = Literal["", "env", "gettext", "html"]


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting of conf.py.

    `default`, `rebuild` and `types` are as for Sphinx's `add_config_value`. `meaning` is told with
    all that is wrong with it. `check` finds what is wrong with a value of these types. `formerly`
    is an older name of the setting, which is still read.
    """

    name: str
    default: Any
    rebuild: _Rebuild
    types: tuple[type, ...]
    meaning: str
    check: Check = anything
    formerly: str = ""


SETTINGS = (
    Setting(
        "diglot_languages",
        [],
        "env",
        (list, tuple, dict),
        _("All languages, the source first: Sphinx tags, or tags with the names readers see."),
        languages,
    ),
    Setting(
        "diglot_source",
        "",
        "",
        (str,),
        _("The folder of the sources, relative to conf.py, for the diglot command."),
    ),
    Setting(
        "diglot_handouts",
        {},
        "",
        (dict,),
        _("The handouts by name: a document, a list of documents, or a mapping of details."),
        handouts,
    ),
    Setting(
        "diglot_handouts_defaults",
        {},
        "",
        (dict,),
        _("Details that hold for every handout that does not say otherwise."),
        default_faults,
    ),
    Setting(
        "diglot_check_handouts",
        False,
        "",
        (bool,),
        _("Whether each PDF is read back, to find what it lost; diglot build --strict does."),
    ),
    Setting(
        "diglot_parallel_epub_folded",
        False,
        "html",
        (bool,),
        _("Whether the parallel EPUB shows the translation of a block only when it is asked for."),
    ),
    Setting(
        "diglot_untranslated_marks",
        True,
        "html",
        (bool,),
        _("Whether pages mark blocks that are shown in the source language visibly."),
    ),
    Setting(
        "diglot_progress_notes",
        True,
        "html",
        (bool,),
        _("Whether a page that is not fully translated says so under its heading."),
    ),
    Setting(
        "diglot_marks",
        True,
        "env",
        (bool,),
        _(
            "Whether blocks without a translation get classes for style sheets and a lang "
            "attribute."
        ),
    ),
    Setting(
        "diglot_code",
        "never",
        "env",
        (str,),
        _("What is translated in code blocks: never, comments (and strings), or whole blocks."),
        one_of("never", "comments", "whole"),
    ),
    Setting(
        "diglot_handouts_dir",
        "",
        "",
        (str,),
        _("The folder of the PDFs; by default that of their Typst sources."),
    ),
    Setting(
        "diglot_readings",
        [],
        "",
        (list, tuple),
        _(
            "Which readings of the handouts are made: single, parallel, interlinear; by "
            "default all."
        ),
        READINGS,
    ),
    Setting(
        "diglot_popovers",
        True,
        "html",
        (bool,),
        _("Whether readers can show the other language of a block or a term on the page."),
        formerly="diglot_peek",
    ),
    Setting(
        "diglot_handouts_theme",
        "",
        "",
        (str, list, tuple),
        _(
            "What replaces parts of the theme, in order: files and folders relative to "
            "conf.py, and names of installed themes."
        ),
    ),
    Setting(
        "diglot_fonts",
        {},
        "",
        (dict,),
        _("Fonts for the handouts: families by part (serif, sans, mono, math), and folders."),
        fonts,
    ),
    Setting(
        "diglot_pdf_standards",
        ["a-2a", "ua-1"],
        "",
        (list, tuple),
        _("The PDF standards of handouts, as Typst names them; an empty list for none."),
        STANDARDS,
    ),
    Setting(
        "diglot_parallel",
        "auto",
        "html",
        (bool, str),
        _(
            "Whether pages offer the site with two languages side by side; by default, "
            "where the diglot command builds it. False: it never does."
        ),
        one_of("auto", True, False),
    ),
    Setting(
        "diglot_addresses",
        DEFAULT,
        "html",
        (str,),
        _(
            "Where the site of each language is published, from the address that all share; "
            "{language} stands for its folder.",
            language=PLACE,
        ),
        naming(PLACE),
    ),
    Setting(
        "diglot_partner",
        "",
        "",
        (str,),
        _("The language beside the source in parallel editions; by default the first target."),
    ),
    Setting(
        "diglot_trust_translations",
        False,
        "env",
        (bool,),
        _("Whether translations may do what their source does not, such as raw HTML."),
    ),
    Setting(
        "diglot_caching",
        True,
        "",
        (bool,),
        _("Whether results of Sphinx and docutils that a build needs again and again are cached."),
    ),
)

NAMES = tuple(name for setting in SETTINGS for name in (setting.name, setting.formerly) if name)
"""The names of all settings, also the former ones."""


def meaning_of(name: str) -> str:
    """Return what the setting with this name, or this former name, is for."""
    return next(setting.meaning for setting in SETTINGS if name in (setting.name, setting.formerly))
