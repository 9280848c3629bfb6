"""What the files and pages of two trees become, before anything is written."""

from pathlib import Path

from diglot.adopt.dialect import Dialect
from diglot.adopt.files import files_in
from diglot.adopt.plan import Plan, plan
from diglot.adopt.trees import trees_in


def planned(folder: Path, files: dict[str, str], dialect: Dialect = Dialect.MARKDOWN) -> Plan:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    everything = files_in(folder)
    trees = trees_in(everything, "zh_CN", "en")
    assert trees
    return plan(folder, trees, everything, dialect, "Book")


def test_a_first_page_leads_to_all_others(tmp_path: Path) -> None:
    made = planned(tmp_path, {"zh/b.md": "# 乙", "en/b.md": "# B", "zh/a/c.md": "# 丙"})
    toctree = "```{toctree}\n:maxdepth: 1\n\na/c\nb\n```\n"
    assert made.source.pages["index.md"] == f"# Book\n\n{toctree}"
    assert made.target.pages["index.md"] == f"%\n\n{toctree}"


def test_a_readme_becomes_the_first_page_of_its_folder(tmp_path: Path) -> None:
    made = planned(
        tmp_path,
        {
            "zh/README.md": "# 一",
            "en/README.md": "# One",
            "zh/a/_index.md": "[一](../README.md)",
            "en/a/_index.md": "[one](../README.md)",
        },
    )
    assert sorted(made.source.pages) == ["a/index.md", "index.md"]
    # It has no heading; folders call it what Sphinx needs one for.
    assert made.source.pages["a/index.md"] == "# a\n\n[一](../index.md)"
    assert made.target.pages["a/index.md"] == "# a\n\n[one](../index.md)"


def test_a_first_page_without_a_title_is_called_as_the_project(tmp_path: Path) -> None:
    first = "---\ndescription: It\n---\n\nWords.\n"
    made = planned(
        tmp_path, {f"{tag}/{name}.md": first for tag in ("zh", "en") for name in ("README", "a")}
    )
    for tree in (made.source, made.target):
        assert tree.pages["index.md"].startswith("---\ndescription: It\n---\n\n# Book\n\nWords.\n")
        assert tree.pages["a.md"] == "---\ndescription: It\n---\n# a\n\n\nWords.\n"


def test_a_first_page_with_several_headings_is_called_as_the_project(tmp_path: Path) -> None:
    files = {f"docs/{tag}/README.md": "# 一\n# 二\n" for tag in ("zh", "en")}
    sidebar = {f"docs/{tag}/_sidebar.md": "- [首页](README.md)\n" for tag in ("zh", "en")}
    made = planned(tmp_path, files | sidebar)
    assert made.source.pages["index.md"].startswith("# Book\n\n## 一\n## 二\n")
    assert made.target.pages["index.md"].startswith("# Book\n\n## 一\n## 二\n")


def test_toctrees_of_the_sources_stay_the_only_ones(tmp_path: Path) -> None:
    for name, text in {
        "index.md": "# 一\n\n```{toctree}\na\n```\n",
        "index.rst": "一\n==\n\n..  toctree::\n\n    a\n",
    }.items():
        files = {f"zh/{name}": text, f"en/{name}": text, "zh/a.md": "# 甲"}
        made = planned(tmp_path / name, files)
        assert made.source.pages[name] == text


def test_shared_files_come_along_where_a_page_shows_them(tmp_path: Path) -> None:
    made = planned(
        tmp_path,
        {
            "docs/zh/a.md": "![图](../images/a.png) ![](../.assets/b.png)",
            "docs/en/a.md": "![It](../images/a.png) ![](../.assets/b.png)",
            "docs/.assets/b.png": "x",
            "docs/images/a.png": "x",
            "docs/images/unused.png": "x",
            "docs/zh/conf.py": "",
        },
    )
    assert made.source.pages["a.md"] == "# a\n\n![图](images/a.png) ![](assets/b.png)"
    assert made.source.files == {
        "images/a.png": tmp_path / "docs/images/a.png",
        "assets/b.png": tmp_path / "docs/.assets/b.png",
    }


def test_files_that_differ_are_kept_for_each_language(tmp_path: Path) -> None:
    made = planned(
        tmp_path,
        {
            "zh/a.md": "![图](p.png)",
            "en/a.md": "![It](p.png)",
            "zh/p.png": "zh",
            "en/p.png": "en",
            "zh/q.txt": "same",
            "en/q.txt": "same",
        },
    )
    assert made.source.files == {
        "p.png": tmp_path / "zh/p.png",
        "p.en.png": tmp_path / "en/p.png",
        "q.txt": tmp_path / "zh/q.txt",
    }
    assert made.differing == ("p.png",)


def test_extensions_are_those_that_the_pages_need(tmp_path: Path) -> None:
    tabs = '=== "A"\n\n    One.\n\n=== "B"\n\n    Two.\n'
    made = planned(tmp_path, {"zh/a.md": tabs, "en/a.md": tabs}, Dialect.MKDOCS)
    assert made.sphinx == {"sphinx_design"}
    assert "colon_fence" in made.myst
    assert sorted(made.rewritten) == ["en/a.md", "zh/a.md"]


def test_links_of_docusaurus_name_pages_without_the_numbers_before_names(tmp_path: Path) -> None:
    current = "i18n/en/docusaurus-plugin-content-docs/current"
    text = "[一](/docs/guide/first#a) [二](guide/first) [三](/blog/first)"
    pages = {"a.md": text, "10-guide/01-first.md": "# 一"}
    files = {f"{tree}/{name}": text for tree in ("docs", current) for name, text in pages.items()}
    made = planned(tmp_path, files, Dialect.DOCUSAURUS)
    linked = "# a\n\n[一](10-guide/01-first.md#a) [二](10-guide/01-first.md) [三](/blog/first)"
    assert made.source.pages["a.md"] == made.target.pages["a.md"] == linked


def test_links_of_docsify_begin_at_the_top(tmp_path: Path) -> None:
    pages = {
        f"docs/{tag}/{name}.md": f"[一]({tag}/more/a?id=_1-x) [二](b) [三]({tag}/gone)\n\n# 1 x\n"
        for tag in ("zh", "en")
        for name in ("more/a", "more/b", "_sidebar", "_navbar")
    }
    made = planned(tmp_path, pages)
    assert sorted(made.source.pages) == ["index.md", "more/a.md", "more/b.md"]
    assert made.source.pages["more/b.md"].startswith("[一](a.md#1-x) [二](b.md) [三](zh/gone)")


def test_links_of_an_unknown_generator_name_pages_alone(tmp_path: Path) -> None:
    text = "[b](/zh-CN/b#x) [b](#/zh-CN/b) [gone](/zh-CN/c) [here](#b) [two](/zh-CN/d)"
    paths = ("docs/a", "src/b/README", "src/d/README", "docs/d")
    files = {f"{path}{end}.md": text for path in paths for end in (".zh-CN", ".en-US")}
    page = planned(tmp_path, files).source.pages["docs/a.md"]
    b = "../src/b/index.md"
    assert page.startswith(
        f"# a\n\n[b]({b}#x) [b]({b}) [gone](/zh-CN/c) [here](#b) [two](/zh-CN/d)"
    )


def test_a_page_that_includes_the_other_language_has_its_text(tmp_path: Path) -> None:
    made = planned(
        tmp_path,
        {
            "zh/index.rst": ".. include:: ../en/index.rst\n",
            "en/index.rst": "Title\n=====\n\n.. include:: /part.txt\n",
            "zh/a.md": "# 甲\n\n```{include} ../en/a.md\n```\n",
            "en/a.md": "Text\n",
            # With options it may be a part alone, and another page is another page.
            "zh/b.rst": ".. include:: ../en/b.rst\n   :start-line: 2\n\n.. include:: ../en/a.md\n",
            "en/b.rst": "Text\n",
            "part.txt": "Part\n",
        },
        Dialect.SPHINX,
    )
    assert made.source.pages["index.rst"].startswith("Title\n=====\n")
    assert made.source.pages["a.md"] == "# 甲\n\nText\n\n"
    assert made.source.pages["b.rst"] == (
        ".. include:: b.rst\n   :start-line: 2\n\n.. include:: a.md\n"
    )
