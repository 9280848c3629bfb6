"""Two parallel trees become a project, and nothing of them is lost or changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from commands import run_module
from diglot.catalog.entry import Entry
from diglot.catalog.reader import read_catalog
from folders import ROOT

TREES = ROOT / "tests" / "cases" / "adopt"


def contents(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """Return the folder of the new project, and what the command told of it."""
    into = tmp_path_factory.mktemp("adopt") / "book"
    before = contents(TREES)
    done = run_module(
        *("diglot", "adopt", str(TREES), "--languages", "zh_CN,en", "--write"),
        *("--into", str(into), "--format", "json"),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert contents(TREES) == before
    told: dict[str, Any] = json.loads(done.stdout)
    return into, told


def entries(folder: Path) -> dict[str, Entry]:
    catalogs = sorted(folder.glob("locales/en/LC_MESSAGES/**/*.po"))
    return {entry.msgid: entry for path in catalogs for entry in read_catalog(path).entries}


def test_what_belongs_together_is_confirmed(adopted: tuple[Path, dict[str, Any]]) -> None:
    catalog = entries(adopted[0])
    confirmed = {
        "开始": "Getting started",
        "先装好 `uv` 0.9，见[安装](guide/install.md#步骤)。": (
            "Install `uv` 0.9 first, see [installation](guide/install.md#步骤)."
        ),
        "第二项，见[外面](https://example.org/)": (
            "The second item, see [outside](https://example.org/)"
        ),
        "乙": "second",
        "# 注释\nprint(1)\n": "# a comment\nprint(1)\n",
        "注意这一点。": "Mind this.",
        "请参考 `校准文档 <https://example.org/a>`__ 获取更多信息。": (
            "For more information, please refer to the "
            "`calibration document <https://example.org/a>`__."
        ),
        "回到[开头](../index.md)。": "Back to the [beginning](../index.md).",
    }
    found = {msgid: catalog[msgid] for msgid in confirmed}
    assert {msgid: entry.translation for msgid, entry in found.items()} == confirmed
    assert not [entry.msgid for entry in found.values() if entry.fuzzy]
    assert catalog["这一段只有中文。"].translation == ""
    assert catalog["还没有译的一段。"].translation == ""


def test_what_has_no_partner_is_in_the_memory_and_in_the_report(
    adopted: tuple[Path, dict[str, Any]],
) -> None:
    into, told = adopted
    memory = read_catalog(into / "locales" / "en" / "memory.po")
    left = {entry.translation for entry in memory.entries}
    assert left == {
        "News",
        "Only English has this section, which has a number: 2026.",
        "English alone",
        "A paragraph.",
    }
    assert all(entry.fuzzy for entry in memory.entries)
    unpaired = [
        finding["location"]
        for finding in told["diagnostics"]
        if finding["code"] == "unpaired-block"
    ]
    named = {finding["msgid"]: finding["path"] for finding in unpaired}
    assert named == {
        "News": "en/index.md",
        "Only English has this section, which has a number: 2026.": "en/index.md",
        "English alone": "en/guide/more.md",
        "A paragraph.": "en/guide/more.md",
    }


def test_what_was_rewritten_and_what_was_left_is_told(
    adopted: tuple[Path, dict[str, Any]],
) -> None:
    into, told = adopted
    line = {"line": 9, "what": "an admonition"}
    assert told["rewritten"] == {"en/guide/install.md": [line], "zh/guide/install.md": [line]}
    unknown = [finding for finding in told["diagnostics"] if finding["code"] == "unknown-markup"]
    assert [finding["location"] for finding in unknown] == [
        {"path": "zh/guide/alone.md", "line": 5}
    ]
    assert '"attrs_inline", "colon_fence", "deflist"' in (into / "conf.py").read_text("utf-8")


def test_the_counts_add_up(adopted: tuple[Path, dict[str, Any]]) -> None:
    _into, told = adopted
    parts = (told["confirmed"], told["fuzzy"], told["same"], told["left"])
    assert sum(parts) == told["blocks"]
    assert parts[1:] == (0, 1, 4)
    assert (told["only_source"], told["only_target"]) == (
        ["zh/guide/alone.md"],
        ["en/guide/more.md"],
    )


def test_each_difference_from_the_old_text_is_named(
    adopted: tuple[Path, dict[str, Any]],
) -> None:
    _into, told = adopted
    assert told["differences"] == [
        {"document": "guide/more", "before": ["English alone", "A paragraph."], "now": []},
        {"document": "index", "before": [], "now": ["这一段只有中文。"]},
        {
            "document": "index",
            "before": ["News", "Only English has this section, which has a number: 2026."],
            "now": [],
        },
    ]
    assert told["unchanged"] == told["texts"] - 4


def test_the_project_passes_its_checks_and_has_the_pictures_of_both(
    adopted: tuple[Path, dict[str, Any]],
) -> None:
    into, _told = adopted
    assert run_module("diglot", "check", cwd=into).returncode == 0
    built = run_module("diglot", "build", "site", "--quiet", cwd=into)
    assert (built.returncode, built.stderr) == (0, "")
    assert (into / "docs/pic.png").read_bytes() == (TREES / "zh/pic.png").read_bytes()
    assert (into / "docs/pic.en.png").read_bytes() == (TREES / "en/pic.png").read_bytes()
    assert "guide/alone\nguide/install\n" in (into / "docs/index.md").read_text("utf-8")
    assert not (into / "build" / "adopt").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "there is no folder"),
        ([str(TREES), "--write"], "--write needs --languages and --into"),
        ([str(TREES), "--languages", "zh_CN"], "two trees are in two languages"),
        ([str(TREES), "--languages", "zh_CN,english"], "is no language"),
        (["--languages", "zh_CN,en", "--write", "--into", "new"], "there are no two trees"),
        ([str(TREES), "--languages", "zh_CN,en", "--write", "--into", "."], "is not empty"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = run_module("diglot", "adopt", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_page_that_is_not_utf_8_is_named_and_nothing_written(tmp_path: Path) -> None:
    trees = tmp_path / "docs"
    for language in ("zh", "en"):
        (trees / language).mkdir(parents=True)
        (trees / language / "a.md").write_bytes("# 开始".encode("gb18030"))
    languages = ("--languages", "zh_CN,en")
    into = ("--into", "new")
    done = run_module("diglot", "adopt", "docs", *languages, "--write", *into, cwd=tmp_path)
    assert done.returncode == 1
    assert "zh/a.md: this page is not UTF-8" in done.stderr
    assert not (tmp_path / "new").exists()


def test_a_report_says_what_was_found_and_how_to_go_on() -> None:
    done = run_module("diglot", "adopt", str(TREES))
    assert done.returncode == 0
    assert "3 pages in both" in done.stdout
    assert f"`diglot adopt {TREES} --languages zh_CN,en --write --into NEW`" in done.stdout


def test_a_sphinx_project_in_one_language_is_told_of_init(tmp_path: Path) -> None:
    (tmp_path / "conf.py").touch()
    (tmp_path / "index.md").write_text("# Begin\n", "utf-8")
    done = run_module("diglot", "adopt", cwd=tmp_path)
    assert done.returncode == 0
    assert "no page was found in two languages" in done.stdout
    assert "`diglot init LANGUAGE`" in done.stdout


def test_pages_with_a_catalog_become_a_project(tmp_path: Path) -> None:
    """mdBook's: one tree, ``po/``, and a list of pages whose titles are messages, too."""
    files = {
        "book.toml": "",
        "src/SUMMARY.md": "# Summary\n\n[Welcome](index.md)\n\n# Day one\n\n- [Start](a.md)\n",
        "src/index.md": "# Welcome\n\nIt's\nnew.\n",
        "src/a.md": "# Begin\n\nThis *is* it.\n\nThis sentence was changed a little.\n",
        "po/zh-CN.po": "".join(
            f'#: src/{page}.md\nmsgid "{english}"\nmsgstr "{chinese}"\n\n'
            for page, english, chinese in (
                ("SUMMARY", "Day one", "第一天"),
                ("SUMMARY", "Start", "起步"),
                ("index", "Welcome", "欢迎"),
                ("index", "It's new.", "这是新的。"),
                ("a", "This _is_ it.", "就是这个。"),
                ("a", "This sentence was changed.", "这一句改过。"),
            )
        ),
    }
    for path, text in files.items():
        (tmp_path / "old" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "old" / path).write_text(text, "utf-8")
    languages = ("--languages", "en,zh_CN")
    output = ("--into", "book", "--format", "json")
    done = run_module("diglot", "adopt", "old", *languages, "--write", *output, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert [told[name] for name in ("pages", "blocks", "confirmed", "left")] == [3, 6, 5, 1]
    paths = sorted((tmp_path / "book").glob("locales/zh_CN/LC_MESSAGES/*.po"))
    found = {entry.msgid: entry for path in paths for entry in read_catalog(path).entries}
    assert {msgid: entry.translation for msgid, entry in found.items() if not entry.fuzzy} == {
        "Day one": "第一天",
        "Start": "起步",
        "Welcome": "欢迎",
        "It's new.": "这是新的。",
        "Begin": "",
        "This *is* it.": "就是这个。",
    }
    assert found["This sentence was changed a little."].translation == "这一句改过。"


def test_what_both_old_settings_say_becomes_settings_and_their_translations(
    tmp_path: Path,
) -> None:
    for tag, project, page in (("zh", "手册", "# 开始"), ("en", "Manual", "# Start")):
        folder = tmp_path / "old" / tag
        folder.mkdir(parents=True)
        (folder / "index.md").write_text(f"{page}\n", "utf-8")
        (folder / "conf.py").write_text(
            f"project = '{project}'\nversion = '1.0'\nhtml_theme = 'alabaster'\nhtml_logo = 'x'\n",
            "utf-8",
        )
    languages = ("--languages", "zh_CN,en")
    output = ("--into", "book", "--format", "json")
    done = run_module("diglot", "adopt", "old", *languages, "--write", *output, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["settings"] == {
        "path": "zh/conf.py",
        "taken": ["project", "version", "html_theme"],
        "left": ["html_logo"],
    }
    stated: dict[str, Any] = {}
    exec((tmp_path / "book" / "conf.py").read_text("utf-8"), stated)  # noqa: S102 - written by us
    assert [stated[name] for name in ("project", "version", "html_theme")] == [
        *("手册", "1.0", "alabaster")
    ]
    assert entries(tmp_path / "book")["手册"].translation == "Manual"
    requirements = (tmp_path / "book" / "requirements.txt").read_text("utf-8").split()
    assert "alabaster" not in requirements


UNKNOWN = {
    "a.rst": """\
{title}
==========

:frob:`{word}`

.. tabs::

   .. tab:: {tab}

      {inside}
""",
    "b.md": """\
# {title}

```{{frobnicate}} {tab}
:option: 1

{inside}

## {head}
```

```mermaid
{graph}
```
""",
    "c.md": """\
# {title}

:::{{mermaid}}
{graph}
:::

```{{todo}}
{word}
```
""",
}
FIELDS = ("title", "word", "tab", "inside", "head", "graph")
WORDS = {
    "zh": ("标题", "词", "页", "里面有一句话。", "小标题", "甲-->乙"),
    "en": ("Title", "word", "a tab", "A sentence is inside.", "A heading", "one-->two"),
}


def test_what_no_extension_knows_is_named_and_its_text_is_kept(tmp_path: Path) -> None:
    for language, words in WORDS.items():
        for name, text in UNKNOWN.items():
            page = tmp_path / "pages" / language / name
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text.format(**dict(zip(FIELDS, words, strict=True))), "utf-8")
    (tmp_path / "pages" / "conf.py").write_text("", "utf-8")
    into = tmp_path / "book"
    done = run_module(
        *("diglot", "adopt", str(tmp_path / "pages"), "--languages", "zh_CN,en", "--write"),
        *("--into", str(into), "--format", "json"),
    )
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    unknown = [finding for finding in told["diagnostics"] if finding["code"] == "unknown-markup"]
    assert [(finding["location"]["path"], finding["location"]["line"]) for finding in unknown] == [
        ("docs/a.rst", 4), ("docs/a.rst", 6), ("docs/a.rst", 8), ("docs/b.md", 3),
        ("docs/c.md", 3), ("en/b.md", 11), ("zh/b.md", 11),
    ]  # fmt: skip
    assert "sphinx-tabs" in unknown[1]["hints"][0]
    assert "myst_fence_as_directive" in unknown[-1]["hints"][0]
    # The extension of a directive whose text can be translated is there at once.
    assert '"sphinx.ext.todo"' in (into / "conf.py").read_text("utf-8")
    catalog = entries(into)
    assert catalog["词"].translation == "word"
    assert catalog["甲-->乙\n"].translation == "one-->two\n"
    memory = read_catalog(into / "locales" / "en" / "memory.po").entries
    assert {(unit.context, unit.msgid, unit.translation) for unit in memory} == {
        ("a", "页", "a tab"),
        ("a", "里面有一句话。", "A sentence is inside."),
        ("b", "页", "a tab"),
        ("b", "里面有一句话。", "A sentence is inside."),
        ("b", "小标题", "A heading"),
        ("c", "甲-->乙", "one-->two"),
    }
