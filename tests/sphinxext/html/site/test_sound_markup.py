"""Markup of other packages that is wrong is corrected; what is right stays."""

from __future__ import annotations

import pytest

from diglot.sphinxext.html.site.sound_markup import with_levels, with_sound_markup

BOX = 'class="task-list-item-checkbox" disabled="disabled" type="checkbox">'


@pytest.mark.parametrize(
    ("written", "corrected"),
    [
        ('<div id="a" role="doc-biblioentry">A</div>', '<div id="a" role="listitem">A</div>'),
        (
            '<label aria-controls="a" class="sd-tab-label" for="b">',
            '<label class="sd-tab-label" for="b">',
        ),
        (
            '<button aria-controls="a">A</button><label class="sd-tab-label">',
            '<button aria-controls="a">A</button><label class="sd-tab-label">',
        ),
        (
            f'<li><p class="a">\n<input {BOX} A</p></li><li id="b"><input {BOX} B</li>',
            f'<li><p class="a" id="diglot-task-1">\n<input aria-labelledby="diglot-task-1" {BOX} A'
            f'</p></li><li id="b"><input aria-labelledby="b" {BOX} B</li>',
        ),
    ],
)
def test_a_body(written: str, corrected: str) -> None:
    assert with_sound_markup(written) == corrected
    assert with_sound_markup(corrected) == corrected


@pytest.mark.parametrize(
    ("written", "corrected"),
    [
        (
            '<p class="caption" id="a" role="heading"><span>A</span></p>',
            '<p class="caption" id="a" role="heading" aria-level="2"><span>A</span></p>',
        ),
        ('<p role="heading" aria-level="3">A</p>', '<p role="heading" aria-level="3">A</p>'),
        ('<p aria-level="2" role="heading">A</p>', '<p aria-level="2" role="heading">A</p>'),
        ('<p aria-level="2">role="heading"</p>', '<p aria-level="2">role="heading"</p>'),
    ],
)
def test_levels_of_headings(written: str, corrected: str) -> None:
    assert with_levels(written) == corrected
    assert with_levels(corrected) == corrected
