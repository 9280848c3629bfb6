"""The partner: the other language's documents, read in a process of their own, only as needed."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from sphinx import addnodes
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.errors import ConfigError, SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from diglot.sphinxext.compat.sphinx import resolved_doctree
from diglot.sphinxext.parallel.interleave import Shape, interleave, unpaired
from diglot.sphinxext.parallel.partner import Partner, open_partner
from diglot.sphinxext.parallel.resolved_doctrees import read_doctree

pytestmark = [
    pytest.mark.usefixtures("forked"),
    # MyST-Parser 5 still asks transforms for their application, which Sphinx 9 deprecates.
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning:myst_parser"),
]

CopyProject = Callable[[str], Path]


@contextmanager
def application(project: Path, builder: str, **overrides: Any) -> Iterator[Sphinx]:
    """Make an application that has read the project in its source language."""
    docs, out = project / "docs", project / "build"
    with patch_docutils(str(project)), docutils_namespace():
        app = Sphinx(
            docs,
            project,
            out / builder,
            out / "doctrees",
            builder,
            confoverrides=overrides,
            status=None,
            warning=io.StringIO(),
        )
        app.builder.read()
        # As Builder.build does; without it, the next application would read everything again.
        (out / "doctrees" / ENV_PICKLE_FILENAME).write_bytes(pickle.dumps(app.env))
        yield app


@contextmanager
def partner_of(project: Path, builder: str, **overrides: Any) -> Iterator[tuple[Sphinx, Partner]]:
    with application(project, builder, **overrides) as app:
        yield app, open_partner(app, builder)


def warnings_of(app: Sphinx) -> str:
    stream = app._warning
    assert isinstance(stream, io.StringIO)
    return stream.getvalue()


@pytest.mark.parametrize("builder", ["html", "typst"])
def test_the_partner_speaks_its_own_language(copy_project: CopyProject, builder: str) -> None:
    with partner_of(copy_project("parallel-salon"), builder) as (app, partner):
        doctree = partner.doctree("talk")
        assert partner.language.tag == "en"
        assert "Graphics cards compute in parallel" in doctree.astext()
        # Resolved: a reference by name reads as the other language's title.
        assert "see Two chips and the terms" in doctree.astext().replace("\n", " ")
        assert not list(doctree.findall(addnodes.pending_xref))
        assert partner.words.admonitions["note"] == "Note"
        assert partner.env.config.project == "The Salon"
        assert partner.env.toc_fignumbers["talk"]["table"]["table-chips"] == (1, 1)
        # What was stored is whole again.
        assert doctree.settings.env is partner.env
        assert isinstance(doctree.deepcopy(), nodes.document)
        # The source is as it was.
        assert app.env.titles["talk"].astext() == "算力与模型"
        assert app.config.project == "沙龙"


def test_every_block_of_the_book_finds_its_counterpart(copy_project: CopyProject) -> None:
    with partner_of(copy_project("parallel-salon"), "typst") as (app, partner):
        for docname in sorted(app.env.found_docs):
            source = resolved_doctree(app.env, docname, app.builder)
            paired = interleave(source, partner.doctree(docname))
            assert not list(unpaired(paired))
            once = [pair.kind for pair in paired.walk() if pair.shape is Shape.ONCE]
            if docname == "talk":
                assert {"image", "literal_block", "math_block"} <= set(once)


def test_what_changes_is_resolved_again_and_nothing_else(copy_project: CopyProject) -> None:
    project = copy_project("parallel-salon")
    catalog = project / "locales/en/LC_MESSAGES/talk.po"

    def edit(old: str, new: str) -> None:
        text = catalog.read_text("utf-8")
        assert old in text
        catalog.write_text(text.replace(old, new), "utf-8")

    with partner_of(project, "typst") as (_app, partner):
        before = {name: partner.state_of(name) for name in ("index", "talk", "terms")}
    edit("Train first.", "First, train.")
    with partner_of(project, "typst") as (_app, partner):
        after = {name: partner.state_of(name) for name in before}
        assert "First, train." in partner.doctree("talk").astext()
    assert {name for name in before if before[name] != after[name]} == {"talk"}
    # A new title reaches the documents that show it.
    edit("Compute and models", "Models and compute")
    with partner_of(project, "typst") as (_app, partner):
        assert "Back to Models and compute" in partner.doctree("terms").astext()
    # A document that left the book leaves the store.
    (project / "docs" / "terms.md").unlink()
    with partner_of(project, "typst") as (_app, partner):
        assert not partner.has_document("terms")
        with pytest.raises(FileNotFoundError):
            read_doctree(partner.folder, "terms")


def test_what_another_format_has_read_is_not_shown_yet(copy_project: CopyProject) -> None:
    project = copy_project("parallel-salon")
    with partner_of(project, "html") as (app, partner):
        before = partner.state_of("talk")
        with (project / "docs/talk.md").open("a", encoding="utf-8") as page:
            page.write("\n还有一段。\n")
        open_partner(app, "typst")
        assert "还有一段" not in partner.doctree("talk").astext()
        assert partner.state_of("talk") == before
        after = open_partner(app, "html")
        assert "还有一段" in after.doctree("talk").astext()
        assert after.state_of("talk") != before


def test_its_warnings_are_heard(copy_project: CopyProject) -> None:
    project = copy_project("parallel-salon")
    catalog = project / "locales/en/LC_MESSAGES/talk.po"
    text = catalog.read_text("utf-8").replace("the [terms](terms.md).", "the terms.")
    catalog.write_text(text, "utf-8")
    with partner_of(project, "typst", suppress_warnings=[]) as (app, _partner):
        warned = warnings_of(app)
    assert "talk.po" in warned
    assert "references-differ" in warned
    assert f"{catalog}:: WARNING: 1 message of the source is not in this catalog" in warned


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"language": "en"}, "in the language of the sources"),
        ({"diglot_languages": ["zh_CN"]}, "names none"),
    ],
)
def test_what_makes_no_sense_is_told(
    copy_project: CopyProject, overrides: dict[str, Any], message: str
) -> None:
    with (
        application(copy_project("parallel-salon"), "typst", **overrides) as app,
        pytest.raises(ConfigError, match=message),
    ):
        open_partner(app, "typst")


def test_a_partner_that_is_no_target_is_refused_at_once(copy_project: CopyProject) -> None:
    with (
        pytest.raises(ConfigError, match="names 'fr', which is no target language"),
        application(copy_project("parallel-salon"), "html", diglot_partner="fr"),
    ):
        pass


def test_a_partner_that_fails_says_why(copy_project: CopyProject) -> None:
    project = copy_project("parallel-salon")
    conf = project / "conf.py"
    failing = """
def setup(app):
    def stop(app, config):
        from sphinx.errors import ExtensionError
        if config.language == "en":
            raise ExtensionError("no English today")
    app.connect("config-inited", stop)
"""
    conf.write_text(conf.read_text("utf-8") + failing, "utf-8")
    with (
        application(project, "typst") as app,
        pytest.raises(SphinxError, match="en, cannot be read: no English today"),
    ):
        open_partner(app, "typst")
