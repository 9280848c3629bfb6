from __future__ import annotations

import typst

from diglot.sphinxext.config.values import PDF_STANDARDS

TITLED = b'#set document(title: "T")\ntext'


def test_typst_knows_the_standards() -> None:
    for name in PDF_STANDARDS:
        assert typst.compile(TITLED, pdf_standards=[name])  # type: ignore[list-item]  # a name
