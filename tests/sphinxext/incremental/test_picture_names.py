"""Pictures of one name are numbered by the documents that show them, whatever was read before."""

from __future__ import annotations

from diglot.sphinxext.incremental.picture_names import in_order, renamed


def test_pictures_come_by_the_first_document_that_shows_them() -> None:
    pictures = {"old/dot.svg": ({"d", "b"}, "dot.svg"), "new/dot.svg": ({"c", "a"}, "dot1.svg")}
    assert renamed(pictures) == {"new/dot.svg": "dot1.svg"}
    assert in_order(pictures) == [("new/dot.svg", ["a", "c"]), ("old/dot.svg", ["b", "d"])]
