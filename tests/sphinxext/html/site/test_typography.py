"""Code whose words may break is marked; no other is."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document

from diglot.sphinxext.html.site.typography import LONG, MarkLongCode


@pytest.mark.parametrize(
    ("text", "is_long"),
    [
        ("--language", False),
        ("diglot build --language en --strict --jobs 4", False),
        ("diglot_parallel_epub_folded", True),
        ("diglot_parallel_epub_folded = True", True),
        ("显存不够的时候怎么办", False),
        ("显存不够的时候怎么办才好呢你说", True),
        ("", False),
    ],
)
def test_code(text: str, is_long: bool) -> None:
    document = new_document("code", get_default_settings(Parser()))
    code = nodes.literal(text, text)
    document += nodes.paragraph("", "", code)
    MarkLongCode(document).run()
    assert (LONG in code["classes"]) is is_long
