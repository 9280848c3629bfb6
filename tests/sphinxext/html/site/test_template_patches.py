"""Our patches fit the Furo that is installed, and its fixed words become messages."""

from __future__ import annotations

from pathlib import Path

import furo  # type: ignore[import-untyped]  # Furo ships no types
import pytest

from diglot.sphinxext.html.patches import PatchLog, TemplatePatch
from diglot.sphinxext.html.site.template_patches import (
    LANDMARKS,
    SWITCHERS,
    patched,
    translatable,
)

FURO = Path(furo.__file__).parent / "theme" / "furo"
PATCHES = (*SWITCHERS, *LANDMARKS)
of_each_patch = pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.piece)


def furo_source(template: str) -> str:
    return (FURO / template).read_text("utf-8")


@of_each_patch
def test_each_patch_fits_the_furo_that_is_installed(patch: TemplatePatch) -> None:
    log = PatchLog()
    assert patch.replacement in patched(patch.where, furo_source(patch.where), log)
    assert not log.misfits()


def test_furo_has_words_that_become_messages() -> None:
    log = PatchLog()
    for template in ("page.html", "partials/icons.html"):
        assert "{{ _(" in translatable(template, furo_source(template), log)
    assert not log.misfits()


@of_each_patch
def test_a_patch_that_does_not_fit_is_noted_and_changes_nothing(patch: TemplatePatch) -> None:
    log = PatchLog()
    source = furo_source(patch.where).replace(str(patch.piece), "<!-- gone -->")
    result = patched(patch.where, source, log)
    assert len(log.misfits()) == 1
    assert patch.loss in log.misfits()[0]
    assert patch.replacement not in result
    # The switcher is in both places or in none, so that no page is without one.
    assert result.count("diglot-languages.html") == (0 if patch in SWITCHERS else 2)


@of_each_patch
def test_a_piece_that_is_there_twice_is_not_patched(patch: TemplatePatch) -> None:
    log = PatchLog()
    source = furo_source(patch.where)
    result = patched(patch.where, source + str(patch.piece), log)
    assert len(log.misfits()) == 1
    assert patch.replacement not in result


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<input aria-label="Toggle it">', """<input aria-label="{{ _('Toggle it')|e }}">"""),
        ('<img alt="Logo"/>', """<img alt="{{ _('Logo')|e }}"/>"""),
        ('<a title="It\'s">', """<a title="{{ _("It's")|e }}">"""),
        ('<i title="{{ _("Done") }}">', '<i title="{{ _("Done") }}">'),
        ('<img alt="-" />', '<img alt="-" />'),
        (
            '<symbol id="a">\n<title>Menu</title>',
            "<symbol id=\"a\">\n<title>{{ _('Menu')|e }}</title>",
        ),
        ("<title>Page</title>", "<title>Page</title>"),
    ],
    ids=["aria", "alt", "apostrophe", "already", "sign", "symbol", "page-title"],
)
def test_fixed_words_become_messages(source: str, expected: str) -> None:
    assert translatable("other.html", source, PatchLog()) == expected
