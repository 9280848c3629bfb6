"""Running all checks of the sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Severity
from diglot.core.encoding import encoding_fault
from diglot.core.project import Project
from diglot.sphinxext.config.documents import KnownDocuments
from diglot.sphinxext.config.setting_names import doubtful_names
from diglot.sphinxext.handouts.request import BadHandout, requested_handouts
from diglot.sphinxext.lint.duplicate_heading import duplicate_heading
from diglot.sphinxext.lint.finding import Lint, LintFinding
from diglot.sphinxext.lint.glued_text import glued_text
from diglot.sphinxext.lint.heading_label import heading_label
from diglot.sphinxext.lint.long_message import long_message
from diglot.sphinxext.lint.missing_alt import missing_alt
from diglot.sphinxext.lint.missing_extension import missing_extension
from diglot.sphinxext.lint.numbered_anchor import numbered_anchor
from diglot.sphinxext.lint.split_sentence import split_sentence
from diglot.sphinxext.lint.unparsed_emphasis import unparsed_emphasis
from diglot.sphinxext.markup.book import Book
from diglot.sphinxext.markup.pages import Page

# The checks of one page; those of links, which need all pages, are not among them.
LINTS = (
    Lint(Code.UNPARSED_MARKUP, Severity.ERROR, unparsed_emphasis),
    Lint(Code.DUPLICATE_HEADING, Severity.INFO, duplicate_heading),
    Lint(Code.LONG_MESSAGE, Severity.INFO, long_message),
    Lint(Code.SPLIT_SENTENCE, Severity.INFO, split_sentence),
    Lint(Code.GLUED_TEXT, Severity.INFO, glued_text),
    Lint(Code.MISSING_EXTENSION, Severity.WARNING, missing_extension),
    Lint(Code.MISSING_ALT, Severity.INFO, missing_alt),
)


def lint(
    project: Project,
    book: Book,
    names: frozenset[str] | None,
    stable_anchors: Mapping[str, Mapping[str, str]],
) -> Iterator[Diagnostic]:
    """Yield what all checks find on the named MyST pages; None stands for all pages and conf.py.

    `stable_anchors` are as for `numbered_anchor`; they are known where the sources have been read.

    Raises OSError where a page cannot be read.
    """
    if names is None:
        yield from _lint_conf(project, book)
    yield from _lint_encodings(project, book, names)
    pages = tuple(book.pages())
    for page in pages:
        if names is None or page.docname in names:
            yield from lint_page(page, project.shown(page.path))
    for code, findings in (
        (Code.HEADING_LABEL, heading_label(pages, book.slug)),
        (Code.NUMBERED_ANCHOR, numbered_anchor(pages, stable_anchors)),
    ):
        for page, finding in findings:
            if names is None or page.docname in names:
                yield _diagnostic(code, Severity.INFO, finding, project.shown(page.path))


def _lint_encodings(
    project: Project, book: Book, names: frozenset[str] | None
) -> Iterator[Diagnostic]:
    for docname, path in book.documents.items():
        if names is not None and docname not in names:
            continue
        if fault := encoding_fault(path.read_bytes()):
            place = Location(project.shown(path), fault.line)
            hints = (fault.hint(path.name),)
            yield Diagnostic(Code.UNREADABLE_PAGE, Severity.ERROR, fault.message(), place, hints)


def _lint_conf(project: Project, book: Book) -> Iterator[Diagnostic]:
    for name in doubtful_names(book.config, project.confdir, project.srcdir):
        place = Location(project.shown(name.path), name.line)
        yield Diagnostic(name.code, Severity.WARNING, name.message, place, (name.hint,))
    conf = project.confdir / "conf.py"
    for handout in requested_handouts(book.config, conf, KnownDocuments(set(book.documents))):
        if isinstance(handout, BadHandout):
            place = Location(project.shown(conf), handout.line)
            hints = (handout.hint,) if handout.hint else ()
            yield Diagnostic(handout.code, Severity.ERROR, handout.message, place, hints)


def lint_page(page: Page, name: str) -> Iterator[Diagnostic]:
    """Yield what the checks in `LINTS` find on a page; `name` is its path in diagnostics."""
    for check in LINTS:
        for finding in check.find(page):
            yield _diagnostic(check.code, check.severity, finding, name)


def _diagnostic(code: Code, severity: Severity, finding: LintFinding, name: str) -> Diagnostic:
    return Diagnostic(
        code, severity, finding.message, Location(name, finding.line), (finding.hint,)
    )
