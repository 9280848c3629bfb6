"""Our seams fit the Furo that is installed, and its fixed words become messages."""

from __future__ import annotations

from pathlib import Path

import furo  # type: ignore[import-untyped]  # Furo ships no types
import pytest

from diglot.sphinxext.html.site.template_patches import (
    PATCHES,
    TemplatePatch,
    patched,
    translatable,
)

FURO = Path(furo.__file__).parent / "theme" / "furo"


@pytest.mark.parametrize("seam", PATCHES, ids=lambda seam: seam.piece)
def test_each_seam_is_in_furo_once(seam: TemplatePatch) -> None:
    source = (FURO / seam.template).read_text("utf-8")
    assert source.count(seam.piece) == 1
    assert seam.replacement in patched(seam.template, source)


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
    assert translatable(source) == expected
