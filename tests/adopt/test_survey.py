"""What a folder holds, judged without running anything in it."""

from pathlib import Path

import pytest

from diglot.adopt.dialect import Dialect
from diglot.adopt.survey import Kind, survey


def written(folder: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_languages_are_guessed_by_paths_and_by_signs(tmp_path: Path) -> None:
    folder = written(tmp_path, {"a.md": "# 开始", "a.en.md": "# Begin", "mkdocs.yml": ""})
    found = survey(folder)
    assert (found.kind, found.dialect) == (Kind.TREES, Dialect.MKDOCS)
    assert found.trees
    assert (found.trees.source, found.trees.target) == ("zh_CN", "en")


def test_what_most_pages_do_not_name_is_the_source(tmp_path: Path) -> None:
    pages = {"a.md": "# Begin", "b.md": "# End", "zh/a.md": "# 开始", "zh/b.md": "# 结束"}
    found = survey(written(tmp_path, pages)).trees
    assert found
    assert (found.source, found.target) == ("en", "zh_CN")


def test_an_unnamed_page_beside_two_named_trees_is_no_source(tmp_path: Path) -> None:
    pages = {"README.md": "# Read", "zh/a.md": "# 开始", "en/a.md": "# Begin"}
    found = survey(written(tmp_path, pages)).trees
    assert found
    assert (found.source, found.target) == ("zh_CN", "en")


def test_an_unnamed_english_page_is_no_chinese_one(tmp_path: Path) -> None:
    folder = written(tmp_path, {"a.md": "# Begin", "a.ja.md": "# 開始"})
    found = survey(folder).trees
    assert found
    assert (found.source, found.target) == ("en", "ja")


@pytest.mark.parametrize(
    ("name", "dialect"),
    [
        ("conf.py", Dialect.SPHINX),
        (".vitepress/config.ts", Dialect.VITEPRESS),
        ("docusaurus.config.js", Dialect.DOCUSAURUS),
        ("zh/_index.md", Dialect.HUGO),
        ("a.txt", Dialect.MARKDOWN),
    ],
)
def test_a_generator_is_known_by_its_files(tmp_path: Path, name: str, dialect: Dialect) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("", "utf-8")
    assert survey(tmp_path).dialect is dialect


def test_catalogs_beside_a_conf_make_a_project_with_catalogs(tmp_path: Path) -> None:
    folder = written(tmp_path, {"docs/conf.py": "", "docs/locale/de/LC_MESSAGES/a.po": ""})
    assert survey(folder).kind is Kind.CATALOGS


def test_a_folder_without_pairs_holds_nothing(tmp_path: Path) -> None:
    assert survey(written(tmp_path, {"a.md": "# A"})).kind is Kind.NOTHING


def test_a_catalog_of_pages_makes_them_a_tree(tmp_path: Path) -> None:
    catalog = '#: src/SUMMARY.md src/a.md:1\nmsgid "A"\nmsgstr "甲"\n'
    folder = written(
        tmp_path,
        {
            "book.toml": "",
            "README.md": "# Read",
            "src/SUMMARY.md": "- [A](a.md)",
            "src/a.md": "# A",
            "src/a.svg": "",
            "po/ja.po": catalog,
            "po/zh-CN.po": catalog,
            "po/messages.pot": catalog,
        },
    )
    found = survey(folder)
    assert (found.kind, found.dialect) == (Kind.PAGE_CATALOGS, Dialect.MDBOOK)
    assert found.trees
    assert (found.trees.source, found.trees.target, found.trees.root) == ("en", "zh_CN", "src")
    assert [page.source for page in found.trees.pages] == ["src/SUMMARY.md", "src/a.md"]
    assert [file.path for file in found.trees.files] == ["a.svg"]
    other = survey(folder, ("en", "ja")).trees
    assert other
    assert other.target == "ja"
