"""Which files of an output folder a build knows of."""

from __future__ import annotations

from pathlib import Path

from diglot.sphinxext.incremental.output_files import files_below


def test_files_of_all_folders_but_hidden_ones_at_the_top(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for name in ("a.html", "b/c.html", "b/.nojekyll", ".doctrees/d", ".buildinfo"):
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert files_below(site) == {"a.html", "b/c.html", "b/.nojekyll"}


def test_links_lead_to_files_and_from_the_top_to_folders(tmp_path: Path) -> None:
    site, beyond = tmp_path / "site", tmp_path / "beyond"
    for folder in (site / "b", beyond / "deep"):
        folder.mkdir(parents=True)
    (beyond / "page.html").touch()
    (site / "page.html").symlink_to(beyond / "page.html")
    (site / "loop").symlink_to("loop")
    (site / "none").symlink_to("nowhere")
    (site / "beyond").symlink_to(beyond)
    (beyond / "deep" / "up").symlink_to(site)
    (site / "b" / "beyond").symlink_to(beyond)
    assert files_below(site) == {"page.html", "beyond/page.html"}


def test_no_folder_has_no_files(tmp_path: Path) -> None:
    assert files_below(tmp_path / "none") == set()
