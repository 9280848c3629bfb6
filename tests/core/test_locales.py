from __future__ import annotations

from pathlib import Path

from diglot.core.locales import catalog_path, catalogs_in, domain_of, serving_paths, tags_in


def make(folder: Path, tag: str, domain: str) -> Path:
    path = catalog_path(folder, tag, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def test_catalogs_are_known_by_their_domains(tmp_path: Path) -> None:
    paths = {domain: make(tmp_path, "en", domain) for domain in ("guide/b", "a")}
    assert list(catalogs_in(tmp_path, "en")) == [("a", paths["a"]), ("guide/b", paths["guide/b"])]
    assert domain_of(paths["guide/b"], [tmp_path], ["ja", "en"]) == "guide/b"
    assert domain_of(paths["guide/b"], [tmp_path], ["ja"]) is None
    assert list(catalogs_in(tmp_path, "ja")) == []


def test_links_to_folders_are_followed_but_not_in_a_circle(tmp_path: Path) -> None:
    elsewhere = make(tmp_path / "elsewhere", "en", "b").parent
    base = make(tmp_path, "en", "a").parent
    (base / "guide").symlink_to(elsewhere)
    (elsewhere / "up").symlink_to(base)
    (elsewhere / "again").symlink_to(elsewhere)
    (elsewhere / "itself").symlink_to("itself")
    assert [domain for domain, _path in catalogs_in(tmp_path, "en")] == ["a", "guide/b"]


def test_the_bare_language_stands_in(tmp_path: Path) -> None:
    folders = [tmp_path / "first", tmp_path / "second"]
    names = [path.relative_to(tmp_path).as_posix() for path in serving_paths(folders, "zh_CN", "a")]
    assert names == [
        f"{folder}/{tag}/LC_MESSAGES/a.po"
        for folder in ("first", "second")
        for tag in ("zh_CN", "zh")
    ]
    assert len(list(serving_paths(folders, "en", "a"))) == 2


def test_languages_with_catalogs(tmp_path: Path) -> None:
    for tag in ("ja", "en"):
        make(tmp_path, tag, "a")
    (tmp_path / "fr").mkdir()
    assert tags_in([tmp_path, tmp_path / "nowhere"]) == ["en", "ja"]
