from __future__ import annotations

import typst

from diglot.sphinxext.config.values import PDF_STANDARDS
from own_process import in_own_process

TITLED = b'#set document(title: "T")\ntext'


def typeset(standard: str) -> bool:
    return bool(typst.compile(TITLED, pdf_standards=[standard]))  # type: ignore[list-item]  # a name


def test_typst_knows_the_standards() -> None:
    for name in PDF_STANDARDS:
        assert in_own_process(typeset, name)
