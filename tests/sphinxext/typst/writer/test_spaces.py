"""A space between two parts of a line is printed where the source has one, and only there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest
from docutils import nodes
from sphinx.builders import Builder

from diglot.core.language import language
from diglot.sphinxext.compat.sphinx import resolved_doctree
from diglot.sphinxext.typst.writer.context import Context
from diglot.sphinxext.typst.writer.dispatch import write_node
from diglot.sphinxext.typst.writer.prepare import find_footnotes, prepare
from diglot.sphinxext.typst.writer.scripts import languages_by_script
from sphinxext.parallel.test_partner import application

# MyST-Parser 5 still asks transforms for their application, which Sphinx 9 deprecates.
pytestmark = pytest.mark.filterwarnings("ignore::PendingDeprecationWarning:myst_parser")

# Every kind of text in a line, around a word that shows where it is in the Typst source.
INLINES = {
    "abbreviation": "{abbr}`WORD (long)`",
    "address": "<https://example.org/WORD>",
    "code": "`WORD`",
    "document": "{doc}`WORD <index>`",
    "download": "{download}`WORD <dot.svg>`",
    "emphasis": "*WORD*",
    "footnote": "[^note-WORD]",
    "formula": "$\\text{WORD}$",
    "html": "<b>WORD</b>",
    "image": "![WORD](dot.svg)",
    "key": "{kbd}`WORD`",
    "link": "[WORD](https://example.org/a)",
    "linked image": "[![WORD](dot.svg)](https://example.org/b)",
    "number": "{numref}`WORD <figure>`",
    "object": "{py:class}`WORD`",
    "reference": "{ref}`WORD <figure>`",
    "section": "[WORD](#文)",
    "strong": "**WORD**",
    "substitution": "{{ WORD }}",
    "term": "{term}`WORD <term>`",
    "words": "WORD",
    "汉字": "字WORD字",
}
DEFINITIONS = """
(文)=
# 文

```{figure} dot.svg
:name: figure

图
```

```{glossary}
term
  词。
```

```{py:class} foo
```

```{py:class} bar
```

[^note-foo]: 注。
[^note-bar]: 注。
"""
CONF = """
language = "zh_CN"
extensions = ["myst_parser", "diglot"]
diglot_languages = ["zh_CN", "en"]
diglot_handouts = {"book": "index"}
myst_enable_extensions = ["dollarmath", "substitution"]
myst_substitutions = {"foo": "foo", "bar": "bar"}
numfig = True
"""


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builder]:
    """A builder that has read a page of all inlines, a paragraph each, once around each word."""
    project = tmp_path_factory.mktemp("spaces")
    (project / "docs").mkdir()
    (project / "docs" / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    paragraphs = [
        markup.replace("WORD", word) for word in ("foo", "bar") for markup in INLINES.values()
    ]
    text = "\n\n".join([DEFINITIONS, "# 词", *paragraphs])
    (project / "docs" / "index.md").write_text(text, "utf-8")
    (project / "conf.py").write_text(CONF, "utf-8")
    with application(project, "typst") as app:
        app.events.emit("env-updated", app.env)  # numbers the figure
        yield app.builder


@pytest.mark.parametrize("tag", ["zh_CN", "ja", "en"])
def test_spaces_between_all_pairs_of_inlines(builder: Builder, tag: str) -> None:
    doctree = resolved_doctree(builder.env, "index", builder)
    pairs = add_pairs(doctree)
    prepare(doctree, language(tag))
    notes, marks = find_footnotes(doctree)
    ctx = Context(
        env=builder.env,
        builder=builder,
        docname="index",
        path="index.md",
        language=language(tag),
        languages_by_script=languages_by_script(language(tag), [language("zh_CN"), language("en")]),
        images={"dot.svg": "/images/dot.svg"},
        notes=notes,
        first_marks=marks,
        writer=write_node,
    )
    written = {pair: ctx.inline(paragraph) for pair, paragraph in pairs.items()}
    wrong = {
        pair: code for pair, code in written.items() if set(spaces_in(code)) != {bool(pair[1])}
    }
    assert wrong == {}


def add_pairs(doctree: nodes.document) -> dict[tuple[str, str, str], nodes.paragraph]:
    """Add a paragraph for each pair of inlines to the page; return them by pair and space."""
    section = list(doctree.findall(nodes.section))[-1]
    words = [node for node in section.children if isinstance(node, nodes.paragraph)]
    first, second = (
        dict(zip(INLINES, paragraphs, strict=True))
        for paragraphs in (words[: len(INLINES)], words[len(INLINES) :])
    )
    pairs = {}
    for before, gap, after in product(INLINES, ("", " "), INLINES):
        paragraph = nodes.paragraph("", f"甲{gap}")
        paragraph += first[before].deepcopy().children
        paragraph += nodes.Text(gap)
        paragraph += second[after].deepcopy().children
        paragraph += nodes.Text(f"{gap}乙")
        doctree += paragraph
        pairs[before, gap, after] = paragraph
    return pairs


def spaces_in(code: str) -> list[bool]:
    """Return whether there is a space before the first word, between the two, and at the end."""
    # Of a formula, only its description is a string.
    code = re.sub(r"\$[^$]*\$, ", "", code).replace(" (long)", "")
    first, second = code.index("foo"), code.index("bar")
    parts = code[code.index("甲") : first], code[first:second], code[second : code.rindex("乙")]
    # All three begin and end inside of a string: every other piece is text.
    return [any(" " in piece for piece in part.split('"')[::2]) for part in parts]
