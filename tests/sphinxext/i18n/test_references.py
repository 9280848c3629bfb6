"""Which references a translation has lost or gained, read off both trees."""

from __future__ import annotations

from docutils import nodes

from diglot.sphinxext.i18n.translate.references import differences


def test_an_anchor_that_was_found_while_a_file_was_included() -> None:
    # As in `.. include:: install.md` with MyST's parser: its transforms have run already.
    found = nodes.reference("", "below", id_link=True, refid="build-it")
    written = nodes.reference("", "below", id_link=True, refuri="#build-it")
    source, same = nodes.paragraph("", "", found), nodes.paragraph("", "", written)
    assert "[](#build-it)" in str(differences(source, nodes.paragraph(), rst=False))
    assert differences(source, same, rst=False) is None
