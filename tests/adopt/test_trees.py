"""What becomes of the files of two parallel trees."""

from diglot.adopt.trees import Placed, Trees, trees_in


def found(*paths: str, source: str = "zh_CN", target: str = "en") -> Trees:
    trees = trees_in(paths, source, target)
    assert trees
    return trees


def test_pages_and_other_files_are_placed_by_what_both_trees_share() -> None:
    trees = found("docs/zh/a.md", "docs/en/a.md", "docs/zh/a.png", "docs/en/b.mdx", "src/x.py")
    assert trees.root == "docs"
    assert trees.pages == (
        Placed("a.md", "docs/zh/a.md", "docs/en/a.md"),
        Placed("b.md", "", "docs/en/b.mdx"),
    )
    assert trees.files == (Placed("a.png", "docs/zh/a.png"),)
    assert (trees.only_source, trees.only_target) == ([], ["docs/en/b.mdx"])


def test_other_languages_beside_unnamed_pages_are_left_out() -> None:
    trees = found("a.md", "a.en.md", "a.ja.md", "b.fr.md")
    assert trees.pages == (Placed("a.md", "a.md", "a.en.md"), Placed("b.fr.md", "b.fr.md"))


def test_folders_of_docusaurus_name_their_language_by_its_tag() -> None:
    translated = "i18n/en/docusaurus-plugin-content-docs/current/a.md"
    trees = found("docs/a.md", translated, translated.replace("/en/", "/ja/"))
    assert trees.pages == (Placed("a.md", "docs/a.md", translated),)


def test_pairs_of_another_layout_lie_outside() -> None:
    paths = ["docs/zh/a.md", "docs/en/a.md", "docs/zh/b.md", "docs/en/b.md"]
    trees = found(*paths, "README_zh.md", "README.md")
    assert [pair.source for pair in trees.outside] == ["README_zh.md"]
    assert [page.path for page in trees.pages] == ["a.md", "b.md"]


def test_of_two_folders_of_one_language_the_one_with_its_tag_counts() -> None:
    paths = ["docs/en/Agent.md", "docs/zh-Hant/Agent.md", "docs/zh-TW/Agent.md"]
    trees = trees_in(paths, "en", "zh_TW")
    assert trees
    assert [page.target for page in trees.pages] == ["docs/zh-TW/Agent.md"]
    assert [pair.target for pair in trees.outside] == ["docs/zh-Hant/Agent.md"]


def test_pages_of_which_some_name_their_language_are_all_paired() -> None:
    pages = ["docs/home.zh-CN.md", "docs/home.en-US.md", "src/b/README.md", "src/b/README.zh-CN.md"]
    trees = found(*pages, "src/a.md", "src/c/README.zh-CN.md")
    assert trees.pages == (
        Placed("docs/home.md", "docs/home.zh-CN.md", "docs/home.en-US.md"),
        Placed("src/a.md", "", "src/a.md"),
        Placed("src/b/README.md", "src/b/README.zh-CN.md", "src/b/README.md"),
        Placed("src/c/README.md", "src/c/README.zh-CN.md"),
    )
    assert trees.outside == ()


def test_the_first_pages_of_a_folder_are_one_page_whatever_they_are_called() -> None:
    paths = ["zh/README.md", "en/index.md", "zh/b.md", "en/b.md"]
    trees = found(*paths, "zh/a/README.md", "en/a/README.md", "en/a/index.md")
    assert trees.pages == (
        Placed("README.md", "zh/README.md", "en/index.md"),
        Placed("a/README.md", "zh/a/README.md", "en/a/README.md"),
        Placed("a/index.md", "", "en/a/index.md"),
        Placed("b.md", "zh/b.md", "en/b.md"),
    )


def test_pages_of_one_name_get_numbers() -> None:
    trees = found("zh/a.md", "en/a.md", "zh/a.rst")
    assert [page.path for page in trees.pages] == ["a-2.rst", "a.md"]


def test_no_pair_makes_no_trees() -> None:
    assert trees_in(["zh/a.md", "en/b.md"], "zh_CN", "en") is None
