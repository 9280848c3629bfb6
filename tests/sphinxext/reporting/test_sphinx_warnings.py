from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.util import logging as sphinx_logging
from sphinx.util.docutils import docutils_namespace

from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Severity
from diglot.sphinxext.reporting.sphinx_warnings import WarningCollector
from diglot.sphinxext.reporting.warn import warn


@pytest.fixture
def collect(
    copy_project: Callable[[str], Path],
) -> Iterator[Callable[[Callable[[], None]], list[Diagnostic]]]:
    """Yield a function that calls another inside an application, and returns the diagnostics."""
    root = copy_project("minimal")

    def run(action: Callable[[], None]) -> list[Diagnostic]:
        diagnostics: list[Diagnostic] = []
        with docutils_namespace():
            quiet = io.StringIO()
            out = root / "out"
            app = Sphinx(root / "docs", root, out, out, "html", status=None, warning=quiet)
            collector = WarningCollector(
                app, root, lambda found, _origin: diagnostics.append(found)
            )
            collector.install()
            app.builder.read()
            diagnostics.clear()
            action()
        return diagnostics

    yield run
    # Sphinx leaves the language of this project's labels to the next application in the process.
    locale.translators.clear()


def sphinx_warning(message: str, **details: object) -> Callable[[], None]:
    logger = sphinx_logging.getLogger("diglot.test")
    return lambda: logger.warning(message, **details)  # type: ignore[arg-type] # any of its keywords


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        (
            sphinx_warning(
                "failed; this was raised:\nTraceback (most recent call last):\n"
                '  File "a.py", line 1, in <module>\n    import jax\n'
                "ModuleNotFoundError: No module named 'jax'\n"
            ),
            Diagnostic(
                Code.SPHINX,
                Severity.WARNING,
                "failed; this was raised: ModuleNotFoundError: No module named 'jax'",
            ),
        ),
        (
            sphinx_warning("odd", location=("chapter", 3), type="ref", subtype="myst"),
            Diagnostic(
                Code.SPHINX, Severity.WARNING, "odd [ref.myst]", Location("docs/chapter.md", 3)
            ),
        ),
        (
            sphinx_warning("odd [card.old]", type="card", subtype="old"),
            Diagnostic(Code.SPHINX, Severity.WARNING, "odd [card.old]"),
        ),
        (sphinx_warning("odd"), Diagnostic(Code.SPHINX, Severity.WARNING, "odd")),
        (
            sphinx_warning(
                "not there: x", location=("chapter", None), type="image", subtype="not_readable"
            ),
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
    ids=[
        "with a traceback",
        "by Sphinx",
        "with its type",
        "without a place",
        "of an image",
        "by diglot",
        "an error by diglot",
    ],
)
def test_a_warning_becomes_a_diagnostic(
    collect: Callable[[Callable[[], None]], list[Diagnostic]],
    action: Callable[[], None],
    expected: Diagnostic,
) -> None:
    assert collect(action) == [expected]
