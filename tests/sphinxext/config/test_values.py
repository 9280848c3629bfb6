from __future__ import annotations

from diglot.sphinxext.config.values import PDF_STANDARDS
from typesetting import typeset

TITLED = '#set document(title: "T")\ntext'


def test_typst_knows_the_standards() -> None:
    for name in PDF_STANDARDS:
        assert typeset(TITLED, name)
