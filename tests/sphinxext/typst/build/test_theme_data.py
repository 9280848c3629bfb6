"""What a handout says of itself: who, what and when."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.config import Config

from diglot.core.language import language
from diglot.sphinxext.config.readings import Reading
from diglot.sphinxext.handouts.handout import Handout
from diglot.sphinxext.handouts.pdf import HandoutPdf
from diglot.sphinxext.typst.build.assembly import Assembly
from diglot.sphinxext.typst.build.resolved_handout import ResolvedHandout
from diglot.sphinxext.typst.build.theme_data import metadata_of

NOON = 1689249600  # 13 July 2023


def resolved(tag: str) -> ResolvedHandout:
    handout, own = Handout("talk", ("index",)), language(tag)
    pdf = HandoutPdf(handout, Reading.SINGLE, (own,))
    return ResolvedHandout(pdf, Assembly(()), own, "A talk", False, {}, (), NOON)


@pytest.mark.parametrize(
    ("tag", "date"),
    [
        ("en", "Edition of 13 July 2023"),
        ("en_US", "Edition of July 13, 2023"),
        ("zh_CN", "2023年7月13日版"),
        ("zh_TW", "2023年7月13日版"),
        ("de", "Ausgabe vom 13. Juli 2023"),
    ],
)
def test_the_day_of_a_handout_is_not_taken_for_that_of_its_event(
    tag: str, date: str, tmp_path: Path
) -> None:
    config = Config({}, {"language": tag})
    assert metadata_of(resolved(tag), config, tmp_path)["date"] == date
