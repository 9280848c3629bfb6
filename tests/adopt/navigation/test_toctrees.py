"""What navigation becomes in the pages of two trees."""

from diglot.adopt.navigation.items import Item
from diglot.adopt.navigation.toctrees import Toctrees


def test_groups_become_captions_and_pages_of_their_own() -> None:
    source = {f"{name}.md": f"# {name.upper()}\n" for name in ("index", "a", "b/c", "b/d", "z")}
    target = {**source, "a.md": "# Ah\n"}
    items = (
        Item("Home", "index.md"),
        Item("A", "a.md"),
        Item("组", "", (Item("内*层", "", (Item("丙", "b/c.md"), Item("", "b/d.md"))),)),
        Item("Elsewhere", "https://example.org/"),
    )
    titles = {
        ("a.md", 0): "Ah",
        ("b/c.md", 0): "Group",
        ("b/c.md", 1): "Inner",
        ("b/c.md", 2): "See",
    }
    toctrees = Toctrees(source, target, "index.md", titles)
    toctrees.write(items)
    assert toctrees.pairs == {"index.md": {"组": "Group"}, "b/index.md": {"丙": "See"}}
    assert source["index.md"] == (
        "# INDEX\n"
        "\n```{toctree}\n:maxdepth: 1\n\na\n```\n"
        "\n```{toctree}\n:maxdepth: 1\n:caption: 组\n\nb/index\n```\n"
        "\n```{toctree}\n:maxdepth: 1\n\nElsewhere <https://example.org/>\n```\n"
        "\n```{toctree}\n:maxdepth: 1\n\nz\n```\n"
    )
    assert ":caption: Group\n" in target["index.md"]
    assert source["b/index.md"] == ("# 内\\*层\n\n```{toctree}\n:maxdepth: 1\n\n丙 <c>\nd\n```\n")
    assert target["b/index.md"].startswith("# Inner\n")
    assert "See <c>" in target["b/index.md"]


def test_the_first_page_of_a_folder_stands_for_its_group() -> None:
    source = {f"{name}.md": "" for name in ("index", "b/index", "b/c")}
    source["b/index.md"] = "# B\n"
    inner = Item("", "", (Item("", "b/index.md"), Item("", "b/c.md")))
    Toctrees(source, {}, "index.md", {}).write((inner,))
    assert "\nb/index\n" in source["index.md"]
    assert source["b/index.md"] == "# B\n\n```{toctree}\n:maxdepth: 1\n\nc\n```\n"


def test_the_first_page_lists_itself_by_another_name() -> None:
    source = {"index.md": "# A\n", "b.md": "# B\n"}
    below = (Item("概览", "index.md"), Item("", "b.md"))
    Toctrees(source, {}, "index.md", {}).write((Item("首页", "", below),))
    assert ":caption: 首页\n\n概览 <self>\nb\n" in source["index.md"]


def test_where_a_page_has_a_text_navigation_alone_shows_them() -> None:
    source = {"index.md": "---\na: 1\n---\n# A\n\nText.\n", "b.md": "# B\n"}
    Toctrees(source, {}, "index.md", {}).write((Item("", "b.md"),))
    assert source["index.md"].endswith("Text.\n\n```{toctree}\n:hidden:\n\nb\n```\n")


def test_rst_pages_have_toctrees_of_theirs() -> None:
    source = {"index.rst": "A\n=\n", "a.rst": "B\n=\n"}
    Toctrees(source, {}, "index.rst", {}).write((Item("组", "", (Item("乙", "a.rst"),)),))
    assert source["index.rst"] == (
        "A\n=\n\n.. toctree::\n   :hidden:\n   :caption: 组\n\n   乙 <a>\n"
    )
