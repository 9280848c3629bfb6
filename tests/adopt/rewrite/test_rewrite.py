from __future__ import annotations

import io
import re
import shutil
from itertools import chain
from pathlib import Path

import pytest
from docutils.nodes import section
from hypothesis import given
from hypothesis import strategies as st
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

import folders
from diglot.adopt.dialect import Dialect
from diglot.adopt.rewrite.rewrite import rewrite

CASES = folders.CASES / "rewrite"
DIALECTS = {
    "mkdocs": Dialect.MKDOCS,
    "docusaurus": Dialect.DOCUSAURUS,
    "vitepress": Dialect.VITEPRESS,
    "home": Dialect.VITEPRESS,
    "mintlify": Dialect.MINTLIFY,
    "mdbook": Dialect.MDBOOK,
    "markdown": Dialect.MARKDOWN,
}
FOREIGN = [dialect for dialect in Dialect if dialect is not Dialect.SPHINX]


def rewritten(name: str) -> str:
    """Return the page of a case in MyST."""
    return rewrite((CASES / f"{name}.md").read_text("utf-8"), DIALECTS[name]).text


@pytest.mark.parametrize("name", DIALECTS)
def test_cases(name: str, regenerate: bool) -> None:
    result = rewrite((CASES / f"{name}.md").read_text("utf-8"), DIALECTS[name])
    found = "".join(
        (
            result.text,
            "=== rewritten\n",
            *(f"{change.line}: {change.what.value}\n" for change in result.changes),
            "=== left\n",
            *(f"{unknown.line}: {unknown.markup}\n" for unknown in result.unknown),
            "=== extensions\n",
            *(f"{name}\n" for name in sorted(result.myst | result.sphinx)),
        )
    )
    expected = CASES / f"{name}.txt"
    if regenerate:
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


def test_sphinx_reads_the_results(tmp_path: Path) -> None:
    source = tmp_path / "docs"
    source.mkdir()
    for name in ("code.py", "included.txt"):
        shutil.copy(CASES / name, source)
    needed = [
        rewrite((CASES / f"{name}.md").read_text("utf-8"), DIALECTS[name]) for name in DIALECTS
    ]
    for name, result in zip(DIALECTS, needed, strict=True):
        (source / f"{name}.md").write_text(result.text, "utf-8")
    (source / "index.md").write_text("# I\n\n```{toctree}\n:glob:\n*\n```\n", "utf-8")
    warnings = io.StringIO()
    settings = {
        "extensions": [
            "myst_parser",
            *sorted(set(chain(*(extension.sphinx for extension in needed)))),
        ],
        "myst_enable_extensions": sorted(set(chain(*(extension.myst for extension in needed)))),
        "suppress_warnings": ["config.cache", "myst.strikethrough"],
    }
    with docutils_namespace(), patch_docutils():
        app = Sphinx(
            source, None, tmp_path / "html", tmp_path / "doctrees", "dummy", settings,
            status=None, warning=warnings,
        )  # fmt: skip
        app.build()
        doctrees = [app.env.get_doctree(name) for name in DIALECTS]
    assert warnings.getvalue() == ""
    text = "\n".join(doctree.astext() for doctree in doctrees)
    # What directives are made of is in no text; ids are where links look for them.
    assert {"mkdocs-id", "docusaurus-id", "alpha", "delta"} <= {
        name for doctree in doctrees for node in doctree.findall(section) for name in node["ids"]
    }
    assert not re.search(r":::\{|```\{|^:class:", text, re.MULTILINE)


FRAGMENTS = [
    "!!! note", '!!! bug "{}"', '??? tip "{}"', "    {}", "        {}", '=== "{}"', '    === "{}"',
    "/// tip | {}", "//// tab | {}", "///", "////", "# {} {{#id}}", "{}", "{}", "", "", "- {}",
    ":::tip {}", "::: info", "::::note[{}]", ":::", "::::", "::: details {} {{open}}",
    "::: code-group", "```js [{}]", "```", "```py title=\"{}\" {{1}}", "~~~", "<<< @/{}",
    "> [!NOTE]", "> [!TIP] {}", "> {}", "> ```", "<Tabs>", '<TabItem value="a" label="{}">',
    "</TabItem>", "</Tabs>", "<TabItem>{}</TabItem>", "import {} from 'a'", "export const {}",
    "{{{{#include {}}}}}", "{{#playground a.rs}} {}", '--8<-- "{}"', "[TOC]", "[[toc]]",
    "=={}== `=={}==` ++{}+a++", '<Badge text="{}" />', "[{}](u){{: .x }}", "{{: .{} }}", "---",
    "title: {}", "<!-- {}", "-->", "<!--@include: {}-->", "{{* {} ln[1:2] *}}", "---",
    "::: raw", "\t{}", "  :::tip", "  :::", "{} `",
]  # fmt: skip
"""Lines of all dialects; words stand in the fields."""


@st.composite
def soups(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw a page of fragments in any order, and the words in it."""
    fragments = draw(st.lists(st.sampled_from(FRAGMENTS), max_size=14))
    words = [
        f"word{number}" for number in range(sum(fragment.count("{}") for fragment in fragments))
    ]
    waiting = iter(words)
    lines = [
        fragment.format(*(next(waiting) for _ in range(fragment.count("{}"))))
        for fragment in fragments
    ]
    return "\n".join(lines), words


@given(soups(), st.sampled_from(FOREIGN))
def test_no_word_is_lost_or_moved(soup: tuple[str, list[str]], dialect: Dialect) -> None:
    text, words = soup
    found = re.findall(r"word\d+", rewrite(text, dialect).text)
    # The title of the front matter comes again, as a heading; attributes go above their paragraph.
    assert set(found) == set(words)
    assert len(found) <= len(words) + 1


@pytest.mark.parametrize("name", DIALECTS)
def test_what_was_rewritten_is_not_rewritten_again(name: str) -> None:
    once = rewritten(name)
    again = rewrite(once, DIALECTS[name])
    assert again.text == once
    assert not again.changes


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=8), st.sampled_from(FOREIGN))
def test_code_stays(fragments: list[str], dialect: Dialect) -> None:
    text = "\n".join(["`````text", "first", *fragments, "`````"])
    assert rewrite(text, dialect).text == text


@pytest.mark.parametrize("dialect", Dialect)
def test_myst_stays(dialect: Dialect) -> None:
    for folder in ("guide", "salon"):
        for path in sorted((folders.ROOT / "docs" / folder).rglob("*.md")):
            text = path.read_text("utf-8")
            result = rewrite(text, dialect)
            assert result.text == text, path
            assert not result.changes
