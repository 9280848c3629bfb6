from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.config import Config

import folders
from diglot.sphinxext.lint.heading_label import heading_label
from diglot.sphinxext.lint.missing_extension import missing_extension
from diglot.sphinxext.lint.numbered_anchor import numbered_anchor
from diglot.sphinxext.lint.run import LINTS, lint_page
from diglot.sphinxext.markup.myst import myst_parser_of
from diglot.sphinxext.markup.pages import read_page
from diglot.sphinxext.safety.settings import myst_config

CASES = folders.CASES / "lint"
NAMES = sorted(path.stem for path in CASES.glob("*.md"))
EXTENSIONS = ["colon_fence", "substitution"]
PARSER = myst_parser_of(myst_config(Config({"myst_enable_extensions": EXTENSIONS})))


def diagnostics_of(path: Path) -> str:
    lines = (
        (diagnostic.location, f"{diagnostic.severity} {diagnostic.code}: {diagnostic.message}")
        for diagnostic in lint_page(read_page(path.stem, path, PARSER), path.name)
    )
    return "".join(f"{location.line}: {text}\n" for location, text in sorted(lines) if location)


@pytest.mark.parametrize("name", NAMES)
def test_cases(name: str, regenerate: bool) -> None:
    expected = CASES / f"{name}.txt"
    diagnostics = diagnostics_of(CASES / f"{name}.md")
    if regenerate:
        expected.write_text(diagnostics, "utf-8")
    assert diagnostics == expected.read_text("utf-8")


def test_extensions_are_missed_where_they_are_not_enabled(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# A\n\n:::{note}\n$x$\n:::\n", "utf-8")

    def found(*extensions: str) -> list[int]:
        parser = myst_parser_of(myst_config(Config({"myst_enable_extensions": extensions})))
        return [finding.line for finding in missing_extension(read_page("a", path, parser))]

    assert found() == [3, 4]
    assert found("colon_fence") == [4]
    assert found("dollarmath") == [3]
    assert found("colon_fence", "dollarmath") == []


def test_formulas_between_two_signs_are_told_within_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# A\n\nAs $$a$$ and $$b$$ say.\n\n$$c$$\n\nAs\n$$\nb\n$$\nsays, $d$ costs $5.\n", "utf-8"
    )

    def found(**settings: bool) -> list[tuple[int, str]]:
        config = Config({"myst_enable_extensions": ["dollarmath"], **settings})
        page = read_page("a", path, myst_parser_of(myst_config(config)))
        return [
            (finding.line, finding.message.split(" is ")[0]) for finding in missing_extension(page)
        ]

    assert found() == [(3, "$$a$$"), (8, "$$b$$")]
    assert found(myst_dmath_double_inline=True) == []


def test_every_lint_has_a_case() -> None:
    texts = "".join(path.read_text("utf-8") for path in CASES.glob("*.txt"))
    for lint in LINTS:
        assert f" {lint.code}: " in texts


@pytest.mark.parametrize("lint", LINTS, ids=lambda lint: str(lint.code))
def test_the_docstring_of_a_lint_has_examples(lint: object) -> None:
    doc = lint.find.__doc__ or ""  # type: ignore[attr-defined]  # a Lint; ids take an object
    assert "Bad:" in doc
    assert "Good:" in doc


def test_links_to_headings_without_labels_on_other_pages_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# A\n\n[x](sub/b.md#plain) [y](sub/b.md#labelled)\n"
        "[z](#a) [w](https://example.org/b.md#plain) [v](sub/b.md#elsewhere)\n",
        "utf-8",
    )
    (tmp_path / "b.md").write_text(
        "# B\n\n## Plain\n\n(the-label)=\n## Labelled\n\n[x](../a.md#a) [y](/a#a)\n", "utf-8"
    )
    pages = [
        read_page("a", tmp_path / "a.md", PARSER),
        read_page("sub/b", tmp_path / "b.md", PARSER),
    ]
    findings = [
        (page.docname, finding.line, finding.message.split()[3])
        for page, finding in heading_label(pages, str.lower)
    ]
    assert findings == [
        ("a", 3, "sub/b#plain"),
        ("sub/b", 8, "a#a"),
        ("sub/b", 8, "a#a"),
    ]


def test_links_to_numbered_anchors_are_told_the_lasting_ones(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# 甲\n\n[x](b.md#id3) [y](#id1)\n[z](b.md#id1) [w](#id7)\n", "utf-8")
    anchors = {"a": {"id1": "甲"}, "b": {"id3": "安装"}}
    findings = [
        (finding.line, finding.message.split()[0], finding.hint.split()[2])
        for _page, finding in numbered_anchor([read_page("a", path, PARSER)], anchors)
    ]
    assert findings == [(3, "#id3", "b.md#安装,"), (3, "#id1", "#甲,")]
