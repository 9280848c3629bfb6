"""Links to folders, followed as Sphinx follows them."""

from pathlib import Path

from sphinx.util.matching import Matcher

from diglot.sphinxext.reporting.looping_links import looping_links


def test_links_that_lead_to_a_folder_above_themselves(tmp_path: Path) -> None:
    docs, other = tmp_path / "docs", tmp_path / "other"
    for folder in (docs / "part", docs / "kept", other):
        folder.mkdir(parents=True)
    (docs / "part" / "home").symlink_to(docs)
    (docs / "part" / "above").symlink_to(tmp_path)
    (docs / "part" / "itself").symlink_to(docs / "part")
    (docs / "part" / "beside").symlink_to(docs / "kept")
    (docs / "elsewhere").symlink_to(other)
    (other / "back").symlink_to(docs / "part")
    (docs / "broken").symlink_to(tmp_path / "nowhere")
    assert sorted(looping_links(docs)) == [
        "elsewhere/back/above",
        "elsewhere/back/home",
        "elsewhere/back/itself",
        "part/above",
        "part/home",
        "part/itself",
    ]
    assert list(looping_links(docs, Matcher(["part", "elsewhere"]))) == []
