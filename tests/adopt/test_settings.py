"""What old settings say of a book is read, and none of their code is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from diglot.adopt.settings import OldSettings, old_settings

CONF = """
import os
__version__ = "1.2"
open("was-run", "w")
project = "书"
copyright: str = "2026, 书社"
author = os.environ["AUTHOR"]
version = __version__
release = f"v{version}"
html_theme = "alabaster"
html_theme_options = {"repository_branch": "main"}
html_logo = "logo.svg"
exclude_patterns = ["_build"]
smartquotes = False
myst_enable_extensions = ["dollarmath", "fieldlist"]
myst_substitutions = {"a": "甲"}
helper = 3
"""


def read(folder: Path, files: dict[str, str], *pages: str) -> OldSettings:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return old_settings(folder, files, pages)


def test_literals_of_the_nearest_conf_py_are_taken(tmp_path: Path) -> None:
    files = {"conf.py": "project = 'far'", "zh/conf.py": CONF, "en/conf.py": "project = 'other'"}
    found = read(tmp_path, files, "zh/a.md", "zh/b/c.md")
    assert found.path == "zh/conf.py"
    assert found.values == {
        "project": "书",
        "copyright": "2026, 书社",
        "version": "1.2",
        "release": "v1.2",
        "html_theme": "alabaster",
        "smartquotes": False,
        "myst_substitutions": {"a": "甲"},
    }
    assert found.myst == {"dollarmath", "fieldlist"}
    assert found.left == ("html_theme_options", "html_logo")
    assert not (tmp_path / "was-run").exists()


def test_a_theme_that_is_not_installed_is_left(tmp_path: Path) -> None:
    found = read(tmp_path, {"conf.py": "html_theme = 'nobody_has_it'"}, "a.md")
    assert (found.values, found.left) == ({}, ("html_theme",))


def test_a_conf_py_that_is_no_python_says_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, {"conf.py": "project = ("}, "a.md") == OldSettings("conf.py")


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("mkdocs.yml", "site_name: 书\nplugins: !!python/name:os.system ''\n", "书"),
        ("book.toml", '[book]\ntitle = "书"\n', "书"),
        ("docs.json", '{"name": "书"}', "书"),
        (
            "docusaurus.config.ts",
            "export default { themeConfig: { navbar: { title: 'x' } }, title: '书' };",
            "书",
        ),
        ("docs/.vitepress/config.mts", "export default defineConfig({ title: '书' })", "书"),
        ("mkdocs.yml", "nav: []\n", ""),
        ("book.toml", "no toml", ""),
        ("other.json", '{"name": "书"}', ""),
    ],
)
def test_the_name_of_the_book_in_settings_of_other_generators(
    tmp_path: Path, path: str, text: str, name: str
) -> None:
    found = read(tmp_path, {path: text}, "a.md")
    assert found.values.get("project", "") == name
