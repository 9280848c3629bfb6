from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util import logging as sphinx_logging
from sphinx.util.docutils import docutils_namespace

from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Severity
from diglot.sphinxext.reporting.sphinx_warnings import Collector
from diglot.sphinxext.reporting.warn import warn


@pytest.fixture
def collect(
    copy_project: Callable[[str], Path],
) -> Callable[[Callable[[], None]], list[Diagnostic]]:
    """Return a function that runs something inside an application and returns what it warned."""
    root = copy_project("minimal")

    def run(act: Callable[[], None]) -> list[Diagnostic]:
        found: list[Diagnostic] = []
        with docutils_namespace():
            quiet = io.StringIO()
            out = root / "out"
            app = Sphinx(root / "docs", root, out, out, "html", status=None, warning=quiet)
            Collector(app, root, found.append).install()
            app.builder.read()
            found.clear()
            act()
        return found

    return run


def say(message: str, **details: object) -> Callable[[], None]:
    logger = sphinx_logging.getLogger("diglot.test")
    return lambda: logger.warning(message, **details)  # type: ignore[arg-type] # any of its keywords


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (
            say("odd", location=("chapter", 3), type="ref", subtype="myst"),
            Diagnostic(
                Code.SPHINX, Severity.WARNING, "odd [ref.myst]", Location("docs/chapter.md", 3)
            ),
        ),
        (say("odd"), Diagnostic(Code.SPHINX, Severity.WARNING, "odd")),
        (
            say("not there: x", location=("chapter", None), type="image", subtype="not_readable"),
            Diagnostic(
                Code.MISSING_IMAGE,
                Severity.ERROR,
                "not there: x",
                Location("docs/chapter.md"),
                ("add the image, or correct the path in the page",),
            ),
        ),
        (
            lambda: warn(Code.UNKNOWN_NODE, "what: it", at=("chapter", 2), hint="tell us"),
            Diagnostic(
                Code.UNKNOWN_NODE,
                Severity.WARNING,
                "what: it",
                Location("docs/chapter.md", 2),
                ("tell us",),
            ),
        ),
        (
            lambda: warn(Code.MISSING_GLYPH, "no 𪚥", at=("chapter", 2)),
            Diagnostic(Code.MISSING_GLYPH, Severity.ERROR, "no 𪚥", Location("docs/chapter.md", 2)),
        ),
    ],
    ids=["sphinx", "nowhere", "image", "ours", "ours, an error"],
)
def test_a_warning_becomes_a_diagnostic(
    collect: Callable[[Callable[[], None]], list[Diagnostic]],
    act: Callable[[], None],
    expected: Diagnostic,
) -> None:
    assert collect(act) == [expected]
